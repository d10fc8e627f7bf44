import assert from "node:assert/strict";
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { openMeter } from "../../../../src/worker/openMeter.ts";
import { BadHome, CALL_TOKENS, claudeCall, HEALTHY_CALLS, HEALTHY_TOKENS } from "../../../support/badHome.ts";
import { MeterProcess } from "../../../support/badHomeProcess.ts";
import { assertPlain, problemOf, readMeter, readOnce, type Reading } from "../../../support/badHomeReading.ts";

const NOBODY = 65_534;

describe("logs and ledgers without permission", () => {
  let bad: BadHome;
  let child: MeterProcess | undefined;

  before(function () {
    // Permissions of this kind are unknown there.
    if (process.platform === "win32") this.skip();
  });

  beforeEach(() => {
    bad = new BadHome();
    mkdirSync(dirname(bad.ledgerFile));
    giveToNobody(bad.folder);
  });

  afterEach(async () => {
    await child?.kill();
    child = undefined;
    restore(bad.folder);
    bad.dispose();
  });

  /** Root may read and write everything, so the meter gives up its rights and owns what it may use. */
  function giveToNobody(path: string): void {
    if (process.getuid?.() !== 0) return;
    chownSync(path, NOBODY, NOBODY);
    if (!statSync(path).isDirectory()) return;
    for (const name of readdirSync(path)) giveToNobody(join(path, name));
  }

  function restore(path: string): void {
    if (!existsSync(path) || !statSync(path).isDirectory()) return;
    chmodSync(path, 0o755);
    for (const name of readdirSync(path)) restore(join(path, name));
  }

  function start(): MeterProcess {
    child = new MeterProcess(bad.options, { isNobody: true });
    return child;
  }

  function assertCalls(reading: Reading, calls: number): void {
    assert.equal(reading.calls, calls);
  }

  const privateTexts = (): readonly string[] => [bad.folder, "secret"];

  it("counts the other logs and says which tool's log may not be read", async () => {
    const log = bad.writeClaude("secret.jsonl", claudeCall("secret"));
    giveToNobody(bad.folder);
    chmodSync(log, 0);
    const meter = start();
    const denied = await meter.read();
    assertCalls(denied, HEALTHY_CALLS);
    assert.match(problemOf(denied, /cannot be read/, privateTexts()).message, /^A log file or folder of Claude Code /);
    chmodSync(log, 0o644);
    const allowed = await meter.read();
    assertCalls(allowed, HEALTHY_CALLS + 1);
    assert.deepEqual(allowed.problems, []);
  });

  for (const [name, mode] of [
    ["may not be listed", 0o300],
    ["may not be entered", 0o600],
    ["may be neither listed nor entered", 0],
  ] as const) {
    it(`keeps what it counted in a folder that ${name} any more, and reads on when it may`, async () => {
      const log = bad.writeClaude("secret/log.jsonl", claudeCall("first"));
      const folder = dirname(log);
      giveToNobody(bad.folder);
      const meter = start();
      assertCalls(await meter.read(), HEALTHY_CALLS + 1);
      bad.writeClaude("secret/log.jsonl", claudeCall("first") + claudeCall("second"));
      chmodSync(folder, mode);
      bad.writeClaude("other.jsonl", claudeCall("other"));
      const denied = await meter.read();
      assertCalls(denied, HEALTHY_CALLS + 2);
      problemOf(denied, /Claude Code cannot be read/, privateTexts());
      assert.equal(denied.vanishedFiles, 0, "What lies in the folder is unknown, not gone");
      chmodSync(folder, 0o755);
      const allowed = await meter.read();
      assertCalls(allowed, HEALTHY_CALLS + 3);
      assert.deepEqual(allowed.problems, []);
    });
  }

  it("says that a whole root may not be read", async () => {
    chmodSync(bad.codexFolder, 0);
    const reading = await start().read();
    assertCalls(reading, 1);
    assert.equal(reading.roots.find((root) => root.path === "~/.codex/sessions")?.state, "unreadable");
    problemOf(reading, /Codex cannot be read/, privateTexts());
  });

  it("says so when a root lies behind a folder that may not be entered", async () => {
    chmodSync(join(bad.home, ".codex"), 0);
    const reading = await start().read();
    assertCalls(reading, 1);
    assert.match(
      problemOf(reading, /cannot be read/, privateTexts()).message,
      /^2 log files or folders of OpenAI Codex /,
    );
  });

  it("shows a ledger that may not be written to, says so, and leaves it as it is", async () => {
    await readOnce(bad.options);
    bad.writeClaude("new.jsonl", claudeCall("new"));
    giveToNobody(bad.folder);
    const before = readFileSync(bad.ledgerFile);
    chmodSync(bad.ledgerFile, 0o444);
    const reading = await start().read();
    assert.deepEqual([reading.by, reading.readOnly], ["read-only", true]);
    assert.equal(reading.tokens, HEALTHY_TOKENS);
    problemOf(reading, /The ledger may not be written to\..*Change/, privateTexts());
    assert.deepEqual(readFileSync(bad.ledgerFile), before);
  });

  it("shows a ledger in a folder that may not be written to", async () => {
    await readOnce(bad.options);
    giveToNobody(bad.folder);
    chmodSync(dirname(bad.ledgerFile), 0o555);
    const reading = await start().read();
    assert.deepEqual([reading.by, reading.readOnly], ["read-only", true]);
    assert.equal(reading.tokens, HEALTHY_TOKENS);
    problemOf(reading, /The ledger may not be written to\..*Change/, privateTexts());
  });

  it("keeps its ledger when its folder and file become read-only while it runs, and counts on afterwards", async () => {
    const meter = start();
    assertCalls(await meter.read(), HEALTHY_CALLS);
    chmodSync(bad.ledgerFile, 0o444);
    chmodSync(dirname(bad.ledgerFile), 0o555);
    bad.writeClaude("new.jsonl", claudeCall("new"));
    // An open file stays writable, so either way is right.
    const reading = await meter.read();
    assert.ok(reading.calls >= HEALTHY_CALLS);
    chmodSync(dirname(bad.ledgerFile), 0o755);
    chmodSync(bad.ledgerFile, 0o644);
    const after = await meter.read();
    assertCalls(after, HEALTHY_CALLS + 1);
    assert.equal(after.tokens, HEALTHY_TOKENS + CALL_TOKENS);
  });

  for (const [name, prepare] of [
    ["its folder may not be written to", () => chmodSync(dirname(bad.ledgerFile), 0o555)],
    [
      "its folder cannot be made",
      () => {
        bad.remove(dirname(bad.ledgerFile));
        chmodSync(bad.folder, 0o555);
      },
    ],
    ["its folder may not be entered", () => chmodSync(dirname(bad.ledgerFile), 0)],
  ] as const) {
    it(`says what to do when a new ledger cannot be made because ${name}`, async () => {
      prepare();
      const { name: kind, message } = await start().fail();
      assert.equal(kind, "UserError");
      assert.match(message, /tokenLegend\.ledgerFolder|permissions/);
      assertPlain(message, privateTexts());
    });
  }

  it("says what to do when the ledger may not even be read", async () => {
    await readOnce(bad.options);
    giveToNobody(bad.folder);
    chmodSync(bad.ledgerFile, 0);
    const { name, message } = await start().fail();
    assert.equal(name, "UserError");
    assert.match(message, /permissions/);
    assertPlain(message, privateTexts());
  });

  it("follows the process that may write a ledger it may only read itself", async () => {
    const writer = openMeter(bad.options);
    try {
      await readMeter(writer);
      giveToNobody(bad.folder);
      chmodSync(bad.ledgerFile, 0o444);
      const reader = start();
      assert.equal((await reader.read()).calls, HEALTHY_CALLS);
      bad.writeClaude("new.jsonl", claudeCall("new"));
      if (process.getuid?.() === 0) {
        await readMeter(writer);
        assert.equal((await reader.read()).calls, HEALTHY_CALLS + 1);
      }
    } finally {
      writer.close();
    }
  });
});
