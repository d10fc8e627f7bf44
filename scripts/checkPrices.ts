/**
 * Compares the bundled price snapshot with the independent data of @pydantic/genai-prices, as of today, and fails when a
 * difference is not explained in pricesExplained.json. See docs/prices.md. Offline.
 */
import { calcPrice, findProvider } from "@pydantic/genai-prices";
import { createPricer } from "../src/core/prices/createPricer.ts";
import modelPrices from "../src/core/prices/modelPrices.json" with { type: "json" };
import type { PriceFile, ProviderEntry, RateEntry } from "../src/core/prices/priceFile.ts";
import { NO_TOKENS } from "../src/shared/tokenCounts.ts";
import pricesExplained from "./pricesExplained.json" with { type: "json" };

interface Explanation {
  /** `provider/model`. */
  readonly models: readonly string[];
  /** Exactly the differences explained: when a price moves on either side, it is looked at anew. */
  readonly differences: readonly string[];
  readonly right: "ours" | "theirs" | "open";
  readonly why: string;
}

interface Difference {
  readonly model: string;
  /** `cache read 0.1 / 0.2`: ours, then theirs, in USD per million tokens. */
  readonly text: string;
}

const KINDS = ["input", "output", "cache read", "5 min write", "1 h write"] as const;
type Kind = (typeof KINDS)[number];

const OUR_FIGURE = {
  input: "in",
  output: "out",
  "cache read": "read",
  "5 min write": "w5m",
  "1 h write": "w1h",
} as const;
const THEIR_FIGURE = {
  input: "input_mtok",
  output: "output_mtok",
  "cache read": "cache_read_mtok",
  "5 min write": "cache_write_mtok",
  "1 h write": "cache_write_1h_mtok",
} as const;
const THEIR_PROVIDER: Readonly<Record<string, string>> = { xai: "x-ai" };

/** Prompt lengths just above every threshold that either side knows. */
const PROMPTS = [1000, 33_000, 101_000, 129_000, 201_000, 257_000, 273_000, 513_000];
const OUTPUT = 1000;
/** Prices have six decimals at most; anything nearer than this is floating-point noise. */
const NOISE_USD = 1e-7;

const prices: PriceFile = modelPrices;
const explanations: readonly Explanation[] = pricesExplained.map(readExplanation);
const pricer = createPricer(prices);
const noon = noonOfToday(new Date());

function readExplanation(entry: (typeof pricesExplained)[number]): Explanation {
  const { right } = entry;
  if (right !== "ours" && right !== "theirs" && right !== "open") throw new Error(`who is right: ${right}`);
  return { ...entry, right };
}

/** Outside every daily peak, so that base prices are compared. */
function noonOfToday(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate(), 12));
}

function ourUsdPerMillion(model: string, provider: ProviderEntry, kind: Kind, prompt: number): number {
  const cost = (tokens: Partial<typeof NO_TOKENS>): number => {
    const use = { model, sourceId: provider.onlySource ?? "check", atMs: noon.getTime(), usOnly: false };
    const nanos = pricer.costNanos({ ...use, serviceTier: "standard", tokens: { ...NO_TOKENS, ...tokens } });
    if (nanos === undefined) throw new Error(`${model} is listed but has no price`);
    return nanos;
  };
  switch (kind) {
    case "input":
      return cost({ freshInput: prompt }) / prompt / 1000;
    case "cache read":
      return cost({ cacheRead: prompt }) / prompt / 1000;
    case "5 min write":
      return cost({ cacheWrite5m: prompt }) / prompt / 1000;
    case "1 h write":
      return cost({ cacheWrite1h: prompt }) / prompt / 1000;
    case "output":
      return (cost({ freshInput: prompt, output: OUTPUT }) - cost({ freshInput: prompt })) / OUTPUT / 1000;
  }
}

function theirUsdPerMillion(model: string, providerId: string, kind: Kind, prompt: number): number {
  const usage = {
    input_tokens: prompt,
    output_tokens: kind === "output" ? OUTPUT : 0,
    cache_read_tokens: kind === "cache read" ? prompt : 0,
    cache_write_tokens: kind === "5 min write" || kind === "1 h write" ? prompt : 0,
    cache_write_1h_tokens: kind === "1 h write" ? prompt : 0,
  };
  const price = calcPrice(usage, model, { providerId, timestamp: noon });
  if (price === null) throw new Error(`${model} was known a moment ago`);
  return kind === "output" ? (price.output_price / OUTPUT) * 1e6 : (price.input_price / prompt) * 1e6;
}

