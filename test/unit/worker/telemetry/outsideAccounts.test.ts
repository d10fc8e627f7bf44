import assert from "node:assert/strict";
import { appendFileSync, rmSync } from "node:fs";
import * as fc from "fast-check";
import { claimToCall, claimToDay, claimToSession } from "../../../../src/core/outsideClaim.ts";
import type { CallRecord } from "../../../../src/core/usageRecord.ts";
import { spoolLines } from "../../../../src/otel/spoolFormat.ts";
import { TestPlace, type TestMeterOptions } from "../testMeter.ts";
import { DAY_MS, HOUR_MS, makeCall, MINUTE_MS, NOON_MS } from "../testRecords.ts";
import { spooledSources, writeSpool } from "./spooledSource.ts";

/** A call as the assistant's own files tell of it, with a message and a request. */
const logged = makeCall({ family: "msg_1", member: "req_1", tokens: { output: 70 } });
/** A sub-agent's: its message may have a better account, so its request is no member. */
const sideChain = makeCall({ family: "msg_2", yieldsTo: "msg_2", alias: "req_2", copyRank: 1, tokens: { output: 9 } });

/** The same or another call by telemetry. */
function received(id: string, changes: Parameters<typeof makeCall>[0] = {}): CallRecord {
  return makeCall({
    family: `request:${id}`,
    yieldsTo: claimToCall(id),
    atMs: NOON_MS + MINUTE_MS,
    tokens: { output: 5 },
    cwd: undefined,
    branch: undefined,
    ...changes,
  });
}

