import { plainSentence, plainText } from "./plainText.ts";

const PUNCTUATION = /[!-/:-@[-`{-~]/g;

/**
 * Text from a log or a path made safe for a Markdown table cell: no formatting, link, HTML or icon can come of it, it
 * stays on one line, and it cannot push the rest out of sight.
 */
export function escapeMarkdown(text: string): string {
  return plainText(text).replaceAll(PUNCTUATION, escapeCharacter);
}

/** The same for a sentence of our own that holds such a text. */
export function escapeSentence(text: string): string {
  return plainSentence(text).replaceAll(PUNCTUATION, escapeCharacter);
}

/**
 * The same for a document that is read as text, too: no more is escaped than what may become formatting within a line. It has no
 * icons.
 */
export function escapeProse(text: string): string {
  return plainSentence(text).replaceAll(/[\\`*_[\]<>|&]/g, String.raw`\$&`);
}

function escapeCharacter(character: string): string {
  // `$(name)` becomes an icon after Markdown has taken backslashes away, so the dollar has to go as an entity, and with
  // it what could begin an entity or a tag.
  switch (character) {
    case "$":
      return "&#36;";
    case "&":
      return "&amp;";
    case "<":
      return "&lt;";
    case ">":
      return "&gt;";
    default:
      return `\\${character}`;
  }
}