function currentRate(provider: ProviderEntry, model: string): RateEntry | undefined {
  const entry = provider.models[model];
  const rates = typeof entry === "string" ? provider.models[entry] : entry;
  return typeof rates === "object"
    ? rates.findLast((rate) => rate.from === undefined || Date.parse(rate.from) <= noon.getTime())
    : undefined;
}

/** At most one difference per kind: at the shortest prompt that shows it. */
function compareModel(name: string, model: string, provider: ProviderEntry, providerId: string): Difference[] {
  const ours = currentRate(provider, model);
  const theirs = calcPrice({ input_tokens: 1 }, model, { providerId, timestamp: noon })?.model_price;
  const differences: Difference[] = [];
  for (const kind of KINDS) {
    if (ours?.[OUR_FIGURE[kind]] === undefined && theirs?.[THEIR_FIGURE[kind]] === undefined) continue;
    for (const prompt of PROMPTS) {
      const our = ourUsdPerMillion(model, provider, kind, prompt);
      const their = theirUsdPerMillion(model, providerId, kind, prompt);
      if (Math.abs(our - their) < NOISE_USD) continue;
      const where = prompt === PROMPTS[0] ? "" : ` at ${prompt / 1000}k`;
      differences.push({ model: name, text: `${kind}${where} ${round(our)} / ${round(their)}` });
      break;
    }
  }
  return differences;
}

function round(usd: number): number {
  return Math.round(usd * 1e6) / 1e6;
}

function explanationOf(difference: Difference): Explanation | undefined {
  return explanations.find((one) => one.models.includes(difference.model) && one.differences.includes(difference.text));
}

function unusedExplanations(found: readonly Difference[]): string[] {
  return explanations.flatMap((one) =>
    one.models.flatMap((model) =>
      one.differences
        .filter((text) => !found.some((difference) => difference.model === model && difference.text === text))
        .map((text) => `${model}: ${text}`),
    ),
  );
}

function print(line = ""): void {
  process.stdout.write(`${line}\n`);
}

function printDifferences(title: string, differences: readonly Difference[]): void {
  print(`\n${title}`);
  const width = Math.max(0, ...differences.map((difference) => difference.model.length));
  for (const { model, text } of differences) print(`  ${model.padEnd(width)}  ${text}`);
}

function main(): void {
  const found: Difference[] = [];
  const unknown: string[] = [];
  let compared = 0;
  for (const [id, provider] of Object.entries(prices.providers)) {
    const providerId = THEIR_PROVIDER[id] ?? id;
    const known = findProvider({ providerId }) !== undefined;
    for (const model of Object.keys(provider.models)) {
      const name = `${id}/${model}`;
      if (known && calcPrice({ input_tokens: 1 }, model, { providerId, timestamp: noon }) !== null) {
        compared += 1;
        found.push(...compareModel(name, model, provider, providerId));
      } else unknown.push(name);
    }
  }

  const unexplained = found.filter((difference) => explanationOf(difference) === undefined);
  const differing = new Set(found.map((difference) => difference.model));
  print(
    `Prices of ${prices.generated} against @pydantic/genai-prices, USD per million tokens at ${noon.toISOString()}`,
  );
  print(
    `${compared} names known to both, ${compared - differing.size} equal in every kind and length, ${unknown.length} ours only`,
  );

  print("\nExplained (ours / theirs)");
  for (const one of explanations) {
    print(`  right: ${one.right}. ${one.why}`);
    print(`    ${one.models.join(", ")}`);
    print(`    ${one.differences.join("; ")}`);
  }
  const unused = unusedExplanations(found);
  if (unused.length > 0) {
    print("\nExplanations that no difference needs any more");
    for (const line of unused) print(`  ${line}`);
  }
  if (unexplained.length > 0) {
    printDifferences("NOT EXPLAINED (ours / theirs)", unexplained);
    process.exitCode = 1;
  } else print("\nNothing unexplained.");
}

main();
