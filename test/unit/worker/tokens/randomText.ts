import type { Random } from "../../../support/generateHome/random.ts";

/** What texts are made of, by kind; a random text takes a few kinds and a few of each. */
const KINDS: readonly (readonly [string, ...string[]])[] = [
  ["a", "e", "n", "t", "Q", "X", "z", "th", "ing", "The", "camelCase", "HTTPServer", "snake_case", "iPhone", "WORDs"],
  [" word", " Words", " a", " I", " OK", "Hello", " hello,", " end.", " function", " return", " const", "return"],
  ["0", "7", "12", "345", "6789", "3.14", "1,000", "0x1f", "٣", "½", "Ⅷ", "1e-9"],
  ["中", "文", "数据", "日本語", "カタカナ", "ひらがな", "한국어", "的", "。", "、", "「"],
  ["😀", "👍🏽", "👨‍👩‍👧", "🏳️‍🌈", "🇩🇪", "❤️", "🧑‍💻", "1️⃣"],
  ["e\u0301", "n\u0303", "\u0301", "\u0308", "a\u0300\u0323", "क्षि", "กำ", "\u0e31", "עִבְרִית", "العربيّة"],
  ["\ud800", "\udfff", "\ud83d", "\ude00", "\ud83dx", "\udc00\ud800"],
  ["\u0000", "\u0007", "\u001b[31m", "\u007f", "\u0085", "\u200b", "\u200d", "\ufeff", "\u00ad", "\ufffd", "\uffff"],
  ["'s", "'S", "'t", "'re", "'VE", "'m", "'ll", "'LL", "'d", "'x", "don't", "I'M", "we'Ll", "’s", "'", "''", "ſ", "K"],
  ["<|endoftext|>", "<|endofprompt|>", "<|fim_prefix|>", "<|im_start|>", "<|", "|>"],
  [" ", "  ", "    ", "\t", "\t\t", "\n", "\r\n", "\n\n", " \n", "\u00a0", "\u3000", "\u2028", "\v", "\f", "        "],
  [
    "{",
    "}",
    "();",
    "=>",
    "//",
    "/*",
    "*/",
    "---",
    "===",
    "...",
    "!!",
    "?!",
    "\\n",
    "#",
    "@",
    "$",
    "€",
    "/",
    "\n/",
    "\n//",
  ],
  [
    "Привет",
    "мир",
    "ЁЛКА",
    "Ελλάδα",
    "ς",
    "Ǆ",
    "ǅ",
    "ʰ",
    "ﬁ",
    "ß",
    "İ",
    "ı",
    "Straße",
    "naïve",
    "Ångström",
    "𝒜𝓑",
    "𐐀𐐨",
  ],
];

/** A text of up to some 60 characters, or now and then of a run of one thing, which meets every path of the counter. */
export function randomText(random: Random): string {
  if (random.chance(0.04)) return `${piece(random)}${piece(random).repeat(random.int(2, 120))}${piece(random)}`;
  if (random.chance(0.04)) return anyCharacters(random, random.int(1, 24));
  const kinds = Array.from({ length: random.int(1, 4) }, () => random.int(0, KINDS.length - 1));
  const [first = 0] = kinds;
  return Array.from({ length: random.int(0, 16) }, () =>
    piece(random, kinds[random.int(0, kinds.length - 1)] ?? first),
  ).join("");
}

function piece(random: Random, kind = random.int(0, KINDS.length - 1)): string {
  return random.pick(KINDS[kind] ?? ["a"]);
}

/** From the whole of Unicode, half of them from its first pages. */
function anyCharacters(random: Random, length: number): string {
  const points = Array.from({ length }, () => random.int(0, random.chance(0.5) ? 0x2fff : 0x10ffff));
  return String.fromCodePoint(...points);
}
