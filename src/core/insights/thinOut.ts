/**
 * At most so many of the values, in their order: of each of as many equal stretches the one that weighs the most, the first of
 * equals.
 */
export function thinOut<Value>(
  values: readonly Value[],
  most: number,
  weigh: (value: Value) => number,
): readonly Value[] {
  if (values.length <= most) return values;
  return Array.from({ length: most }, (_, stretch) => {
    const start = Math.floor((stretch * values.length) / most);
    const end = Math.floor(((stretch + 1) * values.length) / most);
    return values.slice(start, end).reduce((best, value) => (weigh(value) > weigh(best) ? value : best));
  });
}
