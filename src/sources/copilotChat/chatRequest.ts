import type { CallRecord } from "../../core/usageRecord.ts";
import { NO_TOKENS, type TokenCounts } from "../../shared/tokenCounts.ts";
import { nanosOfCredits } from "../aiCredits.ts";
import { contentKey } from "../contentKey.ts";
import { countText } from "../countText.ts";
import type { Gathering } from "../gathering.ts";
import { isJsonObject, readText, type JsonObject } from "../lines.ts";
import { newCall } from "../newCall.ts";
import type { TokenCounter } from "../source.ts";
import { messageText, requestText } from "./requestText.ts";
import { readRequestUsage, requestModel, type RequestUsage } from "./requestUsage.ts";

/** What a session tells of all its requests. */
export interface Session {
  readonly id: string;
  readonly startMs: number | undefined;
  readonly cwd: string | undefined;
}

type Told = Pick<CallRecord, "tokens" | "quality"> & Partial<CallRecord>;

/** Reads a message and the answer to it, once that is complete. */
export function readRequest(
  request: JsonObject,
  session: Session,
  isLast: boolean,
  counter: TokenCounter,
  gathering: Gathering,
): void {
  if (!isCopilots(request)) return;
  const { timestamp } = request;
  const atMs = typeof timestamp === "number" && Number.isFinite(timestamp) ? Math.floor(timestamp) : session.startMs;
  const id = readText(request["requestId"]) ?? contentKey(session.id, atMs, messageText(request));
  const isTyped = request["isSystemInitiated"] !== true && typeof request["confirmation"] !== "string";
  if (isTyped && messageText(request) !== "" && atMs !== undefined) {
    gathering.add({ kind: "turn", id, sessionId: session.id, atMs });
  }
  if (!isSettled(request, isLast)) return;
  const result = objectIn(request["result"]);
  const metadata = objectIn(result["metadata"]);
  const model = requestModel(request, result, metadata);
  const usage = readRequestUsage(request, metadata);
  if (usage === "wrong-type") {
    gathering.skip(usage);
    return;
  }
  const calls =
    usage?.kind === "sums" ? callsOfSums(usage, model) : callOfTexts(request, metadata, usage, model, counter);
  if (calls.length === 0) return;
  if (atMs === undefined) {
    gathering.skip("no-time");
    return;
  }
  // Credits are told of the request as a whole.
  const nanos = calls.length === 1 ? nanosOfCredits(request["copilotCredits"], atMs) : undefined;
  for (const call of calls) {
    gathering.add(
      newCall({
        family: familyOf(id, session),
        // Logs of single calls are in the family of the session.
        yieldsTo: session.id,
        atMs,
        model,
        sessionId: session.id,
        ownerMs: session.startMs ?? 0,
        cwd: session.cwd,
        ...(nanos === undefined ? {} : { reportedNanos: nanos }),
        ...call,
      }),
    );
  }
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

/** An id that is unique by itself is the same in a copy of the session under a new id. */
function familyOf(id: string, session: Session): string {
  return UUID.test(id) ? `request|${id}` : `request|${session.id}|${id}`;
}

/**
 * Whether Copilot answered. Other agents that are spoken to in the same window (Claude, Codex, Copilot CLI) keep logs of
 * their own, which are read as theirs.
 */
function isCopilots(request: JsonObject): boolean {
  const agent = readText(objectIn(request["agent"])["id"]) ?? "";
  return agent === "" || /^github\.copilot/i.test(agent) || (readText(request["modelId"]) ?? "").startsWith("copilot/");
}

/**
 * Whether the answer is complete, so that it says the same from now on: by its state, in older versions by having a result,
 * and where another message followed.
 */
function isSettled(request: JsonObject, isLast: boolean): boolean {
  if (!isLast || request["isCanceled"] === true) return true;
  const state = objectIn(request["modelState"])["value"];
  return typeof state === "number" ? state >= 1 && state <= 3 : isJsonObject(request["result"]);
}

/** The model with the most output has the identity that the request would have without the sums. */
function callsOfSums({ models }: RequestUsage & { readonly kind: "sums" }, model: string): readonly Told[] {
  const sorted = [...models].toSorted(([a, { output: ofA }], [b, { output: ofB }]) => ofB - ofA || (a < b ? -1 : 1));
  return sorted.map(([name, tokens], index): Told => ({
    member: index === 0 ? "" : name,
    model: name === "" ? model : name,
    tokens,
    quality: "exact-turn",
  }));
}

/** What is not told is counted from the texts, if there is an answer: without one nothing tells that there was a call. */
function callOfTexts(
  request: JsonObject,
  metadata: JsonObject,
  usage: (RequestUsage & { readonly kind: "gauge" }) | undefined,
  model: string,
  counter: TokenCounter,
): readonly Told[] {
  const { prompt, output } = usage ?? {};
  if (prompt !== undefined && output !== undefined) return [estimate({ freshInput: prompt, output }, false)];
  const text = requestText(request, metadata);
  if (usage === undefined && text.output === "") return [];
  return [
    estimate(
      {
        freshInput: prompt ?? countText(counter, text.prompt, model).tokens,
        output: output ?? countText(counter, text.output, model).tokens,
      },
      true,
    ),
  ];
}

function estimate(counts: Pick<TokenCounts, "freshInput" | "output">, countedHere: boolean): Told {
  return { tokens: { ...NO_TOKENS, ...counts }, quality: "estimate", ...(countedHere ? { countedHere } : {}) };
}

function objectIn(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}
