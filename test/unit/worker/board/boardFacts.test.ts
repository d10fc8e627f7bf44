import assert from "node:assert/strict";

import type { BoardId, DeviceId, MemberId } from "../../../../src/shared/board/boardIds.ts";
import type { OutboxRequest, OutboxRequestName, OutboxRequests } from "../../../../src/shared/board/outbox.ts";
import type { LocalMeter } from "../../../../src/worker/localMeter.ts";
import { TestPlace } from "../testMeter.ts";
import { HOUR_MS, MINUTE_MS, NOON_MS, makeCall, makeTurn } from "../testRecords.ts";

const EPOCH = "0c7f4f5e-19a4-4f43-8f0c-0f3f0a2c7d01";

describe("what badges go by of a team board", () => {
  let place: TestPlace;
  let meter: LocalMeter;

  beforeEach(async () => {
    place = new TestPlace();
    const rough = makeCall({ family: "rough", yieldsTo: "exact", atMs: NOON_MS + 2 * MINUTE_MS });
    place.write("a.jsonl", [makeTurn(), rough]);
    meter = place.openMeter();
    await meter.scan();
    ask("boardJoin", {
      url: "https://board.example",
      boardId: "5b0e0f6e-6f0e-4c44-9d5c-6d7d4b6f1a11" as BoardId,
      memberId: 7_000_000_001 as MemberId,
      deviceId: 12 as DeviceId,
      epoch: EPOCH,
      consentVersion: 1,
      isUnattended: false,
      joinedAtMs: NOON_MS,
    });
  });
  afterEach(() => place.dispose());

  // What the meter answers is of the kind that the name says.
  const ask = <Name extends OutboxRequestName>(name: Name, argument: OutboxRequests[Name]["argument"]) =>
    meter.board({ name, argument } as OutboxRequest) as OutboxRequests[Name]["result"];
  const send = (): void => {
    const taken = ask("boardTake", null);
    assert.ok(taken.kind === "batch");
    const { batchId, rows } = taken.batch;
    const reply = { epoch: EPOCH, serverTime: place.nowMs, lastSeq: 0, accepted: rows, stale: 0, refused: [] };
    ask("boardAcknowledge", { batchId, reply: { ...reply, minIntervalS: 300 } });
  };
  const hasTrueUp = (): boolean =>
    meter.game("UTC").badges.some(({ id, state }) => id === "true-up" && state === "earned");

  it("is a correction, once the board has the lower total", async () => {
    send();
    place.write("b.jsonl", [
      makeCall({
        family: "exact",
        member: "one",
        atMs: NOON_MS + 2 * MINUTE_MS,
        tokens: { freshInput: 90, output: 10 },
      }),
    ]);
    await meter.scan();
    assert.ok(ask("boardState", null).waiting > 0);
    assert.equal(hasTrueUp(), false);
    send();
    assert.equal(hasTrueUp(), true);
  });

  it("is none where the board never had more, where there is more, or where calls only moved", async () => {
    place.write("b.jsonl", [
      makeCall({
        family: "exact",
        member: "one",
        atMs: NOON_MS + 2 * MINUTE_MS,
        tokens: { freshInput: 90, output: 10 },
      }),
    ]);
    await meter.scan();
    send();
    place.write("c.jsonl", [makeCall({ family: "another", atMs: NOON_MS + 5 * MINUTE_MS })]);
    await meter.scan();
    send();
    place.write("d.jsonl", [makeCall({ family: "another", atMs: NOON_MS - 3 * HOUR_MS })]);
    await meter.scan();
    send();
    assert.equal(hasTrueUp(), false);
  });

  it("outlives the membership", () => {
    ask("boardNote", { fact: "previewRead" });
    ask("boardNote", { fact: "exported" });
    ask("boardClear", null);
    const openBook = meter.game("UTC").badges.find(({ id }) => id === "open-book");
    assert.equal(openBook?.state, "earned");
  });
});
