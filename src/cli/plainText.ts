import { eastAsianWidth } from "get-east-asian-width";
import { onDemand } from "../core/onDemand.ts";

/** Control characters and marks that turn the direction of text: names in logs must not steer the terminal. */
const STEERING = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** A name from a log, fit to be printed on one line. */
export function plainText(text: string): string {
  return text.replace(STEERING, "\u{fffd}");
}

const NO_COLUMN = /^[\p{Mn}\p{Me}\u200b-\u200d]*$/u;
const EMOJI = /[\p{Emoji_Presentation}\ufe0f]/u;
/** Marks of halfwidth katakana: a part of the letter before them, with a column of their own. */
const HALFWIDTH_MARKS = /[\uff9e\uff9f]/g;
const ASCII = /^[ -~]*$/;
const segmenter = onDemand(() => new Intl.Segmenter("en", { granularity: "grapheme" }));

/** Columns a text takes on a terminal: characters of East Asian scripts and emoji take two. */
export function columnsOf(text: string): number {
  if (ASCII.test(text)) return text.length;
  return graphemes(text).reduce((columns, grapheme) => columns + graphemeColumns(grapheme), 0);
}

/** The start of a text that fits, with an ellipsis where something was left out. */
export function clipEnd(text: string, columns: number): string {
  return columnsOf(text) <= columns ? text : `${fitting(graphemes(text), columns - 1).join("")}…`;
}

/** The end of a text that fits, with an ellipsis where something was left out: of paths the end tells most. */
export function clipStart(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  const end = fitting(graphemes(text).toReversed(), columns - 1);
  return `…${end.toReversed().join("")}`;
}

function graphemes(text: string): readonly string[] {
  return Array.from(segmenter().segment(text), ({ segment }) => segment);
}

/** As many of the first as fit. */
function fitting(parts: readonly string[], columns: number): readonly string[] {
  let used = 0;
  const end = parts.findIndex((part) => {
    used += graphemeColumns(part);
    return used > columns;
  });
  return end === -1 ? parts : parts.slice(0, end);
}

function graphemeColumns(grapheme: string): number {
  if (NO_COLUMN.test(grapheme)) return 0;
  if (EMOJI.test(grapheme)) return 2;
  const [letter = "", ...rest] = grapheme;
  const marks = rest.join("").match(HALFWIDTH_MARKS)?.length ?? 0;
  return eastAsianWidth(letter.codePointAt(0) ?? 0) + marks;
}