describe("calls told of by telemetry and by the assistant's own files", () => {
  let place: TestPlace;

  beforeEach(() => {
    place = new TestPlace();
  });

  afterEach(() => place.dispose());

  const options = (): TestMeterOptions => ({ sources: spooledSources(place) });

  /** Calls and output that count, once the ledger is known to be consistent. */
  function sums(): readonly number[] {
    const meter = place.openMeter(options());
    const { calls, output } = meter.report({ by: "tool", timeZone: "UTC" }).totals;
    meter.close();
    place.dump();
    return [calls, output];
  }

  /** In both orders, then from the start again, the ledger has to say the same. */
  async function bothOrders(
    logs: readonly CallRecord[],
    spooled: readonly CallRecord[],
    expected: readonly number[],
  ): Promise<void> {
    place.write("log.jsonl", logs);
    await place.scanOnce(options());
    writeSpool(place, "1", spooled);
    await place.scanOnce(options());
    assert.deepEqual(sums(), expected, "log first");
    const logFirst = place.dump();
    await place.rescanOnce(options());
    assert.deepEqual(place.dump(), logFirst, "read anew");

    const other = new TestPlace();
    try {
      const otherOptions = { sources: spooledSources(other) };
      writeSpool(other, "1", spooled);
      await other.scanOnce(otherOptions);
      other.write("log.jsonl", logs);
      await other.scanOnce(otherOptions);
      assert.deepEqual(other.dump(), logFirst, "telemetry first");
    } finally {
      other.dispose();
    }
  }

  it("count once, as the files tell it", () => bothOrders([logged], [received("req_1")], [1, 70]));

  it("count once where the request is not what tells the call apart", () =>
    bothOrders([sideChain], [received("req_2")], [1, 9]));

  it("add what the files leave out", () =>
    bothOrders([logged, sideChain], [received("req_1"), received("req_2"), received("req_3")], [3, 84]));

  it("count once however long the answer took", () =>
    bothOrders([logged], [received("req_1", { atMs: NOON_MS + 2 * HOUR_MS })], [1, 70]));

  it("count once by themselves, however often they are sent", () =>
    bothOrders([], [received("req_1"), received("req_1"), received("req_1")], [1, 5]));

  it("count only for sessions that the files do not know, where no call is named", () =>
    bothOrders(
      [logged],
      [
        received("a", { yieldsTo: claimToSession("session-1") }),
        received("b", { yieldsTo: claimToSession("session-2"), sessionId: "session-2" }),
      ],
      [2, 75],
    ));

  it("take a session as known whose calls turn out to be copies", async () => {
    const copy = makeCall({ ...logged, sessionId: "fork", copyRank: 2 });
    const spooled = [received("a", { yieldsTo: claimToSession("fork"), sessionId: "fork" })];
    for (const names of [
      ["a.jsonl", "b.jsonl"],
      ["b.jsonl", "a.jsonl"],
    ] as const) {
      const each = new TestPlace();
      const eachOptions = { sources: spooledSources(each) };
      each.write(names[0], [copy]);
      await each.scanOnce(eachOptions);
      each.write(names[1], [logged]);
      await each.scanOnce(eachOptions);
      writeSpool(each, "1", spooled);
      await each.scanOnce(eachOptions);
      assert.deepEqual(
        each.dump().events.map((event) => event["hidden"]),
        [0, 1],
      );
      each.dispose();
    }
  });

  it("count only for days around which the files tell nothing, where no session is named", () =>
    bothOrders(
      [logged],
      [
        received("a", { yieldsTo: claimToDay(NOON_MS + DAY_MS), atMs: NOON_MS + DAY_MS - HOUR_MS }),
        received("b", { yieldsTo: claimToDay(NOON_MS - 2 * DAY_MS), atMs: NOON_MS - 2 * DAY_MS }),
      ],
      [2, 75],
    ));

  it("belong to one assistant: another's calls of the same name are others", async () => {
    const others = withOtherSource();
    place.write("log.jsonl", [logged]);
    writeSpool(place, "1", [received("req_1"), received("b", { yieldsTo: claimToSession("session-1") })]);
    await place.scanOnce({ sources: others });
    const meter = place.openMeter({ sources: others });
    assert.equal(meter.report({ by: "tool", timeZone: "UTC" }).totals.calls, 3);
    meter.close();
    place.dump();
  });

  /** The records are those of another assistant than the telemetry. */
  function withOtherSource() {
    const [spooled] = spooledSources(place);
    assert.ok(spooled !== undefined);
    const [own, ...rest] = spooled.roots({ home: place.home, platform: "linux", env: {}, readText: () => undefined });
    assert.ok(own !== undefined && rest.length === 0);
    return [
      { ...spooled, id: "records", roots: () => [own] },
      {
        ...spooled,
        roots: () => spooled.roots({ home: "/nowhere", platform: "linux", env: {}, readText: () => undefined }),
      },
    ];
  }

  it("count again when a better parser no longer finds the call in the files", async () => {
    place.write("log.jsonl", [logged]);
    writeSpool(place, "1", [received("req_1"), received("a", { yieldsTo: claimToSession("session-1") })]);
    await place.scanOnce(options());
    assert.deepEqual(sums(), [1, 70]);
    const better = spooledSources(place, 2, (record) => (record.kind === "call" ? undefined : record));
    await place.scanOnce({ sources: better });
    assert.deepEqual(sums(), [2, 10]);
  });

  it("stay when what was received is deleted, as calls of deleted logs do", async () => {
    const path = writeSpool(place, "1", [received("req_1")]);
    await place.scanOnce(options());
    rmSync(path);
    await place.rescanOnce(options());
    assert.deepEqual(sums(), [1, 5]);
  });

  it("are read on from where the reading stood", async () => {
    const path = writeSpool(place, "1", [received("req_1")]);
    await place.scanOnce(options());
    appendFileSync(path, spoolLines([received("req_2")]));
    // Torn by the end of a process: never acknowledged, and sent again to the next one.
    appendFileSync(path, spoolLines([received("req_3")]).slice(0, 40));
    await place.scanOnce(options());
    assert.deepEqual(sums(), [2, 10]);
  });

  it("come to the same ledger in whatever order and pieces they are read", async function () {
    this.timeout(240_000);
    const log = fc
      .record({ id: fc.nat(3), isSideChain: fc.boolean(), session: fc.nat(2), copyRank: fc.constantFrom(0, 1, 2) })
      .map(({ id, isSideChain, session, copyRank }) =>
        makeCall({
          family: `msg_${id}`,
          sessionId: `session-${session}`,
          copyRank,
          atMs: NOON_MS + id * HOUR_MS,
          tokens: { output: 10 ** id },
          ...(isSideChain ? { yieldsTo: `msg_${id}`, alias: `req_${id}` } : { member: `req_${id}` }),
        }),
      );
    const telemetry = fc.record({ id: fc.nat(5), to: fc.constantFrom("call", "session", "day") }).map(({ id, to }) => {
      const atMs = NOON_MS + id * HOUR_MS + MINUTE_MS;
      const claims = {
        call: claimToCall(`req_${id}`),
        session: claimToSession(`session-${id}`),
        day: claimToDay(atMs),
      };
      return received(`${id}-${to}`, { atMs, sessionId: `session-${id}`, yieldsTo: claims[to] });
    });
    const file = fc.oneof(
      fc.array(log, { minLength: 1, maxLength: 3 }).map((calls) => ({ isSpool: false, calls })),
      fc.array(telemetry, { minLength: 1, maxLength: 3 }).map((calls) => ({ isSpool: true, calls })),
    );
    const files = fc
      .array(file, { minLength: 2, maxLength: 6 })
      .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
    await fc.assert(
      fc.asyncProperty(files, async ([all, shuffled]) => {
        const [one, other] = [new TestPlace(), new TestPlace()];
        try {
          for (const [index, { isSpool, calls }] of all.entries()) {
            if (isSpool) writeSpool(one, `${index}`, calls);
            else one.write(`${index}.jsonl`, calls);
          }
          await one.scanOnce({ sources: spooledSources(one) });
          for (const each of shuffled) {
            const index = all.indexOf(each);
            if (each.isSpool) writeSpool(other, `${index}`, each.calls);
            else other.write(`${index}.jsonl`, each.calls);
            await other.scanOnce({ sources: spooledSources(other) });
          }
          assert.deepEqual(other.dump(), one.dump());
          await other.rescanOnce({ sources: spooledSources(other) });
          assert.deepEqual(other.dump(), one.dump());
        } finally {
          one.dispose();
          other.dispose();
        }
      }),
      { seed: 4, numRuns: 60 },
    );
  });
});
