import type { Random } from "./generateHome/random.ts";

/** Texts of a length that a counter may take minutes for, as most of each is one piece or many alike. */
export function hostileTexts(random: Random, length: number): Readonly<Record<string, string>> {
  const repeated = (text: string): string => text.repeat(Math.ceil(length / text.length)).slice(0, length);
  const each = (one: () => string): string => Array.from({ length }, one).join("").slice(0, length);
  return {
    "one letter": repeated("a"),
    "random letters": each(() => String.fromCharCode(random.int(0x61, 0x7a))),
    "capitals and small letters": repeated("aB"),
    spaces: repeated(" "),
    tabs: repeated("\t"),
    newlines: repeated("\n"),
    "ends of lines as on Windows": repeated("\r\n"),
    digits: repeated("1234567890"),
    dashes: repeated("-"),
    "characters for emphasis": repeated("*_~`"),
    "Chinese without a stop": each(() => String.fromCharCode(random.int(0x4e00, 0x9fff))),
    emoji: repeated("😀🎉🚀"),
    "joined emoji": repeated("👨‍👩‍👧"),
    "zero-width joiners": repeated("\u200d"),
    "combining marks": repeated("\u0301"),
    "halves of surrogates": repeated("\ud800"),
    "control characters": repeated("\u0000"),
    base64: each(() => "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".charAt(random.int(0, 63))),
    apostrophes: repeated("'s"),
  };
}
