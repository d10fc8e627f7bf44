import type { SkipReason } from "../../core/usageRecord.ts";
import { extractedFacts } from "../extractedFacts.ts";
import { readCount, readInstant, readText } from "../lines.ts";
import type { LogStore } from "../logStore.ts";
import type { BubbleRow } from "./bubbleRows.ts";

/** What is read of a bubble. What its tool gave out, the bulk of its bytes, stays in the database. */
export interface Bubble {
  readonly conversationId: string;
  readonly id: string;
  /** 1 for a person's, 2 for the assistant's. */
  readonly type: unknown;
  readonly atMs: number | undefined;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly model: string | undefined;
  /** What was written in it: the message, thinking that is shown, what a tool was asked for. */
  readonly texts: readonly string[];
}

const FIELDS = [
  "type",
  "createdAt",
  "tokenCount.inputTokens",
  "tokenCount.outputTokens",
  "modelInfo.modelName",
  "text",
  "thinking.text",
  "toolFormerData.rawArgs",
] as const;

/** Larger ones are not looked into: nothing a model writes in one message comes near. */
const MAX_BUBBLE_BYTES = 16 * 1024 * 1024;

const paths = FIELDS.map((field) => `'$.${field}'`).join(", ");
const QUERY = `SELECT rowid AS row, CASE WHEN json_valid(CAST(value AS TEXT)) THEN json_extract(CAST(value AS TEXT), ${paths}) END
  AS facts FROM cursorDiskKV WHERE rowid IN (SELECT value FROM json_each(?))`;

/** Reads the bubbles of a batch; `undefined` for one that is gone or empty. */
export function readBubbles(
  store: LogStore,
  batch: readonly BubbleRow[],
): ReadonlyMap<BubbleRow, Bubble | SkipReason | undefined> {
  const isReadable = ({ bytes }: BubbleRow): boolean => bytes > 0 && bytes <= MAX_BUBBLE_BYTES;
  const numbers = batch.filter(isReadable).map(({ row }) => row);
  const facts = new Map(store.rows(QUERY, JSON.stringify(numbers)).map((row) => [row["row"], row["facts"]]));
  return new Map(
    batch.map((row) => {
      if (row.bytes > MAX_BUBBLE_BYTES) return [row, "line-too-long"];
      return [row, facts.has(row.row) ? bubbleIn(row.key, extractedFacts(facts.get(row.row))) : undefined];
    }),
  );
}

function bubbleIn(key: string, facts: readonly unknown[] | undefined): Bubble | SkipReason {
  if (facts === undefined) return "malformed";
  const [type, createdAt, input, output, model, ...texts] = facts;
  const inputTokens = readCount(input);
  const outputTokens = readCount(output);
  if (inputTokens === undefined || outputTokens === undefined) return "wrong-type";
  // Old rows do not name their conversation; their keys do.
  const [, conversationId = "", id = ""] = key.split(":");
  return {
    conversationId,
    id,
    type,
    atMs: typeof createdAt === "number" ? createdAt : readInstant(createdAt),
    inputTokens,
    outputTokens,
    model: readText(model),
    texts: texts.flatMap((text) => readText(text) ?? []),
  };
}
