const LONGEST = 80;

/** Text from a log on one line, without hidden characters, and no longer than a row. */
export function plainText(text: string): string {
  const plain = text
    // Control, format (direction overrides among them) and surrogate characters, and line separators.
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, " ")
    .trim();
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST - 1)}…` : plain;
}

/** The same for labels in which VS Code draws `$(name)` as an icon. */
export function iconFreeText(text: string): string {
  return plainText(text).replaceAll("$(", "\\$(");
}
