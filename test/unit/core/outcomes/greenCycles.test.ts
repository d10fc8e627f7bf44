import assert from "node:assert/strict";
import { greenCycles } from "../../../../src/core/outcomes/greenCycles.ts";
import type { TestRun } from "../../../../src/shared/workerProtocol.ts";

const MINUTE_MS = 60_000;
const NOON_MS = Date.UTC(2026, 5, 14, 12);
const SESSION = { folder: "/work/shop", startMs: NOON_MS, endMs: NOON_MS + 60 * MINUTE_MS };

/** Runs a minute apart: `-` fails, `+` passes. */
const runs = (marks: string, changes: Partial<TestRun> = {}, fromMs = NOON_MS): readonly TestRun[] =>
  Array.from(marks, (mark, index) => ({
    folder: "/work/shop",
    command: "one",
    atMs: fromMs + index * MINUTE_MS,
    passed: mark === "+",
    ...changes,
  }));
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const count = (all: readonly TestRun[], sessions = [SESSION]) => greenCycles(all, sessions, dayOf);

describe("cycles from failing to passing", () => {
  it("are unknown where no run is known by its command", () => {
    assert.equal(count([]), undefined);
    assert.equal(count(runs("-+", { command: "" })), undefined);
  });

  it("take a run that fails and then one that passes", () => {
    assert.equal(count(runs("+++")), 0);
    assert.equal(count(runs("---")), 0);
    assert.equal(count(runs("+-")), 0);
    assert.equal(count(runs("--+")), 1);
    assert.equal(count(runs("-+-+")), 2);
  });

  it("count three times a day", () => {
    assert.equal(count(runs("-+-+-+-+-+")), 3);
    const nextDay = { ...SESSION, startMs: SESSION.startMs + 86_400_000, endMs: SESSION.endMs + 86_400_000 };
    assert.equal(count([...runs("-+-+-+-+"), ...runs("-+", {}, nextDay.startMs)], [SESSION, nextDay]), 4);
  });

  it("are of one command in one folder", () => {
    assert.equal(count([...runs("-"), ...runs("+", { command: "two" })]), 0);
    assert.equal(count([...runs("-"), ...runs("+", { folder: "/work/shop/web" })]), 0);
  });

  it("lie within one session in the same place, or end a quarter of an hour after it", () => {
    const end = SESSION.endMs + 15 * MINUTE_MS;
    assert.equal(count(runs("-+", {}, end - MINUTE_MS)), 1);
    assert.equal(count(runs("-+", {}, end)), 0);
    assert.equal(count(runs("-+", {}, NOON_MS - MINUTE_MS)), 0);
    assert.equal(count(runs("-+", { folder: "/work/shopping" })), 0);
    assert.equal(count(runs("-+", { folder: "/work/shop/web" })), 1);
    assert.equal(count(runs("-+", { folder: "/work" })), 1);
  });
});
