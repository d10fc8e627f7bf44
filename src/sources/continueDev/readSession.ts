import { posix } from "node:path";
import type { CallRecord } from "../../core/usageRecord.ts";
import { NO_TOKENS } from "../../shared/tokenCounts.ts";
import { contentKey } from "../contentKey.ts";
import { pathOfUri } from "../pathOfUri.ts";
import { countText } from "../countText.ts";
import { disjointTokens } from "../disjointTokens.ts";
import { Gathering } from "../gathering.ts";
import { isJsonObject, parseObject, readCount, readText, type JsonObject } from "../lines.ts";
import { newCall } from "../newCall.ts";
import type { LogFile, ReadDocument, TokenCounter } from "../source.ts";
import { familyOfDay } from "./callsOfHour.ts";

interface SessionFacts {
  readonly id: string;
  readonly atMs: number;
  readonly cwd: string | undefined;
  /** As the session's owner has named it. */
  readonly model: string;
}

/**
 * Reads a session: the texts of prompts and answers that editors leave in it, and the sum the command line keeps of its own
 * calls. Either yields to the logged calls of the day, which tell of the same.
 */
export const readSession: ReadDocument = (document, file, { counter }) => {
  const gathering = new Gathering();
  const session = parseObject(document.toString("utf8"));
  if (session === undefined) {
    gathering.skip("malformed");
    return gathering;
  }
  const logs = promptLogsOf(session["history"]);
  const usage = session["usage"];
  if (logs.length === 0 && !isJsonObject(usage)) return gathering;
  const id = readText(session["sessionId"]) ?? posix.basename(file.relativePath, ".json");
  const atMs = readCreation(file, id);
  if (atMs === undefined) {
    gathering.skip("no-time");
    return gathering;
  }
  const folder = readText(session["workspaceDirectory"]);
  const cwd = folder?.includes("://") === true ? pathOfUri(folder) : folder;
  const facts: SessionFacts = { id, atMs, cwd, model: readText(session["chatModelTitle"]) ?? "" };
  gatherTexts(facts, logs, counter, gathering);
  if (isJsonObject(usage)) gatherSum(facts, usage, gathering);
  return gathering;
};

function promptLogsOf(history: unknown): readonly unknown[] {
  const items: readonly unknown[] = Array.isArray(history) ? history : [];
  return items.flatMap((item): readonly unknown[] => {
    const logs: unknown = isJsonObject(item) ? item["promptLogs"] : undefined;
    return Array.isArray(logs) ? logs : [];
  });
}

/** Only the list of sessions tells when one was made, in milliseconds as text. */
function readCreation(file: LogFile, id: string): number | undefined {
  // An array, which `parseObject` does not take.
  const list = parseObject(`{"sessions":${file.readNeighbour("sessions.json") ?? "[]"}}`)?.["sessions"];
  const entries: readonly unknown[] = Array.isArray(list) ? list : [];
  const entry = entries.find((each) => isJsonObject(each) && each["sessionId"] === id);
  return isJsonObject(entry) ? readDate(entry["dateCreated"]) : undefined;
}

function readDate(told: unknown): number | undefined {
  if (typeof told !== "string" && typeof told !== "number") return undefined;
  const date = new Date(typeof told === "string" && /^\d+$/.test(told) ? Number(told) : told);
  return Number.isNaN(date.getTime()) ? undefined : date.getTime();
}

function gatherTexts(facts: SessionFacts, logs: readonly unknown[], counter: TokenCounter, gathering: Gathering): void {
  const alike = new Map<string, number>();
  for (const log of logs) {
    if (!isJsonObject(log)) {
      gathering.skip("wrong-type");
      continue;
    }
    const prompt = readText(log["prompt"]) ?? "";
    const completion = readText(log["completion"]) ?? "";
    if (prompt === "" && completion === "") continue;
    const options = log["completionOptions"];
    const model = (isJsonObject(options) ? readText(options["model"]) : undefined) ?? readText(log["modelTitle"]);
    const content = contentKey(model, prompt, completion);
    const ordinal = alike.get(content) ?? 0;
    alike.set(content, ordinal + 1);
    gathering.add(
      callOf(facts, {
        member: contentKey(content, ordinal),
        model: model ?? facts.model,
        tokens: {
          ...NO_TOKENS,
          freshInput: countText(counter, prompt, model ?? "").tokens,
          output: countText(counter, completion, model ?? "").tokens,
        },
        quality: "estimate",
        countedHere: true,
      }),
    );
  }
}

/** The sum of what providers reported, in sessions of the command line. It grows: the highest counts. */
function gatherSum(facts: SessionFacts, usage: JsonObject, gathering: Gathering): void {
  const details = usage["promptTokensDetails"];
  const prompt = readCount(usage["promptTokens"]);
  const output = readCount(usage["completionTokens"]);
  const cacheRead = readCount(isJsonObject(details) ? details["cachedTokens"] : undefined);
  const cacheWrite = readCount(isJsonObject(details) ? details["cacheWriteTokens"] : undefined);
  if (prompt === undefined || output === undefined || cacheRead === undefined || cacheWrite === undefined) {
    gathering.skip("wrong-type");
    return;
  }
  if (prompt === 0 && output === 0) return;
  const nanos = typeof usage["totalCost"] === "number" ? Math.round(usage["totalCost"] * 1e9) : 0;
  gathering.add(
    callOf(facts, {
      member: "sum",
      model: facts.model,
      tokens: disjointTokens({ prompt, cacheRead, cacheWrite, output }),
      quality: "session-total",
      ...(nanos > 0 && Number.isSafeInteger(nanos) ? { reportedNanos: nanos } : {}),
    }),
  );
}

type Counted = Pick<CallRecord, "member" | "model" | "tokens" | "quality"> & Partial<CallRecord>;

function callOf({ id, atMs, cwd }: SessionFacts, counted: Counted): CallRecord {
  return newCall({ family: `session ${id}`, atMs, sessionId: id, cwd, yieldsTo: familyOfDay(atMs), ...counted });
}
