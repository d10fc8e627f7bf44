const FACTORS: Readonly<Record<string, number>> = { "": 1, K: 1e3, M: 1e6, B: 1e9, T: 1e12 };
const MOST = 1e15;

/** A limit as a person types it: `50`, `2.5M`, `1,200`; `undefined` for anything that is no number above 0. */
export function readLimit(text: string): number | undefined {
  const parts = /^\s*(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*([KMBT]?)\s*$/i.exec(text);
  if (parts === null) return undefined;
  const [, whole = "", fraction = "", unit = ""] = parts;
  const limit = Number(whole.replaceAll(",", "") + fraction) * (FACTORS[unit.toUpperCase()] ?? 1);
  return limit > 0 && limit <= MOST ? limit : undefined;
}
