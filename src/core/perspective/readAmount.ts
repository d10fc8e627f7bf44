import type { NumberForm } from "./numberForm.ts";

/** A thousand months of the largest company that was reported; beyond it figures are not read but counted in zeros. */
export const MOST_TOKENS = 1e17;

const LONGEST = 40;
const DIGITS = /^(\d{1,18}(\.\d{0,12})?|\.\d{1,12})$/;
const PERCENT = /^(\d{1,3}(\.\d{0,9})?|\.\d{1,9})$/;

/** Tokens from what a person wrote: `60.2T`, `1,500,000`, `708 m`; `undefined` for anything else. */
export function readAmount(written: string, { decimalMark, magnitudes }: NumberForm): number | undefined {
  const [, number = "", word = ""] = /^([\d.,]+)([^\d.,]*)\.?$/.exec(tidy(written)) ?? [];
  const groupMark = decimalMark === "." ? "," : ".";
  const digits = number.replaceAll(groupMark, "").replace(decimalMark, ".");
  const magnitude = word === "" ? 1 : Object.hasOwn(magnitudes, word) ? magnitudes[word] : undefined;
  if (!DIGITS.test(digits) || magnitude === undefined) return undefined;
  const tokens = Math.round(Number(digits) * magnitude);
  return tokens <= MOST_TOKENS ? tokens : undefined;
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
