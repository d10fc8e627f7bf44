import type { Random } from "../support/generateHome/random.ts";

type Words = readonly [string, ...string[]];

const words = (text: string): Words => {
  const [first = "", ...others] = text.split(" ");
  return [first, ...others];
};

const SMALL_WORDS = words(
  "the of and a to in is that it was for on are as with they at be this from or by not but what all we when can there an which do how if so no than",
);
const STEMS = words(
  "develop measur observ govern treat count compar respond record report return present consider improv arrang settl depart establish contain remain explain discover deliver market garden winter morning question harbour letter journey village mountain science patient company window number history engine paper forest colour surface language island captain kitchen bridge",
);
const ENDINGS = words(" s ed ing ment ers able ation ful ly");
const NAMES = words("Ann Boris London Dr. Smith Elena Friday November Zürich Ahmed O'Brien I Mr. Tanaka");
const SYLLABLES = words("ba cor den fi gal hu jin kre lo mun ner ost pra qua rel sti tor ul vex wyn zan");
const STOPS = words(". . . , , ; : ? ! — )");

/** Prose as it is in chats and documents: mostly small words, now and then a name, a number or an apostrophe. */
export function englishText(random: Random, length: number): string {
  const parts: string[] = [];
  for (let made = 0; made < length;) {
    const sentence = Array.from({ length: random.int(6, 22) }, () => englishWord(random)).join(" ");
    const text = `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}${random.pick(STOPS)}${random.chance(0.15) ? "\n\n" : " "}`;
    parts.push(text);
    made += text.length;
  }
  return parts.join("");
}

/** Share of words that hardly come twice, as in real texts: they cannot be remembered from before. */
const RARE = 0.05;

function rareWord(random: Random): string {
  return Array.from({ length: random.int(2, 5) }, () => random.pick(SYLLABLES)).join("");
}

function englishWord(random: Random): string {
  if (random.chance(RARE)) return rareWord(random);
  const kind = random.next();
  if (kind < 0.5) return random.pick(SMALL_WORDS);
  if (kind < 0.9) return `${random.pick(STEMS)}${random.pick(ENDINGS)}`;
  if (kind < 0.95) return random.pick(NAMES);
  if (kind < 0.97) return String(random.int(1, 2_100));
  return random.pick(["don't", "it's", "we'll", "I've", "(see", "well-known", "“quite”"]);
}

const NOUNS = words(
  "row cursor token ledger file range session total buffer index window entry cache source record folder limit queue",
);
const VERBS = words("read write open count merge find parse store list drop make split");
const TYPES = words("string number boolean Uint8Array readonly Map Promise unknown undefined");

/** Code as it is in diffs and pasted files: indented, with long names, numbers, comments and strings. */
export function typeScriptText(random: Random, length: number): string {
  const parts: string[] = [];
  for (let made = 0; made < length;) {
    const text = typeScriptFunction(random);
    parts.push(text);
    made += text.length;
  }
  return parts.join("");
}

function typeScriptFunction(random: Random): string {
  const noun = (): string => (random.chance(RARE) ? rareWord(random) : random.pick(NOUNS));
  const name = (): string => `${random.pick(VERBS)}${capital(noun())}${random.chance(0.4) ? capital(noun()) : ""}`;
  const body = Array.from({ length: random.int(2, 9) }, () => {
    const [left, right] = [`${noun()}${capital(noun())}`, noun()];
    return random.pick([
      `  const ${left} = ${name()}(${right}, ${random.int(0, 4_096)});\n`,
      `  if (${left} === undefined || ${right}.length > 0x${random.int(16, 65_535).toString(16)}) return [];\n`,
      `  // The ${noun()} may be ${random.pick(SMALL_WORDS)} ${noun()}: see ${name()}.\n`,
      `  for (const [key, ${right}] of ${left}.entries()) {\n    ${name()}(\`\${key}: \${${right}}\`);\n  }\n`,
      `  ${left}["${noun()}_${noun()}"] ??= { ...${right}, ${noun()}: ${random.int(1, 99)} };\n`,
    ]);
  });
  return `export function ${name()}(${noun()}: ${random.pick(TYPES)}): ${random.pick(TYPES)} {\n${body.join("")}}\n\n`;
}

function capital(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
