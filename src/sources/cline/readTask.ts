import type { CallRecord, Quality } from "../../core/usageRecord.ts";
import { NO_TOKENS } from "../../shared/tokenCounts.ts";
import { Gathering } from "../gathering.ts";
import { parseObject, type JsonObject } from "../lines.ts";
import { newCall } from "../newCall.ts";
import type { LogFile, ReadRecords } from "../source.ts";
import { tokensOfRequest, type RequestUsage } from "../taskFiles/requestUsage.ts";
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
  /** The latest entry with usage: one without may fail and stay so, or be removed. */
  let before: TaskEntry | undefined;
  for (const [index, entry] of entries.entries()) {
    const told = neighbours.modelOf(entry.message, entry.atMs, entries[index + 1]?.atMs ?? Infinity);
    const facts = { model: told.model, sessionId: taskId, cwd };
    // Shows that the task's own file was read, so that a later version's copy of the task's total is no news.
    if (index === 0) gathering.add(seenAt(presenceFamily(taskId), entry, facts));
    if (entry.usage === undefined) continue;
    const place = placeFamily(taskId, before);
    if (entry.say !== DELETED) gathering.add(seenAt(place, entry, facts));
    const identity = entry.say === DELETED ? sumIdentity(place) : requestIdentity(taskId, entry);
    gathering.add(callOf(entry, entry.usage, told.provider, { ...facts, ...identity }));
    before = entry;
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

type Facts = Pick<CallRecord, "model" | "sessionId" | "cwd">;

/** Family of a task's requests, and of the record that shows that the task's own file was read. */
export function presenceFamily(taskId: string): string {
  return `task/${taskId}`;
}

/**
 * Going back in a task cuts off its end and puts a sum in its place, which so follows on the same usage as the first request
 * that was cut off. What was seen at a place is noted there, as no call: where something was, the sum is not counted.
 */
function placeFamily(taskId: string, before: TaskEntry | undefined): string {
  return `task/${taskId}/after/${before?.atMs ?? ""}`;
}

function seenAt(family: string, { atMs }: TaskEntry, facts: Facts): CallRecord {
  return newCall({ ...facts, family, member: "seen", atMs, tokens: NO_TOKENS, calls: 0, quality: "exact-call" });
}

function sumIdentity(place: string): Identity {
  return { family: place, member: "", yieldsTo: place };
}

/** By its time alone: counts are filled in later, in any order, and copies of a task may lack some of them. */
function requestIdentity(taskId: string, { atMs }: TaskEntry): Identity {
  return { family: presenceFamily(taskId), member: String(atMs), yieldsTo: undefined };
}

function callOf(
  { say, atMs }: TaskEntry,
  usage: RequestUsage,
  provider: string | undefined,
  told: Identity & Facts,
): CallRecord {
  return newCall({
    ...told,
    atMs,
    tokens: tokensOfRequest(usage, isPromptWhole(provider)),
    quality: qualityOf(say),
    ...(usage.costNanos === undefined ? {} : { reportedNanos: usage.costNanos }),
  });
}

function qualityOf(say: string): Quality {
  if (say === DELETED) return "session-total";
  return say === SUBAGENTS ? "exact-turn" : "exact-call";
}
