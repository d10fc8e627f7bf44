import * as v from "valibot";
import type { RefusalCode } from "../../shared/board/syncReply.ts";
import { ROW_FIELDS, usageRowSchema, type UsageRow } from "../../shared/board/usageRow.ts";
import { WIRE_BOUNDS } from "../../shared/board/wireBounds.ts";
import { modelTraitsOf } from "../modelTraits.ts";
import { replaces, rowKeyOf } from "./rowKey.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The rules as they are published: `row` refuses one row, `batch` the request, `merge` only says which row stays. */
export const HARD_RULES = [
  { id: "H1", scope: "row", rule: "Figures are whole numbers from 0 to 2^53 - 1, the mode is 0 or 1" },
  { id: "H2", scope: "row", rule: "The hour lies at most 35 days back and 1 hour ahead" },
  { id: "H3", scope: "row", rule: "The model was released by then" },
  { id: "H4", scope: "merge", rule: "A revision that is not above the stored one changes nothing" },
  { id: "H5", scope: "batch", rule: "A live device of the member has signed the request" },
  { id: "H6", scope: "batch", rule: "At most 500 rows and 256 KiB" },
  { id: "H7", scope: "merge", rule: "Of rows with one key in one batch, the highest revision stays" },
  { id: "H8", scope: "row", rule: "No field but those of the contract" },
] as const;

export interface RowContext {
  readonly receivedAtMs: number;
  /** Hours that the sender's clock is behind; see `hoursToAdd`. */
  readonly addedHours: number;
}

export interface JudgedRow {
  /** Position in the batch. */
  readonly i: number;
  readonly row: UsageRow;
}

export interface JudgedRows {
  /** One row per key, each of its highest revision. */
  readonly rows: readonly JudgedRow[];
  /** Rows of the batch that another of the same batch replaces. */
  readonly repeated: number;
  readonly refused: readonly { readonly i: number; readonly code: RefusalCode }[];
}

export function judgeRows(received: readonly unknown[], context: RowContext): JudgedRows {
  const newest = new Map<string, JudgedRow>();
  const refused: { readonly i: number; readonly code: RefusalCode }[] = [];
  for (const [i, value] of received.entries()) {
    const row = judgeRow(value, context);
    if (typeof row === "string") {
      refused.push({ i, code: row });
      continue;
    }
    const key = rowKeyOf(row);
    if (replaces(row.rev, newest.get(key)?.row.rev)) newest.set(key, { i, row });
  }
  const rows = [...newest.values()];
  return { rows, repeated: received.length - refused.length - rows.length, refused };
}

/** The row, or the rule that it breaks. */
export function judgeRow(value: unknown, context: RowContext): UsageRow | RefusalCode {
  if (hasOtherFields(value)) return "H8";
  const read = v.safeParse(usageRowSchema, value);
  if (!read.success) return "H1";
  const row = read.output;
  const hour = row.h + context.addedHours;
  const now = Math.floor(context.receivedAtMs / HOUR_MS);
  if (hour < now - WIRE_BOUNDS.hoursBack || hour > now + WIRE_BOUNDS.hoursAhead) return "H2";
  const released = modelTraitsOf(row.model).releasedMs;
  // A day's grace, as a release is dated by the maker's own time zone.
  if (released !== undefined && hour * HOUR_MS < released - DAY_MS) return "H3";
  return row;
}

const KNOWN_FIELDS: ReadonlySet<string> = new Set(ROW_FIELDS);

function hasOtherFields(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).some((field) => !KNOWN_FIELDS.has(field));
}
