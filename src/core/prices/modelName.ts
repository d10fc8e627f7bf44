/** What a tool's way of writing a model says besides the model. */
export interface ReadName<Model> {
  readonly model: Model;
  /** The name asks for the fast mode (`claude-opus-4.6-fast`). */
  readonly fast: boolean;
  /** The name is that of a cloud endpoint bound to a region. */
  readonly regional: boolean;
}

/** Finds a model by its exact name. `host`: word of the assistant that the name's prefix tells. */
export type FindModel<Model> = (key: string, host: string | undefined) => Model | undefined;

/** Longer names are not names: nothing is looked for in them. */
const MAX_NAME_LENGTH = 200;

/** Prefixes of the makers themselves (or of their cloud, at their list price). */
const MAKERS = new Set(
  "anthropic openai google gemini models vertex_ai xai x-ai moonshotai zai z-ai alibaba deepseek mistral minimax meta".split(
    " ",
  ),
);
const HOSTS: ReadonlyMap<string, string> = new Map([
  ["cursor", "cursor"],
  ["copilot", "copilot"],
  ["github-copilot", "copilot"],
]);
/** Resellers and proxies. Only Claude and GPT models are known to cost the list price there. */
const GATEWAYS = new Set(["openrouter", "litellm", "generic-copilot", "azure", "bedrock"]);

const BEDROCK_ARN = /^arn:aws[a-z-]*:bedrock:/u;
/** `us.anthropic.claude-sonnet-4-5-20250929-v1:0`: area, model, revision. */
const BEDROCK = /^(?:([a-z]{2,6}(?:-gov)?)\.)?anthropic\.(claude-[a-z0-9.-]+?)(?:-v\d+(?::\w+)*)?$/u;

const CLAUDE = /^claude-/u;
const GPT = /^(?:gpt|codex|o\d)/u;
const GEMINI = /^gemini-/u;

const DATE = /[-@](?:20\d{6}|20\d\d-\d\d-\d\d)$|@(?:default|latest)$/u;
const FAST = /-fast$/u;
const CLAUDE_MODE = /\[1m\]$|[-:]thinking$|-thought$|-(?:none|minimal|low|medium|high|xhigh|max)$/u;
/** No `max`: it is part of a name in `gpt-5.1-codex-max`. */
const EFFORT = /-(?:none|minimal|low|medium|high|xhigh)$/u;

const VERSION_FIRST = /^claude-(\d+(?:-\d{1,2})?)-([a-z]+)(-.*)?$/u;
const FAMILY_FIRST = /^claude-([a-z]+)-(\d+(?:-\d{1,2})?)(-.*)?$/u;

/**
 * Finds the model that a written name means. Takes off what is known not to change which model it is, piece by piece, until
 * an exact key is found; never guesses by likeness. Undefined: no known model.
 */
export function readModelName<Model>(written: string, find: FindModel<Model>): ReadName<Model> | undefined {
  if (written.length > MAX_NAME_LENGTH) return undefined;
  const segments = written.trim().toLowerCase().split("/");
  const last = segments.pop() ?? "";
  const bedrock = BEDROCK.exec(last);
  const start = bedrock?.[2] ?? last;

  let host: string | undefined;
  for (const [index, segment] of segments.entries()) {
    const prefixHost = HOSTS.get(segment);
    if (prefixHost !== undefined) host = prefixHost;
    else if (GATEWAYS.has(segment) || (index === 0 && BEDROCK_ARN.test(segment))) {
      if (!CLAUDE.test(start) && !GPT.test(start)) return undefined;
    } else if (!MAKERS.has(segment)) return undefined;
  }

  const regional = bedrock !== null && bedrock[1] !== "global";
  let fast = false;
  for (let key: string | undefined = start; key !== undefined;) {
    const model = findSpelling(key, host, find);
    if (model !== undefined) return { model, fast, regional };
    const shorter = withoutLastPart(key);
    if (shorter !== undefined && FAST.test(key)) fast = true;
    key = shorter;
  }
  return undefined;
}

/** Claude names are also written with dots, and with the version before the family: `claude-4.5-sonnet`. */
function findSpelling<Model>(key: string, host: string | undefined, find: FindModel<Model>): Model | undefined {
  const exact = find(key, host);
  if (exact !== undefined || !CLAUDE.test(key)) return exact;
  const dashed = key.replaceAll(".", "-");
  const turned = VERSION_FIRST.test(dashed)
    ? dashed.replace(VERSION_FIRST, "claude-$2-$1$3")
    : dashed.replace(FAMILY_FIRST, "claude-$2-$1$3");
  return find(dashed, host) ?? find(turned, host);
}

/** Dates are taken off Claude and GPT names only: other makers sell dated snapshots at prices of their own. */
function withoutLastPart(key: string): string | undefined {
  const claude = CLAUDE.test(key);
  const gpt = GPT.test(key);
  const parts = claude ? [DATE, FAST, CLAUDE_MODE] : gpt ? [DATE, FAST, EFFORT] : GEMINI.test(key) ? [EFFORT] : [];
  for (const part of parts) if (part.test(key)) return key.replace(part, "");
  return undefined;
}
