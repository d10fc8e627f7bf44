import assert from "node:assert/strict";
import {
  mergeFlags,
  type Finding,
  type FlagChange,
  type StoredFlag,
} from "../../../../../src/core/board/checks/mergeFlags.ts";
import type { CheckId } from "../../../../../src/core/board/checks/checkRules.ts";

const NOW = 1_000_000_000_000;
const DAY_MS = 86_400_000;

function finding(change: Partial<Finding> = {}): Finding {
  return { id: "C1", day: 100, effect: "held", figures: { rows: 1 }, toolVersion: "", ...change };
}

function flag(change: Partial<StoredFlag> = {}): StoredFlag {
  const rest = {
    signalId: 7,
    status: "open",
    openedMs: NOW - DAY_MS,
    endsMs: undefined,
    decidedMs: undefined,
  } as const;
  return { ...finding(), ...rest, ...change };
}

const ALL: ReadonlySet<CheckId> = new Set<CheckId>(["C1", "C6", "C12"]);
const told = (changes: readonly FlagChange[]): readonly unknown[] =>
  changes.map(({ signalId, status, openedMs, finding: { id, day } }) => [signalId, status, openedMs, id, day]);
const merge = (stored: readonly StoredFlag[], found: readonly Finding[], codes = ALL): readonly unknown[] =>
  told(mergeFlags(stored, found, codes, NOW));

describe("signals of a member", () => {
  it("are opened when something is found, and left alone when it is found again", () => {
    assert.deepEqual(merge([], [finding()]), [[undefined, "open", NOW, "C1", 100]]);
    assert.deepEqual(merge([flag()], [finding()]), []);
  });

  it("take over new figures without beginning anew", () =>
    assert.deepEqual(merge([flag()], [finding({ figures: { rows: 2 } })]), [[7, "open", NOW - DAY_MS, "C1", 100]]));

  it("are cleared as soon as nothing is found any more, also those that were upheld", () => {
    assert.deepEqual(merge([flag()], []), [[7, "cleared", NOW - DAY_MS, "C1", 100]]);
    assert.deepEqual(merge([flag({ status: "upheld", decidedMs: NOW })], []), [
      [7, "cleared", NOW - DAY_MS, "C1", 100],
    ]);
    assert.deepEqual(merge([flag({ status: "expired" })], []), []);
  });

  it("of checks that were not run stay as they are", () => assert.deepEqual(merge([flag()], [], new Set(["C6"])), []));

  it("are opened again after a correction that did not last", () =>
    assert.deepEqual(merge([flag({ status: "cleared" })], [finding()]), [[7, "open", NOW, "C1", 100]]));

  it("stay closed once a person has decided or their time has run out, while it is the same matter", () => {
    const decided = { decidedMs: NOW - DAY_MS } as const;
    assert.deepEqual(merge([flag({ status: "cleared", ...decided })], [finding()]), []);
    assert.deepEqual(merge([flag({ status: "upheld", ...decided })], [finding({ figures: { rows: 9 } })]), []);
    assert.deepEqual(merge([flag({ status: "expired" })], [finding({ figures: { rows: 9 } })]), []);
    assert.deepEqual(merge([flag({ status: "cleared", ...decided })], [finding({ figures: { rows: 9 } })]), [
      [7, "open", NOW, "C1", 100],
    ]);
  });

  it("about a member as a whole are taken up again after a month at the earliest", () => {
    const old = flag({ id: "C12", status: "expired", openedMs: NOW - 30 * DAY_MS });
    assert.deepEqual(merge([old], [finding({ id: "C12", day: 130 })]), []);
    assert.deepEqual(merge([{ ...old, openedMs: old.openedMs - 1 }], [finding({ id: "C12", day: 130 })]), [
      [7, "open", NOW, "C12", 130],
    ]);
  });

  it("are one for each day where the check is about days, and one for the member elsewhere, the strongest", () => {
    assert.equal(merge([], [finding(), finding({ day: 101 })]).length, 2);
    const unusual = [
      finding({ id: "C12", day: 102, effect: "ask" }),
      finding({ id: "C12", day: 101, effect: "provisional" }),
      finding({ id: "C12", day: 100, effect: "provisional" }),
    ];
    assert.deepEqual(merge([], unusual), [[undefined, "open", NOW, "C12", 101]]);
  });
});
