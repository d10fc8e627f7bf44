import * as v from "valibot";
import { boardIdSchema, deviceIdSchema, memberIdSchema } from "./boardIds.ts";
import { ROW_FIELDS, type UsageRow } from "./usageRow.ts";
import { WIRE_BOUNDS } from "./wireBounds.ts";

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** All fields of a batch, in the order of the canonical form. */
export const BATCH_FIELDS = [
  "v",
  "batchId",
  "boardId",
  "memberId",
  "deviceId",
  "seq",
  "sentAt",
  "consentVersion",
  "parser",
  "rows",
] as const;

/** The envelope. Rows are judged one by one, so that a bad one does not take the others with it. */
export const syncBatchSchema = v.strictObject({
  v: v.literal(1),
  /** UUID, version 7; a retry carries the same one. */
  batchId: v.pipe(v.string(), v.uuid()),
  boardId: boardIdSchema,
  memberId: memberIdSchema,
  deviceId: deviceIdSchema,
  /** Counts the batches of this device, from 1. */
  seq: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  /** Milliseconds since 1970 by the sender's clock. */
  sentAt: count,
  /** What the person agreed to; a board whose contract is newer takes nothing before they agree again. */
  consentVersion: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(32_767)),
  /** Version of the readers that the rows come from. */
  parser: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(2_147_483_647)),
  rows: v.array(v.unknown()),
});

export type ReceivedBatch = Readonly<v.InferOutput<typeof syncBatchSchema>>;
export type SyncBatch = Omit<ReceivedBatch, "rows"> & { readonly rows: readonly UsageRow[] };

/** Version of the contract in this folder. A new field means a new version, and sync pauses until it is agreed to. */
export const CONSENT_VERSION = 1;

/**
 * The canonical form of a batch: the text that is shown to the person, signed and sent. Fields stand in the order of the
 * tables and nothing stands between them, so one batch has one text.
 */
export function encodeBatch(batch: SyncBatch): string {
  const rows = batch.rows.map((row) => inOrder(row, ROW_FIELDS));
  return JSON.stringify(inOrder({ ...batch, rows }, BATCH_FIELDS));
}

/** The longest prefix of the rows that one batch holds; always at least one row. */
export function takeRows(rows: readonly UsageRow[]): readonly UsageRow[] {
  let bytes = 1024;
  let taken = 0;
  for (const row of rows) {
    // Every text of a row is plain ASCII without anything that JSON escapes.
    bytes += JSON.stringify(row).length + 1;
    if (taken > 0 && (taken === WIRE_BOUNDS.rowsPerBatch || bytes > WIRE_BOUNDS.bodyBytes)) break;
    taken += 1;
  }
  return rows.slice(0, taken);
}

function inOrder<Field extends string>(
  value: Readonly<Record<Field, unknown>>,
  fields: readonly Field[],
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(fields.map((field) => [field, value[field]]));
}
