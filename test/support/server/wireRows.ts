import type { BoardId, DeviceId, MemberId } from "../../../src/shared/board/boardIds.ts";
import type { SyncBatch } from "../../../src/shared/board/syncBatch.ts";
import { NO_FIGURES, type UsageRow } from "../../../src/shared/board/usageRow.ts";

const HOUR_MS = 3_600_000;

/** 20 November 2026, 12:00 UTC. */
export const NOON_MS = Date.UTC(2026, 10, 20, 12);
export const NOON = NOON_MS / HOUR_MS;

/** A row of steered work at noon, changed as told. */
export function wireRow(change: Partial<UsageRow> = {}): UsageRow {
  return {
    ...NO_FIGURES,
    h: NOON,
    tool: "claudeCode",
    model: "claude-opus-4-5",
    mode: 1,
    rev: 1,
    toolVersion: "2.1.0",
    in: 1_000,
    out: 500,
    cr: 20_000,
    cw: 3_000,
    calls: 10,
    turns: 4,
    ...change,
  };
}

/** A batch of a made-up device, changed as told. */
export function wireBatch(change: Partial<SyncBatch> = {}): SyncBatch {
  return {
    v: 1,
    batchId: "01936f5e-3b00-7000-8000-000000000001",
    // Ids of the shape that a board hands out.
    boardId: "5b0e0f6e-6f0e-4c44-9d5c-6d7d4b6f1a11" as BoardId,
    memberId: 7_000_000_001 as MemberId,
    deviceId: 12 as DeviceId,
    seq: 1,
    sentAt: NOON_MS,
    consentVersion: 1,
    parser: 3,
    rows: [wireRow()],
    ...change,
  };
}
