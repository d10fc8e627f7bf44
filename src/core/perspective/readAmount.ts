import type { NumberForm } from "./numberForm.ts";

/** A thousand months of the largest company that was reported; beyond it figures are not read but counted in zeros. */
export const MOST_TOKENS = 1e17;

const LONGEST = 40;
/** In groups, where there are any, of three digits, or of two before the last three, as in India. */
const NUMBER = /^((\d+|\d{1,3}(,\d{2,3})*,\d{3})(\.\d{0,12})?|\.\d{1,12})$/;
const PERCENT = /^(\d{1,3}(\.\d{0,9})?|\.\d{1,9})$/;

/**
 * Tokens from what a person wrote: `60.2T`, `1,500,000`, `708 m`; `undefined` for anything else. A mark that groups no
 * thousands is refused: who writes `1,5M` for one and a half million must not get fifteen.
 */
export function readAmount(written: string, { decimalMark, magnitudes }: NumberForm): number | "tooMany" | undefined {
  const groupMark = decimalMark === "." ? "," : ".";
  // Between digits a space groups them.
  const text = tidy(written.replaceAll(/(?<=\d)\s(?=\d)/g, groupMark));
  const [, typed = "", word = ""] = /^([\d.,]+)([^\d.,]*)\.?$/.exec(text) ?? [];
  // In the marks of English from here on.
  const number = typed.replaceAll(/[.,]/g, (mark) => (mark === decimalMark ? "." : ","));
  const magnitude = word === "" ? 1 : Object.hasOwn(magnitudes, word) ? magnitudes[word] : undefined;
  if (!NUMBER.test(number) || magnitude === undefined) return undefined;
  const tokens = Math.round(Number(number.replaceAll(",", "")) * magnitude);
  return tokens <= MOST_TOKENS ? tokens : "tooMany";
}

/** A share from what a person wrote in percent: `94.8`, `94,8 %`; `undefined` for anything that is not 0 to 100. */
export function readPercent(written: string): number | undefined {
  const digits = tidy(written).replace(/%$/, "").replace(",", ".");
  const share = PERCENT.test(digits) ? Number(digits) / 100 : undefined;
  return share !== undefined && share <= 1 ? share : undefined;
}

function tidy(written: string): string {
  return written.length > LONGEST ? "" : written.replaceAll(/\s/g, "").toLowerCase();
}
