import assert from "node:assert/strict";
import { utimesSync } from "node:fs";
import * as fc from "fast-check";
import type { UsageRecord } from "../../../../src/core/usageRecord.ts";
import type { LedgerDump } from "../../../support/ledgerDump.ts";
import { makeCall, makeSession, makeTurn, MINUTE_MS, NOON_MS, DAY_MS } from "../testRecords.ts";
import { TestPlace } from "../testMeter.ts";

const SESSIONS = ["s0", "s1", "s2", "s3"] as const;
const sessionId = fc.constantFrom(...SESSIONS);
/** Few instants around two hours, so that copies, turns and calls meet; and one that is in the future for a while. */
const instant = fc.oneof(
  { weight: 9, arbitrary: fc.nat(16).map((steps) => NOON_MS + steps * 7 * MINUTE_MS) },
  { weight: 1, arbitrary: fc.constant(NOON_MS + 9 * DAY_MS) },
);

const call: fc.Arbitrary<UsageRecord> = fc
  .record({
    family: fc.constantFrom("f", "g", "h"),
    member: fc.constantFrom("", "m", "n"),
    yieldsTo: fc.constantFrom(undefined, "f", "g"),
    atMs: instant,
    output: fc.constantFrom(-1, 0, 1, 2, 1e12),
    model: fc.constantFrom("a", "free-b"),
    quality: fc.constantFrom("exact-call", "estimate"),
    calls: fc.constantFrom(0, 1),
    copyRank: fc.constantFrom(0, 2),
    sessionId,
  } satisfies Record<string, fc.Arbitrary<unknown>>)
  .map(({ output, ...rest }) => makeCall({ ...rest, tokens: { output } }));

const turn: fc.Arbitrary<UsageRecord> = fc
  .record({ id: fc.constantFrom("t", "u"), sessionId, atMs: instant })
  .map(makeTurn);

/** Parents come before their children in the order of names, so that no two records contradict each other. */
const session: fc.Arbitrary<UsageRecord> = fc
  .record({ child: fc.nat(3), parent: fc.nat(3), toolVersion: fc.constantFrom(undefined, "1.9", "1.10") })
  .map(({ child, parent, toolVersion }) =>
    makeSession({
      sessionId: SESSIONS[child] ?? "s0",
      parentId: parent < child ? SESSIONS[parent] : undefined,
      toolVersion,
    }),
  );

const record = fc.oneof(
  { weight: 4, arbitrary: call },
  { weight: 1, arbitrary: turn },
  { weight: 1, arbitrary: session },
);
const logs = fc.array(fc.array(record, { maxLength: 8 }), { minLength: 1, maxLength: 4 });

/** The ledger of logs that are read in one go, the last one first. */
async function ledgerOf(
  contents: readonly (readonly UsageRecord[])[],
  use: (place: TestPlace) => Promise<void>,
): Promise<LedgerDump> {
  const place = new TestPlace();
  try {
    contents.forEach((records, index) => {
      utimesSync(place.write(`${index}.jsonl`, records), 1_000 + index, 1_000 + index);
    });
    await use(place);
    return place.dump();
  } finally {
    place.dispose();
  }
}

const scan = (place: TestPlace): Promise<void> => place.scanOnce();

async function hold(
  runs: number,
  law: (contents: readonly (readonly UsageRecord[])[], g: fc.GeneratorValue) => Promise<void>,
): Promise<void> {
  await fc.assert(fc.asyncProperty(logs, fc.gen(), law), { seed: 11, numRuns: runs });
}

describe("a ledger of any records", () => {
  it("is the same whatever order the logs are read in", async () => {
    await hold(120, async (contents, g) => {
      const order = g(() => fc.shuffledSubarray([...contents], { minLength: contents.length }));
      assert.deepEqual(await ledgerOf(order, scan), await ledgerOf(contents, scan));
    });
  }).timeout(240_000);

  it("is the same when each log is read by itself, in whatever order, as when all are read at once", async () => {
    await hold(80, async (contents, g) => {
      const order = g(() =>
        fc.shuffledSubarray(
          contents.map((_, index) => index),
          { minLength: contents.length },
        ),
      );
      const oneByOne = await ledgerOf([], async (place) => {
        const meter = place.openMeter();
        for (const index of order) {
          place.write(`${index}.jsonl`, contents[index] ?? []);
          await meter.scan();
        }
        meter.close();
      });
      assert.deepEqual(oneByOne, await ledgerOf(contents, scan));
    });
  }).timeout(240_000);

  it("is the same however the records are spread over logs, and when all are written twice", async () => {
    await hold(80, async (contents) => {
      const all = contents.flat();
      const inOne = await ledgerOf([all], scan);
      assert.deepEqual(await ledgerOf(contents, scan), inOne);
      assert.deepEqual(await ledgerOf([...contents, all.toReversed()], scan), inOne);
    });
  }).timeout(240_000);

  it("is the same after reading everything anew", async () => {
    await hold(60, async (contents) => {
      const again = await ledgerOf(contents, async (place) => {
        await place.scanOnce();
        await place.rescanOnce();
      });
      assert.deepEqual(again, await ledgerOf(contents, scan));
    });
  }).timeout(240_000);

  it("is the same in the end whether the future was read before or after it came", async () => {
    const laterMs = NOON_MS + 30 * DAY_MS;
    await hold(60, async (contents) => {
      const early = await ledgerOf(contents, async (place) => {
        await place.scanOnce();
        place.nowMs = laterMs;
        await place.scanOnce();
      });
      const late = await ledgerOf(contents, async (place) => {
        place.nowMs = laterMs;
        await place.scanOnce();
      });
      assert.deepEqual(early, late);
    });
  }).timeout(240_000);
});
