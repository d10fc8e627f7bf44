const LONGEST = 80;
const LONGEST_SENTENCE = 200;

/** Text from a log on one line, without hidden characters, and no longer than a row. */
export function plainText(text: string): string {
  return onOneLine(text, LONGEST);
}

/** The same for a sentence of our own that holds such a text: it may take two rows. */
export function plainSentence(text: string): string {
  return onOneLine(text, LONGEST_SENTENCE);
}

function onOneLine(text: string, longest: number): string {
  const plain = text
    // Control, format (direction overrides among them) and surrogate characters, and line separators.
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, " ")
    .trim();
  return plain.length > longest ? `${plain.slice(0, longest - 1)}…` : plain;
}

/** The same for labels in which VS Code draws `$(name)` as an icon. */
export function iconFreeText(text: string): string {
  return withoutIcons(plainText(text));
}

/** The same for a sentence of our own. */
export function iconFreeSentence(text: string): string {
  return withoutIcons(plainSentence(text));
}

function withoutIcons(text: string): string {
  return text.replaceAll("$(", "\\$(");
}
