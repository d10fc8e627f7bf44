import type { Quality, SkipReason } from "../../core/usageRecord.ts";
import { totalTokens, type TokenCounts } from "../../shared/tokenCounts.ts";
import { isJsonObject, readInstant, readText, type JsonObject } from "../lines.ts";
import { readLedgerTokens, readMessageTokens } from "./threadTokens.ts";

/** What one call of a thread used, by its ledger, its message, or both. */
export interface ThreadUsage {
  /** The message it made, else the id of the ledger's entry. Unique in the thread. */
  readonly id: string;
  readonly atMs: number | undefined;
  readonly model: string;
  readonly tokens: TokenCounts;
  readonly quality: Quality;
}

/** The usages of a thread, and why others were skipped. */
export type ThreadReading = ThreadUsage | SkipReason;

/**
 * Each call once: an entry of the ledger tells of the message it points to, whose usage adds what went through the cache. A
 * message that no entry points to tells of itself, unless the ledger does not point to messages at all.
 */
export function readThreadUsage(thread: JsonObject): readonly ThreadReading[] {
  const usages = messageUsages(thread["messages"]);
  const entries = ledgerEntries(thread["usageLedger"]);
  const pointing = byMessage(entries);
  const pairs = pairEntries(pointing, usages);
  const told = new Set([...pairs.values()].map((usage) => usage.messageId));
  const isPointing = entries.length === 0 || entries.some(({ messageId }) => messageId !== undefined);
  const untold = isPointing ? usages.filter(({ messageId }) => !told.has(messageId)) : [];
  return [
    ...entries.map((entry) => usageOfEntry(entry, pairs.get(entry), pointing.get(entry.messageId)?.length === 1)),
    ...untold.map((usage) => usageOfMessage(usage)),
  ].flatMap((reading) => reading ?? []);
}

interface MessageUsage {
  readonly messageId: string;
  readonly usage: JsonObject;
}

interface LedgerEntry {
  readonly event: JsonObject;
  readonly messageId: string | undefined;
}

function messageUsages(messages: unknown): readonly MessageUsage[] {
  return (Array.isArray(messages) ? messages : []).filter(isJsonObject).flatMap((message) => {
    const { usage } = message;
    const messageId = idOf(message["messageId"]);
    return isJsonObject(usage) && messageId !== undefined ? [{ messageId, usage }] : [];
  });
}

function ledgerEntries(ledger: unknown): readonly LedgerEntry[] {
  const events = isJsonObject(ledger) ? ledger["events"] : undefined;
  return (Array.isArray(events) ? events : [])
    .filter(isJsonObject)
    .map((event) => ({ event, messageId: idOf(event["toMessageId"]) }));
}

function byMessage(entries: readonly LedgerEntry[]): ReadonlyMap<string | undefined, readonly LedgerEntry[]> {
  const pointing = new Map<string | undefined, LedgerEntry[]>();
  for (const entry of entries) {
    const others = pointing.get(entry.messageId);
    if (others === undefined) pointing.set(entry.messageId, [entry]);
    else others.push(entry);
  }
  return pointing;
}

/** Of several entries that point to one message, the one with the same output is its own, else the first. */
function pairEntries(
  pointing: ReadonlyMap<string | undefined, readonly LedgerEntry[]>,
  usages: readonly MessageUsage[],
): ReadonlyMap<LedgerEntry, MessageUsage> {
  const pairs = new Map<LedgerEntry, MessageUsage>();
  for (const usage of usages) {
    const entries = pointing.get(usage.messageId) ?? [];
    const own = entries.find(({ event }) => outputOf(event) === usage.usage["outputTokens"]) ?? entries[0];
    if (own !== undefined) pairs.set(own, usage);
  }
  return pairs;
}

function outputOf(event: JsonObject): unknown {
  return isJsonObject(event["tokens"]) ? event["tokens"]["output"] : undefined;
}

/** @param isOnly no other entry points to the same message */
function usageOfEntry(
  entry: LedgerEntry,
  message: MessageUsage | undefined,
  isOnly: boolean,
): ThreadReading | undefined {
  const { event } = entry;
  const counts = isJsonObject(event["tokens"]) ? readLedgerTokens(event["tokens"]) : undefined;
  const id = message?.messageId ?? idOfEntry(entry, isOnly);
  if (counts === undefined || id === undefined) return "wrong-type";
  const cached = message === undefined ? undefined : readMessageTokens(message.usage);
  const tokens = cached === undefined ? counts : { ...cached, freshInput: counts.freshInput, output: counts.output };
  if (totalTokens(tokens) === 0) return undefined;
  return {
    id,
    atMs: readInstant(event["timestamp"]) ?? readInstant(message?.usage["timestamp"]),
    model: readText(event["model"]) ?? readText(message?.usage["model"]) ?? "",
    tokens,
    // Without the message's usage, what went through the cache is not told.
    quality: cached === undefined ? "estimate" : "exact-call",
  };
}

/** The message an entry points to as the only one, as that may tell its usage later; else the entry's own id. */
function idOfEntry({ event, messageId }: LedgerEntry, isOnly: boolean): string | undefined {
  if (messageId !== undefined && isOnly) return messageId;
  const id = idOf(event["id"]);
  return id === undefined ? undefined : `ledger/${id}`;
}

function usageOfMessage({ messageId, usage }: MessageUsage): ThreadReading | undefined {
  const tokens = readMessageTokens(usage);
  if (tokens === undefined) return "wrong-type";
  if (totalTokens(tokens) === 0) return undefined;
  return {
    id: messageId,
    atMs: readInstant(usage["timestamp"]),
    model: readText(usage["model"]) ?? "",
    tokens,
    quality: "exact-call",
  };
}

function idOf(value: unknown): string | undefined {
  return typeof value === "number" ? String(value) : readText(value);
}
