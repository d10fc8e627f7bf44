import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { LedgerWriter } from "../../../../src/worker/ledger/ledgerWriter.ts";
import { Lease, LEASE_MS, LeaseLost } from "../../../../src/worker/ledger/lease.ts";
import { openLedger } from "../../../../src/worker/ledger/openLedger.ts";
import { memoryFolder } from "../../../support/memoryFolder.ts";
import { flatPricer } from "../testMeter.ts";
import { NOON_MS } from "../testRecords.ts";

describe("Lease", () => {
  let folder = "";
  let nowMs = NOON_MS;
  let databases: DatabaseSync[] = [];
  const dead = new Set<number>();

  beforeEach(() => {
    folder = mkdtempSync(join(memoryFolder(), "token-legend-lease-"));
    nowMs = NOON_MS;
  });

  afterEach(() => {
    for (const database of databases) database.close();
    databases = [];
    dead.clear();
    rmSync(folder, { recursive: true, force: true });
  });

  function connect(): DatabaseSync {
    const { database } = openLedger(join(folder, "ledger.sqlite"), nowMs);
    databases.push(database);
    return database;
  }

  /** A process with a connection of its own. */
  function claimant(pid: number, host = "here", database = connect()): Lease {
    return new Lease(
      database,
      { id: `owner-${pid}-${host}`, pid, host },
      () => nowMs,
      (asked) => !dead.has(asked),
    );
  }

  it("goes to the first who asks, and to nobody else", () => {
    const [first, second] = [claimant(1), claimant(2)];
    assert.deepEqual(first.state(), { holderPid: undefined, isMine: false, expiresInMs: undefined });
    assert.equal(first.acquire(), true);
    assert.equal(second.acquire(), false);
    assert.deepEqual(first.state(), { holderPid: 1, isMine: true, expiresInMs: LEASE_MS });
    assert.deepEqual(second.state(), { holderPid: 1, isMine: false, expiresInMs: LEASE_MS });
  });

  it("is renewed by asking again and by confirming", () => {
    const lease = claimant(1);
    lease.acquire();
    nowMs += 2000;
    assert.equal(lease.state().expiresInMs, LEASE_MS - 2000);
    assert.equal(lease.acquire(), true);
    assert.equal(lease.state().expiresInMs, LEASE_MS);
    nowMs += 3000;
    assert.equal(lease.renew(), true);
    assert.equal(lease.state().expiresInMs, LEASE_MS);
  });

  it("passes on when it has run out, and not before", () => {
    const [first, second] = [claimant(1), claimant(2)];
    first.acquire();
    nowMs += LEASE_MS - 1;
    assert.equal(second.acquire(), false);
    nowMs += 1;
    assert.equal(second.acquire(), true);
    assert.equal(first.renew(), false);
    assert.equal(first.acquire(), false);
  });

  it("passes on at once when its holder is dead", () => {
    const [first, second] = [claimant(1), claimant(2)];
    first.acquire();
    dead.add(1);
    assert.deepEqual(second.state().holderPid, undefined);
    assert.equal(second.acquire(), true);
  });

  it("does not take another machine's process for a dead one", () => {
    const [far, near] = [claimant(1, "far"), claimant(2, "near")];
    far.acquire();
    dead.add(1);
    assert.equal(near.acquire(), false);
    nowMs += LEASE_MS;
    assert.equal(near.acquire(), true);
  });

  it("is free when the clock was set back since it was taken", () => {
    const [first, second] = [claimant(1), claimant(2)];
    first.acquire();
    nowMs -= 60 * 60 * 1000;
    assert.equal(second.acquire(), true);
    assert.equal(first.renew(), false);
  });

  it("stays with a holder who renews it after the clock was set back", () => {
    const [first, second] = [claimant(1), claimant(2)];
    first.acquire();
    nowMs -= 60 * 60 * 1000;
    assert.equal(first.acquire(), true);
    assert.equal(second.acquire(), false);
  });

  it("is free after its release, and a release by another does nothing", () => {
    const [first, second, third] = [claimant(1), claimant(2), claimant(3)];
    first.acquire();
    second.release();
    assert.equal(second.acquire(), false);
    first.release();
    assert.equal(first.state().holderPid, undefined);
    assert.equal(second.acquire(), true);
    first.release();
    assert.equal(third.acquire(), false);
  });

  it("refuses to confirm what was never taken", () => {
    assert.throws(() => claimant(1).confirm(), LeaseLost);
  });

  it("undoes the write of a holder who slept while it passed on", () => {
    const database = connect();
    const sleeper = claimant(1, "here", database);
    const writer = new LedgerWriter(database, sleeper, flatPricer());
    const successor = claimant(2);
    sleeper.acquire();
    writer.setMeta({ sweepMs: 1 });
    nowMs += LEASE_MS;
    assert.equal(successor.acquire(), true);
    assert.throws(() => writer.setMeta({ sweepMs: 2 }), LeaseLost);
    const stored = databases[1]?.prepare("SELECT value FROM meta WHERE key = 'sweepMs'").get();
    assert.equal(stored?.["value"], 1);
    assert.equal(successor.renew(), true);
  });

  it("refuses a holder who lost it and got it back, until he asks anew", () => {
    const database = connect();
    const sleeper = claimant(1, "here", database);
    const writer = new LedgerWriter(database, sleeper, flatPricer());
    const other = claimant(2);
    sleeper.acquire();
    nowMs += LEASE_MS;
    other.acquire();
    other.release();
    assert.throws(() => writer.setMeta({ sweepMs: 1 }), LeaseLost);
    assert.equal(sleeper.acquire(), true);
    writer.setMeta({ sweepMs: 1 });
  });

  it("knows whether a real process lives", () => {
    const database = connect();
    const here = { id: "living", pid: process.pid, host: "here" };
    // Above the highest number that Linux, macOS or Windows gives a process.
    const gone = { id: "gone", pid: 2 ** 30, host: "here" };
    const clock = (): number => nowMs;
    const living = new Lease(database, here, clock);
    new Lease(database, gone, clock).acquire();
    assert.equal(living.acquire(), true);
    assert.equal(new Lease(connect(), { ...here, id: "third" }, clock).acquire(), false);
  });
});
