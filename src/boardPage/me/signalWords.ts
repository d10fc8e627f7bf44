import { CHECK_RULES } from "../../core/board/checks/checkRules.ts";
import { formatCount, formatDecimal } from "../../core/format.ts";
import { meTexts } from "./meTexts.ts";

/** What a check is about, and what it has seen, in the words that are published; a check of a later version has its number. */
export function checkWords(code: string): { readonly title: string; readonly notice: string } {
  const rule = CHECK_RULES.find(({ id }) => id === code);
  return rule ?? { title: meTexts.signals.otherReason(code), notice: "" };
}

/** A figure's name as words: `tokensPerCall` reads `Tokens per call`. */
export function figureName(name: string): string {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Whole numbers in full, as they are compared with one's own; others to a decimal. */
export function figureWords(value: number): string {
  return Number.isInteger(value) ? formatCount(value) : formatDecimal(value);
}
