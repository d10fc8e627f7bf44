import assert from "node:assert/strict";
import type { BoardId, DeviceId, MemberId } from "../../../../src/shared/board/boardIds.ts";
import type { UsageRecord } from "../../../../src/core/usageRecord.ts";
import type {
  Membership,
  OutboxRequest,
  OutboxRequestName,
  OutboxRequests,
  OutgoingBatch,
} from "../../../../src/shared/board/outbox.ts";
import type { SyncBatch } from "../../../../src/shared/board/syncBatch.ts";
import type { SyncReply } from "../../../../src/shared/board/syncReply.ts";
import { isTombstone, type UsageRow } from "../../../../src/shared/board/usageRow.ts";
import type { LocalMeter } from "../../../../src/worker/localMeter.ts";
import { recordSource } from "../recordSource.ts";
import { TestPlace } from "../testMeter.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, NOON_MS, makeCall, makeTurn } from "../testRecords.ts";

const MEMBERSHIP: Membership = {
  url: "https://board.example",
  boardId: "5b0e0f6e-6f0e-4c44-9d5c-6d7d4b6f1a11" as BoardId,
  memberId: 7_000_000_001 as MemberId,
  deviceId: 12 as DeviceId,
  epoch: "0c7f4f5e-19a4-4f43-8f0c-0f3f0a2c7d01",
  consentVersion: 1,
  isUnattended: false,
  joinedAtMs: NOON_MS,
};

