import type { BoardRandom } from "./boardRandom.ts";

/** Names as people choose them: of many scripts, some from right to left, some as long as may be, and some that try to be markup. */
export const UNUSUAL_HANDLES = [
  "مريم الحاسب",
  "שרה כהן-לוי",
  "Zoë O'Brien-Müller",
  "张伟",
  "दीपिका शर्मा",
  "Александра К.",
  "Ὀδυσσεύς",
  "W".repeat(40),
  "Anna-Magdalena von Hohenfels-Wittelsbach",
  "김서연",
  "fatimah بنت علي 77",
] as const;

/** What no handle may be and a server with a fault might send: it has to come out as text. */
export const HOSTILE_HANDLES = [
  '<img src=x onerror="globalThis.isHurt=1">',
  "<script>globalThis.isHurt=1</script>",
] as const;

const FIRST = [
  "ada",
  "linus",
  "grace",
  "ken",
  "radia",
  "bjarne",
  "margaret",
  "dennis",
  "barbara",
  "edsger",
  "hedy",
  "alan",
];
const SECOND = [
  "byte",
  "loop",
  "patch",
  "kernel",
  "lambda",
  "merge",
  "pixel",
  "tensor",
  "socket",
  "parser",
  "cache",
  "vim",
];

export function makeHandle(random: BoardRandom, place: number): string {
  const unusual = UNUSUAL_HANDLES[Math.floor(place / 9)];
  if (place % 9 === 4 && unusual !== undefined) return unusual;
  return `${random.pick(FIRST)}${random.pick([".", "_", " ", "-"])}${random.pick(SECOND)}${random.whole(1, 99)}`;
}
