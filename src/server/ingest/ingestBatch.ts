import { createHash } from "node:crypto";
import { checkRow, type ReceivedRow } from "../../core/board/checks/hourChecks.ts";
import { bitsOf } from "../../core/board/checks/signalBits.ts";
import { hoursToAdd } from "../../core/board/clockSkew.ts";
import { judgeRows, type JudgedRows } from "../../core/board/hardRules.ts";
import { replaces } from "../../core/board/rowKey.ts";
import type { ReceivedBatch } from "../../shared/board/syncBatch.ts";
import type { UsageRow } from "../../shared/board/usageRow.ts";
import { releaseCorrected } from "../integrity/releaseCorrected.ts";
import type { SyncReply } from "../../shared/board/syncReply.ts";
import { readBoard } from "../boardRecord.ts";
import type { BoardDatabase, Queries } from "../database/boardDatabase.ts";
import type { Terms } from "../database/terms.ts";
import type { RandomBytes } from "../membership/codes.ts";
import { devicesIn } from "../membership/devices.ts";
import { membersIn } from "../membership/members.ts";
import { takeRequest } from "../membership/requestBucket.ts";
import { sumDaysOf } from "../ranking/daySums.ts";
import { memberWindowsIn } from "../ranking/memberWindows.ts";
import { batchRepliesIn } from "./batchReplies.ts";
import { usageHoursIn, type RowToStore, type StoredKey } from "./usageHours.ts";

export interface IngestSurroundings {
  readonly database: BoardDatabase;
  readonly terms: Terms;
  readonly nowMs: number;
  readonly random: RandomBytes;
  /** How long the device is asked to wait before its next batch. */
  readonly intervalS: number;
}

export type IngestResult =
  | { readonly kind: "done"; readonly reply: SyncReply }
  /** The member or the device is no more. */
  | { readonly kind: "gone" }
  | { readonly kind: "tooMany"; readonly retryAfterS: number }
  /** The sender's clock is too wrong to say what its hours mean. */
  | { readonly kind: "clock" };

/**
 * Takes the newer ones of a batch's rows and brings the member's days and window up to date, all in one transaction: an answer
 * means that everything is stored, and whatever is sent again changes nothing.
 *
 * @param body the batch as it was received
 */
export async function ingestBatch(
  batch: ReceivedBatch,
  body: Uint8Array,
  surroundings: IngestSurroundings,
): Promise<IngestResult> {
  const { database, terms, nowMs } = surroundings;
  const shiftH = hoursToAdd(batch.sentAt, nowMs);
  if (shiftH === undefined) return { kind: "clock" };
  const judged = judgeRows(batch.rows, { receivedAtMs: nowMs, addedHours: shiftH });
  const idOf = await terms.learn(
    database,
    judged.rows.flatMap(({ row }) => [row.tool, row.model]),
  );
  const rows = judged.rows.map(({ row }) => ({
    h: row.h,
    tool: idOf(row.tool),
    model: idOf(row.model),
    mode: row.mode,
    row,
    signals: 0,
  }));
  return database.transaction((queries) =>
    store(queries, { batch, bodyHash: createHash("sha256").update(body).digest(), judged, rows, shiftH }, surroundings),
  );
}

interface BatchToStore {
  readonly batch: ReceivedBatch;
  readonly bodyHash: Uint8Array;
  readonly judged: JudgedRows;
  readonly rows: readonly RowToStore[];
  readonly shiftH: number;
}

async function store(
  queries: Queries,
  { batch, bodyHash, judged, rows, shiftH }: BatchToStore,
  { nowMs, random, intervalS }: IngestSurroundings,
): Promise<IngestResult> {
  const { memberId: member, deviceId: device } = batch;
  // One writer per member at a time: the sums below see everything that is theirs.
  const known = await membersIn(queries).lock(member);
  const sender = known === undefined ? undefined : await devicesIn(queries).find(member, device);
  if (known === undefined || sender === undefined || sender.isRevoked) return { kind: "gone" };
  const replies = batchRepliesIn(queries);
  const request = { batchId: batch.batchId, bodyHash };
  const earlier = await replies.find(member, device, request);
  if (earlier !== undefined) return { kind: "done", reply: earlier };
  const bucket = takeRequest({ left: sender.bucketLeft, atMs: sender.bucketMs }, nowMs);
  if ("retryAfterS" in bucket) return { kind: "tooMany", retryAfterS: bucket.retryAfterS };

  const hours = usageHoursIn(queries);
  const held = new Map((await hours.held(member, device, rows)).map((row) => [keyOf(row), row]));
  const newer = rows
    .filter((each) => replaces(each.row.rev, held.get(keyOf(each))?.rev))
    .map((each) => ({
      ...each,
      signals: signalsOf(each.row, { shiftH, parser: batch.parser }, held.get(keyOf(each))?.firstSeenMs ?? nowMs),
    }));
  if (newer.length > 0) {
    await hours.put({ member, device, shiftH, parser: batch.parser, nowMs }, newer);
    // A row may leave the day that it was in, when the clock of its sender is corrected in another way.
    const days = new Set(newer.map((each) => dayOf(each.h + shiftH)));
    for (const each of newer) {
      const before = held.get(keyOf(each));
      if (before !== undefined) days.add(dayOf(before.h + before.shiftH));
    }
    const windows = memberWindowsIn(queries, nowMs);
    const changed = [...days];
    await windows.putDays(
      changed.map((day) => ({ member, day })),
      await sumDaysOf(queries, member, changed, nowMs),
    );
    await windows.refresh([member]);
    if (known.isHeld) await releaseCorrected(queries, member, { nowMs, random });
  }
  await devicesIn(queries).noteUse(member, device, {
    seq: Math.max(sender.seq, batch.seq),
    bucketLeft: bucket.left,
    bucketMs: bucket.atMs,
  });
  const reply: SyncReply = {
    epoch: (await readBoard(queries)).epoch,
    serverTime: nowMs,
    lastSeq: sender.seq,
    accepted: newer.length,
    stale: rows.length - newer.length + judged.repeated,
    refused: [...judged.refused],
    minIntervalS: intervalS,
  };
  await replies.add(member, device, request, reply);
  return { kind: "done", reply };
}

function signalsOf(row: UsageRow, origin: Pick<ReceivedRow, "shiftH" | "parser">, firstSeenMs: number): number {
  return bitsOf(checkRow({ row, ...origin, firstSeenMs }).map(({ id }) => id));
}

function keyOf({ h, tool, model, mode }: StoredKey): string {
  return `${h} ${tool} ${model} ${mode}`;
}

function dayOf(hour: number): number {
  return Math.floor(hour / 24);
}
