import { isJsonObject, readCount, readText, type JsonObject } from "../lines.ts";

/** Counts as the tool writes them: the prompt has both cached parts in it. */
export interface ModelTotals {
  readonly prompt: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly reasoning: number;
  readonly nanoAiu: number;
}

/** What a session used by the event that ends it, since its start or since it was last resumed. */
export interface Totals {
  readonly models: Readonly<Record<string, ModelTotals>>;
  readonly nanoAiu: number;
  readonly premiumRequests: number;
}

const COUNTS = ["prompt", "output", "cacheRead", "cacheWrite", "reasoning"] as const;

/**
 * Totals of a `session.shutdown`; "wrong-type" where a count is none, `undefined` where it tells no tokens.
 * @param model that the session used last, for totals that name none
 */
export function readTotals(data: JsonObject, model: string): Totals | "wrong-type" | undefined {
  const models: Record<string, ModelTotals> = {};
  const nanoAiu = numberOf(data["totalNanoAiu"]);
  for (const [name, metric] of Object.entries(isJsonObject(data["modelMetrics"]) ? data["modelMetrics"] : {})) {
    if (!isJsonObject(metric) || !isJsonObject(metric["usage"])) continue;
    const counts = modelTotals(metric["usage"], numberOf(metric["totalNanoAiu"]));
    if (counts === undefined) return "wrong-type";
    models[name] = counts;
  }
  if (Object.keys(models).length === 0 && isJsonObject(data["tokenDetails"])) {
    const counts = detailTotals(data["tokenDetails"]);
    if (counts === undefined) return "wrong-type";
    models[readText(data["currentModel"]) ?? model] = counts;
  }
  const [only, ...others] = Object.keys(models);
  if (only !== undefined && others.length === 0) {
    const counts = ownOf(models, only);
    // What the session cost is what its only model cost, where that is not told of the model.
    if (counts?.nanoAiu === 0) models[only] = { ...counts, nanoAiu };
  }
  if (!Object.values(models).some(({ prompt, output }) => prompt + output > 0)) return undefined;
  return { models, nanoAiu, premiumRequests: numberOf(data["totalPremiumRequests"]) };
}

function modelTotals(usage: JsonObject, nanoAiu: number): ModelTotals | undefined {
  const prompt = readCount(usage["inputTokens"]);
  const output = readCount(usage["outputTokens"]);
  const cacheRead = readCount(usage["cacheReadTokens"]);
  const cacheWrite = readCount(usage["cacheWriteTokens"]);
  const reasoning = readCount(usage["reasoningTokens"]);
  if (prompt === undefined || output === undefined || cacheRead === undefined) return undefined;
  if (cacheWrite === undefined || reasoning === undefined) return undefined;
  return { prompt, output, cacheRead, cacheWrite, reasoning, nanoAiu };
}

/** Here `input` is what was not cached. */
function detailTotals(details: JsonObject): ModelTotals | undefined {
  const [fresh, cacheRead, cacheWrite, output] = ["input", "cache_read", "cache_write", "output"].map((kind) => {
    const detail = details[kind];
    return isJsonObject(detail) ? readCount(detail["tokenCount"]) : 0;
  });
  if (fresh === undefined || cacheRead === undefined || cacheWrite === undefined || output === undefined) {
    return undefined;
  }
  return { prompt: fresh + cacheRead + cacheWrite, output, cacheRead, cacheWrite, reasoning: 0, nanoAiu: 0 };
}

/** Amounts that are no counts of tokens may have fractions. */
function numberOf(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}

/**
 * What was used since `before`. Some versions count on when a session is resumed, others begin anew, and none says which:
 * totals of which none is below what it was go on from there, if the rise has room for `output`, which the messages since
 * then tell of.
 */
export function risenSince(before: Totals | null, now: Totals, output: number): Readonly<Record<string, ModelTotals>> {
  if (before === null || !goesOnFrom(before, now)) return now.models;
  const rises: Record<string, ModelTotals> = {};
  for (const [model, counts] of Object.entries(now.models)) {
    rises[model] = minus(counts, ownOf(before.models, model));
  }
  const risen = Object.values(rises).reduce((sum, rise) => sum + rise.output, 0);
  return risen < output ? now.models : rises;
}

function goesOnFrom(before: Totals, now: Totals): boolean {
  if (now.nanoAiu < before.nanoAiu || now.premiumRequests < before.premiumRequests) return false;
  return Object.entries(before.models).every(([model, counts]) => {
    const later = ownOf(now.models, model);
    return later !== undefined && COUNTS.every((field) => later[field] >= counts[field]);
  });
}

function minus(counts: ModelTotals, earlier: ModelTotals | undefined): ModelTotals {
  if (earlier === undefined) return counts;
  return {
    prompt: counts.prompt - earlier.prompt,
    output: counts.output - earlier.output,
    cacheRead: counts.cacheRead - earlier.cacheRead,
    cacheWrite: counts.cacheWrite - earlier.cacheWrite,
    reasoning: counts.reasoning - earlier.reasoning,
    nanoAiu: Math.max(0, counts.nanoAiu - earlier.nanoAiu),
  };
}

/** A model's entry, and nothing that all objects have. */
export function ownOf<Value>(byModel: Readonly<Record<string, Value>>, model: string): Value | undefined {
  return Object.hasOwn(byModel, model) ? byModel[model] : undefined;
}
