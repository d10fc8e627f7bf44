import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { UsageRecord } from "../../../../src/core/usageRecord.ts";
import { makeCall, makeSession, makeTurn, MINUTE_MS, NOON_MS } from "../testRecords.ts";
import { TestPlace } from "../testMeter.ts";

describe("sessions, their families and the turns in them", () => {
  let place: TestPlace;
  let logs = 0;

  beforeEach(() => {
    place = new TestPlace();
  });

  afterEach(() => {
    place.dispose();
  });

  /** Lets the ledger read records in one transaction of their own. */
  async function read(...records: readonly UsageRecord[]): Promise<void> {
    logs += 1;
    place.write(`${logs}.jsonl`, records);
    await place.scanOnce();
  }

  /** Modes of the calls in order of time. */
  const modes = (): readonly unknown[] => place.dump().events.map((event) => event["mode"]);
  const roots = (): Readonly<Record<string, unknown>> =>
    Object.fromEntries(place.dump().sessions.map((row) => [String(row["session"]), row["root"]]));

  const callAt = (minutes: number, sessionId = "session-1") =>
    makeCall({ family: `${sessionId} at ${minutes}`, sessionId, atMs: NOON_MS + minutes * MINUTE_MS });
  const turnAt = (minutes: number, sessionId = "session-1", id = `turn at ${minutes}`) =>
    makeTurn({ id, sessionId, atMs: NOON_MS + minutes * MINUTE_MS });
  const child = (sessionId: string, parentId: string) => makeSession({ sessionId, parentId });

  it("steers the calls of a quarter of an hour, whether the turn is read before or after them", async () => {
    await read(callAt(-1), callAt(0), callAt(15), callAt(16), turnAt(0));
    assert.deepEqual(modes(), [0, 1, 1, 0]);
    await read(turnAt(-1));
    assert.deepEqual(modes(), [1, 1, 1, 0]);
    await read(callAt(17), callAt(5));
    assert.deepEqual(modes(), [1, 1, 1, 1, 0, 0]);
  });

  it("does not steer another session by it", async () => {
    await read(turnAt(0), callAt(1), callAt(2, "session-2"));
    assert.deepEqual(modes(), [1, 0]);
  });

  it("steers the calls of a child once the child is known as one", async () => {
    await read(turnAt(0, "parent"), callAt(1, "child"));
    assert.deepEqual(modes(), [0]);
    await read(child("child", "parent"));
    assert.deepEqual(modes(), [1]);
    assert.deepEqual(roots(), { child: "parent", parent: "parent" });
  });

  it("steers a parent's calls by a turn that only a child's log holds", async () => {
    await read(callAt(1, "parent"), child("child", "parent"));
    await read(turnAt(0, "child"));
    assert.deepEqual(modes(), [1]);
  });

  it("takes a whole family along when its head gets a parent, in whatever order that is told", async () => {
    const tree = [child("d", "c"), child("c", "b"), child("b", "a")];
    await read(turnAt(0, "a"), callAt(1, "d"));
    for (const record of tree) await read(record);
    assert.deepEqual(roots(), { a: "a", b: "a", c: "a", d: "a" });
    assert.deepEqual(modes(), [1]);
  });

  it("takes the same parent of two that are told, whichever comes first", async () => {
    await read(turnAt(0, "a"), turnAt(2, "b"), callAt(1, "child"), callAt(16, "child"));
    await read(child("child", "b"));
    assert.deepEqual(modes(), [0, 1]);
    await read(child("child", "a"));
    assert.deepEqual(modes(), [1, 0]);
    await read(child("child", "b"));
    assert.deepEqual(modes(), [1, 0]);
  });

  it("is no child of itself and makes no circle", async () => {
    await read(child("a", "a"), child("a", "b"), child("b", "c"));
    await read(child("c", "a"));
    await read(turnAt(0, "a"), callAt(1, "c"));
    assert.equal(new Set(Object.values(roots())).size, 1);
    assert.deepEqual(modes(), [1]);
  });

  it("goes by the earliest copy of a turn", async () => {
    await read(callAt(1), callAt(16), turnAt(2, "session-1", "turn"));
    assert.deepEqual(modes(), [0, 1]);
    await read(turnAt(0, "session-1", "turn"));
    assert.deepEqual(modes(), [1, 0]);
    await read(turnAt(2, "session-1", "turn"));
    assert.deepEqual(modes(), [1, 0]);
  });

  it("counts a turn once although two sessions hold it", async () => {
    await read(turnAt(0, "session-1", "turn"), turnAt(0, "fork", "turn"));
    const meter = place.openMeter();
    assert.equal(meter.diagnostics().ledger.turns, 1);
    meter.close();
  });

  it("keeps the latest version of the tool by number", async () => {
    await read(makeSession({ toolVersion: "2.10.1" }));
    await read(makeSession({ toolVersion: "2.9.9" }));
    await read(makeSession());
    assert.deepEqual(
      place.dump().sessions.map((row) => row["tool_version"]),
      ["2.10.1"],
    );
  });

  it("comes to the same families and modes in whatever order trees and turns are told", async () => {
    const names = ["a", "b", "c", "d", "e"] as const;
    const name = (index: number): string => names[index] ?? "a";
    const parent = fc
      .tuple(fc.nat(4), fc.nat(4))
      .filter(([one, other]) => one !== other)
      .map(([one, other]) => child(name(Math.max(one, other)), name(Math.min(one, other))));
    const turn = fc
      .tuple(fc.nat(4), fc.nat(12), fc.constantFrom("t", "u"))
      .map(([session, step, id]) => turnAt(step * 5, name(session), id));
    const records = fc.array(fc.oneof(parent, turn), { minLength: 1, maxLength: 10 });
    const calls = names.flatMap((session) => [0, 10, 20, 30, 40, 50].map((minutes) => callAt(minutes, session)));
    await fc.assert(
      fc.asyncProperty(records, fc.gen(), async (told, g) => {
        const atOnce = new TestPlace();
        const oneByOne = new TestPlace();
        try {
          atOnce.write("all.jsonl", [...told, ...calls]);
          await atOnce.scanOnce();
          const meter = oneByOne.openMeter();
          oneByOne.write("calls.jsonl", calls);
          await meter.scan();
          const order = g(() => fc.shuffledSubarray([...told], { minLength: told.length }));
          for (const [index, record] of order.entries()) {
            oneByOne.write(`${index}.jsonl`, [record]);
            await meter.scan();
          }
          meter.close();
          assert.deepEqual(oneByOne.dump(), atOnce.dump());
        } finally {
          atOnce.dispose();
          oneByOne.dispose();
        }
      }),
      { seed: 5, numRuns: 60 },
    );
  }).timeout(240_000);

  it("tells a day's turns and what they steered", async () => {
    await read(turnAt(0), callAt(1), callAt(60), turnAt(24 * 60), callAt(24 * 60 + 1));
    const meter = place.openMeter();
    const { tier } = meter.snapshot("UTC");
    // 1,000 steered and as many unattended tokens on the first day, 1,000 steered ones on the second.
    assert.deepEqual([tier.countedTokens, tier.seenTokens], [3000, 3000]);
    meter.close();
  });
});