describe("the outbox", () => {
  let place: TestPlace;
  let meter: LocalMeter;

  beforeEach(async () => {
    place = new TestPlace();
    place.write("a.jsonl", [makeTurn(), makeCall({ atMs: NOON_MS + 2 * MINUTE_MS })]);
    meter = place.openMeter();
    await meter.scan();
  });
  afterEach(() => place.dispose());

  // What the meter answers is of the kind that the name says.
  const ask = <Name extends OutboxRequestName>(name: Name, argument: OutboxRequests[Name]["argument"]) =>
    meter.board({ name, argument } as OutboxRequest) as OutboxRequests[Name]["result"];
  const take = (): OutgoingBatch => {
    const taken = ask("boardTake", null);
    assert.equal(taken.kind, "batch");
    return taken.batch;
  };
  const rowsOf = ({ text }: OutgoingBatch): readonly UsageRow[] => (JSON.parse(text) as SyncBatch).rows;
  const acknowledge = ({ batchId, rows }: OutgoingBatch, change: Partial<SyncReply> = {}): boolean => {
    const reply: SyncReply = {
      epoch: MEMBERSHIP.epoch,
      serverTime: place.nowMs,
      lastSeq: 0,
      accepted: rows,
      stale: 0,
      refused: [],
      minIntervalS: 300,
      ...change,
    };
    return ask("boardAcknowledge", { batchId, reply }).isLost;
  };

  it("holds nothing until this machine joins, then the last 35 days", () => {
    assert.deepEqual(ask("boardState", null), {
      membership: undefined,
      isPaused: false,
      isSender: true,
      waiting: 0,
      refused: {},
    });
    assert.deepEqual(ask("boardTake", null), { kind: "off" });
    ask("boardJoin", MEMBERSHIP);
    assert.equal(ask("boardState", null).waiting, 1);
    const [row] = rowsOf(take());
    assert.deepEqual(row, {
      h: NOON_MS / HOUR_MS,
      tool: recordSource().id,
      model: "claude-opus-4-5",
      mode: 1,
      rev: place.nowMs,
      toolVersion: "",
      in: 900,
      out: 100,
      cr: 0,
      cw: 0,
      calls: 1,
      busy: 120,
      turns: 1,
      maxPrompt: 900,
      recount: 0,
      sess: 1,
    });
  });

  it("lets a row go once the board has answered for it, and takes it again when it has changed", async () => {
    ask("boardJoin", MEMBERSHIP);
    acknowledge(take());
    assert.deepEqual(ask("boardTake", null), { kind: "none" });
    place.write("b.jsonl", [makeCall({ family: "call-2", atMs: NOON_MS + 3 * MINUTE_MS })]);
    await meter.scan();
    const [row] = rowsOf(take());
    assert.equal(row?.calls, 2);
    assert.ok(row.rev > place.nowMs);
  });

  it("gives the same text again while nobody has answered, for ten minutes", () => {
    ask("boardJoin", MEMBERSHIP);
    const first = take();
    assert.deepEqual(take(), first);
    place.nowMs += 11 * MINUTE_MS;
    const later = take();
    assert.notEqual(later.batchId, first.batchId);
    assert.equal(later.seq, first.seq + 1);
    assert.deepEqual(rowsOf(later), rowsOf(first));
  });

  it("sends everything again when the board's data is another, or older than what it has answered", () => {
    ask("boardJoin", MEMBERSHIP);
    assert.equal(acknowledge(take()), false);
    ask("boardMarkAllDirty", null);
    assert.equal(acknowledge(take(), { lastSeq: 1 }), false);
    ask("boardMarkAllDirty", null);
    assert.equal(acknowledge(take(), { lastSeq: 1 }), true);
    ask("boardMarkAllDirty", null);
    assert.equal(acknowledge(take(), { lastSeq: 3, epoch: "0c7f4f5e-19a4-4f43-8f0c-0f3f0a2c7d02" }), true);
    // What that batch held has arrived.
    assert.deepEqual(ask("boardTake", null), { kind: "none" });
  });

  it("sends everything again when the board tells without an upload that its data is another, once", () => {
    const epoch = "0c7f4f5e-19a4-4f43-8f0c-0f3f0a2c7d02";
    assert.deepEqual(ask("boardHearEpoch", { epoch }), { isLost: false });
    ask("boardJoin", MEMBERSHIP);
    acknowledge(take());
    ask("boardMarkAllDirty", null);
    acknowledge(take(), { lastSeq: 1 });
    assert.deepEqual(ask("boardHearEpoch", { epoch: MEMBERSHIP.epoch }), { isLost: false });
    assert.deepEqual(ask("boardTake", null), { kind: "none" });
    assert.deepEqual(ask("boardHearEpoch", { epoch }), { isLost: true });
    assert.deepEqual(ask("boardHearEpoch", { epoch }), { isLost: false });
    // The restored board has seen one upload of the two: that is known by now, and no news.
    assert.equal(acknowledge(take(), { lastSeq: 1, epoch }), false);
    assert.deepEqual(ask("boardTake", null), { kind: "none" });
  });

  it("notes what the board refuses, and does not send it again as it is", async () => {
    ask("boardJoin", MEMBERSHIP);
    acknowledge(take(), { accepted: 0, refused: [{ i: 0, code: "H3" }] });
    assert.deepEqual(ask("boardState", null).refused, { H3: 1 });
    assert.deepEqual(ask("boardTake", null), { kind: "none" });
    place.write("b.jsonl", [makeCall({ family: "call-2", atMs: NOON_MS + 3 * MINUTE_MS })]);
    await meter.scan();
    assert.equal(take().rows, 1);
    assert.deepEqual(ask("boardState", null).refused, {});
  });

  it("tells that a row is no more", async () => {
    ask("boardJoin", MEMBERSHIP);
    acknowledge(take());
    // The original of the call, three hours before: what was told of it is no more.
    place.write("c.jsonl", [makeCall({ atMs: NOON_MS - 3 * HOUR_MS })]);
    await meter.scan();
    const rows = rowsOf(take());
    assert.ok(rows.some((row) => row.h === NOON_MS / HOUR_MS - 3));
    assert.ok(rows.some((row) => row.h === NOON_MS / HOUR_MS && row.model === "claude-opus-4-5" && isTombstone(row)));
    assert.equal(
      rows.reduce((turns, row) => turns + row.turns, 0),
      1,
    );
  });

  describe("makes rows anew of the hour beside the one that something came to", () => {
    const HOUR = NOON_MS + HOUR_MS;
    const busyOf = (rows: readonly UsageRow[], ms: number): number | undefined =>
      rows.find((row) => row.h === ms / HOUR_MS && row.calls > 0)?.busy;
    const joinWith = async (...records: readonly UsageRecord[]): Promise<void> => {
      place.write("b.jsonl", records);
      await meter.scan();
      ask("boardJoin", MEMBERSHIP);
      acknowledge(take());
    };
    const addTo = async (...records: readonly UsageRecord[]): Promise<readonly UsageRow[]> => {
      place.write("c.jsonl", records);
      await meter.scan();
      return rowsOf(take());
    };
    const call = (family: string, atMs: number): UsageRecord => makeCall({ family, atMs, sessionId: "s" });
    const turn = (id: string, atMs: number): UsageRecord => makeTurn({ id, atMs, sessionId: "s" });

    it("when a call comes shortly before it", async () => {
      await joinWith(turn("t", HOUR - 10 * MINUTE_MS), call("late", HOUR + 2 * MINUTE_MS));
      assert.equal(busyOf(await addTo(call("early", HOUR - MINUTE_MS)), HOUR), 180);
    });

    it("when a turn comes shortly before it", async () => {
      await joinWith(turn("t", HOUR - 10 * MINUTE_MS), call("late", HOUR + 2 * MINUTE_MS));
      assert.equal(busyOf(await addTo(turn("u", HOUR - 2 * MINUTE_MS)), HOUR), 240);
    });

    it("when the answer to a turn comes after it", async () => {
      await joinWith(turn("t", HOUR - MINUTE_MS));
      const rows = await addTo(call("answer", HOUR + MINUTE_MS));
      assert.equal(rows.find((row) => row.h === NOON_MS / HOUR_MS && row.turns === 2)?.model, "claude-opus-4-5");
    });
  });

  it("keeps collecting while it is paused, and hands out nothing", () => {
    ask("boardJoin", MEMBERSHIP);
    ask("boardPause", { isPaused: true });
    assert.deepEqual(ask("boardTake", null), { kind: "paused" });
    assert.equal(ask("boardState", null).waiting, 1);
    ask("boardPause", { isPaused: false });
    assert.equal(take().rows, 1);
  });

  it("keeps the last ten batches as they were sent, with what came of them", () => {
    ask("boardJoin", MEMBERSHIP);
    const texts: string[] = [];
    for (let i = 0; i < 12; i += 1) {
      const batch = take();
      texts.push(batch.text);
      if (i === 11) ask("boardRefuse", { batchId: batch.batchId, reason: "consent" });
      else acknowledge(batch, { lastSeq: i });
      ask("boardMarkAllDirty", null);
    }
    const uploads = ask("boardUploads", null);
    assert.deepEqual(
      uploads.map((upload) => upload.text),
      texts.toReversed().slice(0, 10),
    );
    assert.deepEqual(uploads[0]?.outcome, { kind: "refused", reason: "consent" });
    assert.deepEqual(uploads[1]?.outcome, { kind: "stored", accepted: 1, stale: 0, refused: [] });
  });

  it("forgets everything when it is cleared", () => {
    ask("boardJoin", MEMBERSHIP);
    take();
    ask("boardClear", null);
    assert.deepEqual(ask("boardTake", null), { kind: "off" });
    assert.deepEqual(ask("boardUploads", null), []);
    for (const table of ["board", "board_hour", "board_row", "board_batch"])
      assert.deepEqual(
        place.look((database) => database.prepare(`SELECT * FROM ${table}`).all()),
        [],
        table,
      );
  });

  it("shows before joining what would be sent first, and keeps nothing of it", async () => {
    // Several rows of one hour, not in the order in which they are sent.
    const models = ["gpt-5.2-codex", "claude-sonnet-4-5", "free-a"];
    const calls = models.map((model, i) => makeCall({ family: model, model, atMs: NOON_MS + i * 20 * MINUTE_MS }));
    place.write("b.jsonl", calls);
    await meter.scan();
    const shown = ask("boardPreview", MEMBERSHIP);
    assert.equal(shown.rows, 4);
    assert.equal(ask("boardState", null).membership, undefined);
    ask("boardJoin", MEMBERSHIP);
    assert.deepEqual(rowsOf(take()), rowsOf(shown));
  });

  it("marks nothing as steered, and no turn, where nobody is at the machine", () => {
    ask("boardJoin", { ...MEMBERSHIP, isUnattended: true });
    const [row] = rowsOf(take());
    assert.deepEqual([row?.mode, row?.turns, row?.calls], [0, 0, 1]);
  });

  it("leaves out what lies further back than a board takes", async () => {
    ask("boardJoin", MEMBERSHIP);
    acknowledge(take());
    place.write("old.jsonl", [makeCall({ family: "old", atMs: place.nowMs - 36 * DAY_MS })]);
    await meter.scan();
    assert.deepEqual(ask("boardTake", null), { kind: "none" });
  });

  it("hands out batches to the process that holds the ledger only", () => {
    ask("boardJoin", MEMBERSHIP);
    const other = place.openMeter({ ownerId: "owner-2" });
    assert.deepEqual(other.board({ name: "boardTake", argument: null }), { kind: "notSender" });
    assert.equal(take().rows, 1);
  });
});
