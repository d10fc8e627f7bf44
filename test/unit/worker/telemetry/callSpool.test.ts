import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CallSpool, type SpoolLimits } from "../../../../src/worker/telemetry/callSpool.ts";
import { spoolFolder } from "../../../../src/worker/telemetry/spoolFolder.ts";
import { makeCall } from "../testRecords.ts";

const LINE_BYTES = Buffer.byteLength(`${JSON.stringify({ v: 1, ...makeCall() })}\n`);

describe("CallSpool", () => {
  let ledgerFolder: string;
  let nowMs: number;
  /** Bytes the ledger has of each file; all of it where not told. */
  let readTo: ReadonlyMap<string, number>;

  beforeEach(() => {
    ledgerFolder = mkdtempSync(join(tmpdir(), "token-legend-spool-"));
    nowMs = 1000;
    readTo = new Map();
  });

  afterEach(() => rmSync(ledgerFolder, { recursive: true, force: true }));

  function open(limits: Partial<SpoolLimits> = {}, owner = "1"): CallSpool {
    return new CallSpool({
      ledgerFolder,
      owner,
      readTo: (_source, path) => readTo.get(path) ?? Infinity,
      clock: () => (nowMs += 1),
      limits: { fileBytes: 1e6, keptBytes: 1e6, unreadBytes: 1e6, ...limits },
    });
  }

  const names = (source = "codex"): readonly string[] => readdirSync(spoolFolder(ledgerFolder, source)).toSorted();

  it("has written calls to a file of their assistant before it answers, for the user's eyes only", () => {
    const spool = open();
    const path = spool.append("codex", [makeCall(), makeCall()]);
    assert.ok(path !== undefined);
    assert.equal(readFileSync(path, "utf8").split("\n").length, 3);
    if (process.platform !== "win32") assert.equal(statSync(path).mode & 0o777, 0o600);
    assert.notEqual(spool.append("claudeCode", [makeCall()]), path);
    assert.equal(spool.append("codex", [makeCall()]), path);
    spool.close();
    spool.close();
  });

  it("begins a new file where one is full, and never goes on with another's", () => {
    const spool = open({ fileBytes: 2 * LINE_BYTES });
    for (let call = 0; call < 5; call += 1) spool.append("codex", [makeCall()]);
    spool.close();
    assert.equal(names().length, 3);
    const other = open({}, "2");
    other.append("codex", [makeCall()]);
    other.close();
    assert.equal(names().length, 4);
  });

  it("deletes the oldest files that the ledger has, and no other", () => {
    const spool = open({ fileBytes: 1, keptBytes: 3 * LINE_BYTES });
    const [first = ""] = [spool.append("codex", [makeCall()])];
    readTo = new Map([[first, 0]]);
    for (let call = 0; call < 6; call += 1) spool.append("codex", [makeCall()]);
    assert.equal(names().length, 5);
    assert.ok(existsSync(first));
    readTo = new Map();
    spool.append("codex", [makeCall()]);
    assert.equal(names().length, 4);
    assert.ok(!existsSync(first));
    spool.close();
  });

  it("takes nothing more while too much of it is not in the ledger", () => {
    const spool = open({ fileBytes: 1, unreadBytes: 2 * LINE_BYTES });
    const paths = [1, 2, 3].map(() => spool.append("codex", [makeCall()]) ?? "");
    readTo = new Map(paths.map((path) => [path, 0]));
    assert.equal(spool.append("codex", [makeCall()]), undefined);
    readTo = new Map();
    assert.notEqual(spool.append("codex", [makeCall()]), undefined);
    spool.close();
  });

  it("goes on in a new place where its folder was deleted", () => {
    const spool = open();
    spool.append("codex", [makeCall()]);
    rmSync(ledgerFolder, { recursive: true });
    const path = spool.append("codex", [makeCall()]);
    assert.ok(path !== undefined && existsSync(path));
    spool.close();
  });

  it("says so where it cannot write, and goes on once it can", () => {
    writeFileSync(join(ledgerFolder, "otel"), "in the way");
    const spool = open();
    assert.equal(spool.append("codex", [makeCall()]), undefined);
    rmSync(join(ledgerFolder, "otel"));
    assert.notEqual(spool.append("codex", [makeCall()]), undefined);
    spool.close();
  });

  it("leaves no part of what a full disk did not take", function () {
    const { status } = spawnSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", ledgerFolder]);
    if (status !== 0) this.skip();
    try {
      const spool = open();
      const path = spool.append("codex", [makeCall()]);
      assert.ok(path !== undefined);
      const many = Array.from({ length: 1000 }, () => makeCall());
      assert.equal(spool.append("codex", many), undefined);
      assert.equal(statSync(path).size, LINE_BYTES);
      assert.equal(spool.append("codex", [makeCall()]), path);
      assert.equal(statSync(path).size, 2 * LINE_BYTES);
      spool.close();
    } finally {
      spawnSync("umount", [ledgerFolder]);
    }
  });
});
