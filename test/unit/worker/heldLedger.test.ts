import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { UserError } from "../../../src/shared/userError.ts";
import { HeldLedger } from "../../../src/worker/heldLedger.ts";
import { LedgerOpener } from "../../../src/worker/ledger/ledger.ts";
import { TestPlace, flatPricer } from "./testMeter.ts";

/** As SQLite gives it, with its primary result code. */
function sqliteError(errcode: number): Error {
  return Object.assign(new Error("as SQLite says it"), { errcode });
}

const CORRUPT = 11;
const FULL = 13;

describe("the ledger that a process has open", () => {
  let place: TestPlace;
  let held: HeldLedger;

  beforeEach(() => {
    place = new TestPlace();
    const owner = { id: "me", pid: process.pid, host: "here" };
    held = new HeldLedger(new LedgerOpener(place.ledgerFile, owner, flatPricer(), () => place.nowMs));
  });

  afterEach(() => {
    held.close();
    place.dispose();
  });

  it("stays the same while it lies at its place", () => {
    const first = held.current;
    assert.equal(held.inPlace(), first);
    assert.equal(
      held.read((ledger) => ledger),
      first,
    );
    assert.deepEqual(held.problems, []);
  });

  it("is another one once it was deleted, which is told", () => {
    const first = held.current;
    for (const ending of ["", "-wal", "-shm"]) rmSync(place.ledgerFile + ending, { force: true });
    const second = held.inPlace();
    assert.notEqual(second, first);
    assert.equal(held.current, second);
    assert.ok(second.isInPlace());
    assert.ok(!first.isInPlace(), "The first one is closed");
    assert.match(held.problems.map(({ message }) => message).join(), /deleted/);
  });

  it("is another one once it was found damaged, of which nothing is an answer", () => {
    const first = held.current;
    const damaged = (): never => {
      throw sqliteError(CORRUPT);
    };
    assert.throws(() => held.read(damaged), UserError);
    assert.notEqual(held.current, first);
    assert.ok(held.current.isInPlace());
    assert.match(held.problems.map(({ message }) => message).join(), /damaged/);
  });

  it("tells of a fault until work has succeeded, and is kept", () => {
    const first = held.current;
    assert.throws(() => held.recover(sqliteError(FULL)), UserError);
    assert.deepEqual(
      held.problems.map(({ severity }) => severity),
      ["error"],
    );
    assert.equal(held.inPlace(), first);
    held.settle();
    assert.deepEqual(held.problems, []);
  });

  it("makes no fault of the ledger out of any other error", () => {
    const error = new Error("of something else");
    assert.throws(() => held.recover(error), error);
    const failing = (): never => {
      throw sqliteError(FULL);
    };
    assert.throws(() => held.read(failing), { errcode: FULL });
    assert.deepEqual(held.problems, []);
  });
});
