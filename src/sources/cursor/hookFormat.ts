import type { CallRecord, SkipReason } from "../../core/usageRecord.ts";
import { totalTokens } from "../../shared/tokenCounts.ts";
import { disjointTokens } from "../disjointTokens.ts";
import { Gathering } from "../gathering.ts";
import { forEachLine, parseLine, readCount, readText, type JsonObject } from "../lines.ts";
import { newCall } from "../newCall.ts";
import type { LineFormat } from "../source.ts";

/** Turns as Cursor's `stop` hook tells them, where a person has installed ours: the only exact counts on the machine. */
export const cursorHookFormat: LineFormat = {
  kind: "lines",
  id: "hook",
  description: "Turns told by Cursor's stop hook, where it was installed by Token Legend",
  places: ["hooks beside the ledger"],
  quality: "exact-turn",
  isLog: (relativePath) => /^cursor(\.old)?\.jsonl$/.test(relativePath),
  parser: {
    start: () => ({}),
    parse: (state, lines) => {
      const gathering = new Gathering();
      forEachLine(lines, (start, end) => {
        for (const turn of parseLine(lines.toString("utf8", start, end))) {
          gathering.take(turn === undefined ? "malformed" : readTurn(turn));
        }
      });
      return { state, records: gathering.records, skipped: gathering.skipped };
    },
  },
};

/** A turn: the calls to models that answered one message. What the conversation's database lets count yields to it. */
function readTurn(turn: JsonObject): CallRecord | SkipReason | undefined {
  const prompt = readCount(turn["input_tokens"]);
  const output = readCount(turn["output_tokens"]);
  const cacheRead = readCount(turn["cache_read_tokens"]);
  const cacheWrite = readCount(turn["cache_write_tokens"]);
  if (prompt === undefined || output === undefined || cacheRead === undefined || cacheWrite === undefined) {
    return "wrong-type";
  }
  const tokens = disjointTokens({ prompt, cacheRead, cacheWrite, output });
  // Versions before 2026 and turns that were cut short tell no counts.
  if (totalTokens(tokens) === 0) return undefined;
  const conversationId = readText(turn["conversation_id"]);
  const generationId = readText(turn["generation_id"]);
  if (conversationId === undefined || generationId === undefined) return "malformed";
  const { at } = turn;
  if (typeof at !== "number" || !Number.isInteger(at)) return "no-time";
  return newCall({
    family: `conversation:${conversationId}`,
    member: generationId,
    atMs: at * 1000,
    model: readText(turn["model"]) ?? "",
    tokens,
    quality: "exact-turn",
    sessionId: conversationId,
  });
}
