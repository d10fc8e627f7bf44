import { perLocale } from "../locale.ts";

/** How a locale writes numbers, as far as it takes to read them. */
export interface NumberForm {
  readonly decimalMark: "." | ",";
  /** Words and letters for magnitudes, in lower case, without spaces and a point at their end. */
  readonly magnitudes: Readonly<Record<string, number>>;
}

/** The letters that most of the world knows; a locale's own words come before them. */
const LETTERS = { k: 1e3, m: 1e6, b: 1e9, t: 1e12 } as const;

/** The form of the locale that the texts are in. */
export const numberForm = perLocale((name): NumberForm => {
  const format = new Intl.NumberFormat(name, { notation: "compact" });
  const words = Object.values(LETTERS).flatMap((magnitude) => {
    const word = format.formatToParts(magnitude).find(({ type }) => type === "compact")?.value;
    return word === undefined ? [] : [[word.toLowerCase().replace(/\.$/, ""), magnitude] as const];
  });
  const mark = new Intl.NumberFormat(name).formatToParts(0.5).find(({ type }) => type === "decimal")?.value;
  return { decimalMark: mark === "," ? "," : ".", magnitudes: { ...LETTERS, ...Object.fromEntries(words) } };
});
