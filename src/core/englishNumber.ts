/** Where a comma goes between the digits of a whole number. */
const BETWEEN_THOUSANDS = /\B(?=(?:\d{3})+(?!\d))/g;

/**
 * `3,214,567`, `1.5`, as `Intl` writes it. A first use of `Intl` takes a command of the command line a fifth of its start,
 * and most need no more than this of it.
 * @param value a number below 10^21
 * @param fractionDigits most digits behind the point; none are written that are 0
 */
export function englishNumber(value: number, fractionDigits: 0 | 1): string {
  const scale = 10 ** fractionDigits;
  return String(Math.round(value * scale) / scale).replace(BETWEEN_THOUSANDS, ",");
}
