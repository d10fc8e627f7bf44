import { plainText } from "./plainText.ts";

/**
 * Text from a log or a path as code in Markdown, also in a cell of a table: nothing in it is formatting, and read as text or
 * copied it is what it was.
 */
export function codeSpan(text: string): string {
  const plain = plainText(text).replaceAll("|", "\\|");
  const longestRun = Math.max(0, ...(plain.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longestRun + 1);
  // A fence must not touch a backtick of the text, and a span of nothing is none.
  const padding = longestRun > 0 || plain === "" ? " " : "";
  return `${fence}${padding}${plain}${padding}${fence}`;
}
