import { totalTokens, type TokenCounts } from "../../shared/tokenCounts.ts";
import { disjointTokens } from "../disjointTokens.ts";
import { isJsonObject, readCount, readText, type JsonObject } from "../lines.ts";

/** What the tool itself tells of a request's tokens. */
export type RequestUsage =
  /** Sums of all calls, sub-agents' too, by model; at least one. */
  | { readonly kind: "sums"; readonly models: ReadonlyMap<string, TokenCounts> }
  /** The prompt of the last call alone, and the output of all calls; `undefined` where one of them is not told. */
  | { readonly kind: "gauge"; readonly prompt: number | undefined; readonly output: number | undefined };

/** `undefined` where nothing is told, "wrong-type" where a count is none. */
export function readRequestUsage(request: JsonObject, metadata: JsonObject): RequestUsage | "wrong-type" | undefined {
  const sums = readModelTotals(request["modelTotals"]);
  if (sums === "wrong-type") return sums;
  if (sums.size > 0) return { kind: "sums", models: sums };
  // What older versions have beside the answer is of the last call, its output too.
  const prompt = readCount(request["promptTokens"] ?? metadata["promptTokens"]);
  const output = readCount(request["completionTokens"] ?? metadata["outputTokens"]);
  if (prompt === undefined || output === undefined) return "wrong-type";
  if (prompt === 0 && output === 0) return undefined;
  return { kind: "gauge", prompt: prompt === 0 ? undefined : prompt, output: output === 0 ? undefined : output };
}

function readModelTotals(totals: unknown): ReadonlyMap<string, TokenCounts> | "wrong-type" {
  const sums = new Map<string, { prompt: number; cacheRead: number; output: number }>();
  for (const total of Array.isArray(totals) ? totals : []) {
    if (!isJsonObject(total)) return "wrong-type";
    const prompt = readCount(total["inputTokens"]);
    const cacheRead = readCount(total["cachedTokens"]);
    const output = readCount(total["outputTokens"]);
    if (prompt === undefined || cacheRead === undefined || output === undefined) return "wrong-type";
    const model = readText(total["model"]) ?? "";
    const sum = sums.get(model) ?? { prompt: 0, cacheRead: 0, output: 0 };
    sums.set(model, {
      prompt: sum.prompt + prompt,
      cacheRead: sum.cacheRead + cacheRead,
      output: sum.output + output,
    });
  }
  const models = [...sums].map(([model, sum]) => [model, disjointTokens(sum)] as const);
  return new Map(models.filter(([, tokens]) => totalTokens(tokens) !== 0));
}

/**
 * Model that answered: the one that was chosen for a person who left the choice to the tool, else the one that was asked for,
 * as the tool writes it. The name shown beside an answer ("GPT-5 mini • 1x") is that of a model in other letters.
 */
export function requestModel(request: JsonObject, result: JsonObject, metadata: JsonObject): string {
  const resolved = readText(metadata["resolvedModel"]) ?? readText(metadata["model"]);
  if (resolved !== undefined) return resolved;
  const asked = readText(request["modelId"]) ?? "";
  if (asked !== "" && asked !== "copilot/auto") return asked;
  const shown = /^\s*([^•/]+?)\s*•/.exec(readText(result["details"]) ?? "")?.[1];
  return shown === undefined ? "" : `copilot/${shown.toLowerCase().replaceAll(/\s+/g, "-")}`;
}
