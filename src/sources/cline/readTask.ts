import type { CallRecord, Quality } from "../../core/usageRecord.ts";
import { NO_TOKENS } from "../../shared/tokenCounts.ts";
import { Gathering } from "../gathering.ts";
import { parseObject, type JsonObject } from "../lines.ts";
import { newCall } from "../newCall.ts";
import type { LogFile, ReadRecords } from "../source.ts";
import { tokensOfRequest } from "../taskFiles/requestUsage.ts";
import { readTaskEntries, type TaskEntry } from "../taskFiles/taskEntries.ts";
import { readTaskMessages, taskIdOf } from "../taskFiles/taskMessages.ts";
import { readTaskTurns } from "../taskFiles/taskTurns.ts";
import { isPromptWhole } from "./promptStyle.ts";
import { TaskNeighbours } from "./taskModels.ts";

/** Sum of the requests that were removed by going back to a checkpoint. */
const DELETED = "deleted_api_reqs";
/** Sum of what a batch of sub-agents used, which have no files of their own. */
const SUBAGENTS = "subagent_usage";

/** Reads a task of Cline before version 4.1. The rules and the evidence for them are in README.md. */
export function readTask(document: Buffer, file: LogFile): ReadRecords {
  const gathering = new Gathering();
  const taskId = taskIdOf(file);
  const messages = ownMessages(readTaskMessages(document, gathering), file);
  for (const turn of readTaskTurns(messages, taskId, false)) gathering.add(turn);
  const entries = readTaskEntries(messages, gathering, [DELETED, SUBAGENTS]);
  const neighbours = new TaskNeighbours(file, taskId);
  const cwd = entries.some(({ usage }) => usage !== undefined) ? neighbours.folder() : undefined;
  for (const [index, entry] of entries.entries()) {
    // The first request is told even where it failed and used nothing: it shows that the task's own file was read, so that
    // a later version's copy of the task's total is no news.
    if (entry.usage === undefined && (index > 0 || entry.say === DELETED)) continue;
    const identity = identityOf(taskId, entry, entries[index - 1]);
    const { model, provider } = neighbours.modelOf(entry.message, entry.atMs, entries[index + 1]?.atMs ?? Infinity);
    gathering.add(callOf(entry, provider, { ...identity, model, sessionId: taskId, cwd }));
  }
  return gathering;
}

/**
 * The messages without those that a later version has copied here from its session of the same task, stamped anew each time:
 * they are counted where they come from.
 */
function ownMessages(messages: readonly JsonObject[], file: LogFile): readonly JsonObject[] {
  const copied = parseObject(file.readNeighbour("sdk_writeback.json") ?? "");
  const from = copied?.["baseUiMessageCount"];
  const to = copied?.["writtenUiMessageCount"];
  if (typeof from !== "number" || typeof to !== "number") return messages;
  return messages.filter((_, index) => index < from || index >= to);
}

type Identity = Pick<CallRecord, "family" | "member" | "yieldsTo">;

/** Family of the usage that follows an entry: what comes after it in the task, or came there before it was removed. */
export function familyAfter(taskId: string, entryMs: number | undefined): string {
  return `task/${taskId}/after/${entryMs ?? ""}`;
}

/**
 * Usage is known by its time, and its family tells what it follows on. Going back in a task cuts off its end and puts a sum in
 * its place, which so follows on the same as the first request that was cut off: where that was seen, the sum is not counted.
 */
function identityOf(taskId: string, entry: TaskEntry, before: TaskEntry | undefined): Identity {
  const family = familyAfter(taskId, before?.atMs);
  return entry.say === DELETED
    ? { family, member: "", yieldsTo: family }
    : { family, member: String(entry.atMs), yieldsTo: undefined };
}

type Told = Identity & Pick<CallRecord, "model" | "sessionId" | "cwd">;

function callOf({ say, atMs, usage }: TaskEntry, provider: string | undefined, told: Told): CallRecord {
  return newCall({
    ...told,
    atMs,
    tokens: usage === undefined ? NO_TOKENS : tokensOfRequest(usage, isPromptWhole(provider)),
    calls: usage === undefined ? 0 : 1,
    quality: qualityOf(say),
    ...(usage?.costNanos === undefined ? {} : { reportedNanos: usage.costNanos }),
  });
}

function qualityOf(say: string): Quality {
  if (say === DELETED) return "session-total";
  return say === SUBAGENTS ? "exact-turn" : "exact-call";
}
