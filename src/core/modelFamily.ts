/** The line of models that a model belongs to: `anthropic opus`, `openai gpt codex`. */
export interface ModelFamily {
  /** Maker, in lower case. */
  readonly vendor: string;
  /** Vendor and line, without version or date. */
  readonly name: string;
}

/** First word of a model's name, by the maker whose models begin so. */
const VENDORS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    anthropic: ["claude"],
    openai: ["gpt", "codex", "chatgpt", "o"],
    google: ["gemini", "gemma"],
    xai: ["grok"],
    moonshotai: ["kimi"],
    zai: ["glm"],
    alibaba: ["qwen", "qwq"],
    deepseek: ["deepseek"],
    mistral: ["mistral", "codestral", "devstral", "magistral", "ministral"],
    minimax: ["minimax"],
    meta: ["llama", "muse"],
    cursor: ["composer"],
  }).flatMap(([vendor, words]) => words.map((word) => [word, vendor] as const)),
);

/** What names no model: the tool chose one and did not write down which. */
const NO_MODEL = new Set(["", "auto", "default", "unknown", "<synthetic>"]);
/** Parts of a name that tell a version, a stage or a mode of a model and not another line. */
const NO_LINE = new Set(
  "claude latest preview beta exp experimental thinking thought none minimal low medium high xhigh max fast v it instruct chat".split(
    " ",
  ),
);
/** `medium` and `max` are lines of their own here: `mistral-medium`, `qwen-max`. */
const SIZED_VENDORS = new Set(["mistral", "alibaba"]);
const MAX_NAME_LENGTH = 200;

/** @param name a model's name as written, the shorter the better: `readModelName` takes off what is no part of it */
export function modelFamilyOf(name: string): ModelFamily | undefined {
  const lower = name.slice(0, MAX_NAME_LENGTH).trim().toLowerCase();
  if (NO_MODEL.has(lower)) return undefined;
  const words = (lower.split("/").at(-1) ?? "")
    .split(/[^a-z0-9.]+/u)
    .map((word) => word.replace(/[\d.]+[a-z]?$|^[\d.]+$/u, ""))
    .filter((word) => word !== "");
  const first = words[0];
  if (first === undefined) return undefined;
  const vendor = VENDORS.get(first) ?? first;
  const line = words.filter(
    (word) => !NO_LINE.has(word) || (SIZED_VENDORS.has(vendor) && /^(medium|max)$/u.test(word)),
  );
  return { vendor, name: [vendor, ...line.filter((word) => word !== vendor)].join(" ") };
}
