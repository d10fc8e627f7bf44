import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { linkSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BadHome, CALL_TOKENS, claudeCall, HEALTHY_CALLS, HEALTHY_TOKENS } from "../../../support/badHome.ts";
import { MeterProcess } from "../../../support/badHomeProcess.ts";
import { problemOf, readOnce, type Reading } from "../../../support/badHomeReading.ts";

/** Enough records that a piece is written, and progress told, before the next log is opened. */
const RECORDS_OF_A_BATCH = 10_000;

describe("logs and folders that are not what they seem", () => {
  let bad: BadHome;
  let child: MeterProcess | undefined;

  beforeEach(() => {
    bad = new BadHome();
  });

  afterEach(async () => {
    await child?.kill();
    child = undefined;
    bad.dispose();
  });

  function assertCalls(reading: Reading, calls: number): void {
    assert.equal(reading.calls, HEALTHY_CALLS + calls);
    assert.equal(reading.tokens, HEALTHY_TOKENS + calls * CALL_TOKENS);
  }

  /** A FIFO: opening one to read waits for a writer, for ever where there is none. */
  function makeFifo(path: string, test: Mocha.Context): void {
    const made = spawnSync("mkfifo", [path]);
    if (made.status !== 0) test.skip();
  }

  it("does not wait for FIFOs and devices among the logs", async function () {
    makeFifo(join(bad.claudeFolder, "-home-ada-shop", "fifo.jsonl"), this);
    makeFifo(join(bad.codexFolder, "fifo.jsonl.zst"), this);
    symlinkSync("/dev/zero", join(bad.codexFolder, "zero.jsonl"));
    symlinkSync("/dev/tty", join(bad.codexFolder, "tty.jsonl"));
    symlinkSync(join(bad.codexFolder, "fifo.jsonl.zst"), join(bad.codexFolder, "link-to-fifo.jsonl"));
    child = new MeterProcess(bad.options);
    const reading = await child.read();
    assertCalls(reading, 0);
    assert.deepEqual(reading.problems, []);
  });

  it("does not wait for a FIFO that takes a log's place after the log was found", async function () {
    bad.writeClaude("many.jsonl", manyCalls());
    const log = bad.writeCodex("older.jsonl", "{}\n");
    const compressed = bad.writeCodex("older.jsonl.zst", "{}\n");
    bad.makeOld(log);
    bad.makeOld(compressed);
    const [fifo, other] = [join(bad.folder, "fifo"), join(bad.folder, "other-fifo")];
    makeFifo(fifo, this);
    makeFifo(other, this);
    child = new MeterProcess(bad.options);
    const reading = await child.read({
      do: "scan",
      rename: [
        { from: fifo, to: log },
        { from: other, to: compressed },
      ],
    });
    assertCalls(reading, RECORDS_OF_A_BATCH);
  });

  it("counts the other logs when one vanishes between being found and being read", async () => {
    bad.writeClaude("many.jsonl", manyCalls());
    const log = bad.writeClaude("older.jsonl", claudeCall("older"));
    bad.makeOld(log);
    child = new MeterProcess(bad.options);
    const reading = await child.read({ do: "scan", remove: log });
    assertCalls(reading, RECORDS_OF_A_BATCH);
    assert.deepEqual(reading.problems, [], "A log that its tool has deleted is no fault");
  });

  it("counts what was read of a log that vanishes while it is read", async () => {
    const log = bad.writeClaude("many.jsonl", manyCalls());
    child = new MeterProcess(bad.options);
    const reading = await child.read({ do: "scan", remove: log });
    assertCalls(reading, RECORDS_OF_A_BATCH);
    assertCalls(await child.read(), RECORDS_OF_A_BATCH);
  });

  function manyCalls(): string {
    return Array.from({ length: RECORDS_OF_A_BATCH }, (_, index) => claudeCall(`many-${index}`)).join("");
  }

  it("ends in a circle of links and counts each log in it once", async () => {
    const project = join(bad.claudeFolder, "-home-ada-shop");
    symlinkSync(project, join(project, "itself"));
    symlinkSync(bad.claudeFolder, join(project, "parent"));
    symlinkSync("round.jsonl", join(project, "round.jsonl"));
    symlinkSync("two.jsonl", join(project, "one.jsonl"));
    symlinkSync("one.jsonl", join(project, "two.jsonl"));
    symlinkSync("nowhere.jsonl", join(project, "dangling.jsonl"));
    symlinkSync("loop", join(bad.home, ".codex", "loop"));
    const extraRoots = { codex: [join(bad.home, ".codex", "loop")] };
    const reading = await readOnce({ ...bad.options, extraRoots });
    assertCalls(reading, 0);
    assert.equal(reading.roots.find((root) => root.path.endsWith("loop"))?.state, "unreadable");
    problemOf(reading, /cannot be read/, [bad.folder, "loop"]);
  });

  it("counts the same folder once, whichever links lead to it", async () => {
    const link = join(bad.folder, "link");
    symlinkSync(bad.claudeFolder, link);
    symlinkSync(link, join(bad.folder, "link-to-link"));
    linkSync(join(bad.claudeFolder, "-home-ada-shop", "healthy.jsonl"), join(bad.claudeFolder, "hard-link.jsonl"));
    const extraRoots = {
      claudeCode: [link, join(bad.folder, "link-to-link"), bad.claudeFolder, `${bad.claudeFolder}/`],
    };
    const reading = await readOnce({ ...bad.options, extraRoots });
    assertCalls(reading, 0);
    assert.deepEqual(reading.problems, []);
  });

  it("counts logs with any name a file can have", async () => {
    const names = [
      "line\nbreak.jsonl",
      "tab\tquote\"'`$(x).jsonl",
      "\u{1f525}\u{1f468}\u200d\u{1f469}\u200d\u{1f467}.jsonl",
      "e\u0301.jsonl",
      "\u00e9.jsonl",
      "%2e%2e \\back.jsonl",
      "-rf.jsonl",
      `${"x".repeat(249)}.jsonl`,
      "folder.jsonl/log.jsonl",
      `${Array.from({ length: 12 }, () => "d".repeat(255)).join("/")}/log.jsonl`,
    ];
    for (const [index, name] of names.entries()) bad.writeClaude(name, claudeCall(`name-${index}`));
    const reading = await readOnce(bad.options);
    assertCalls(reading, names.length);
    assert.deepEqual(reading.problems, []);
  });

  it("tells of logs and folders whose names are not text", async function () {
    const name = Buffer.concat([Buffer.from(join(bad.claudeFolder, "bad-")), Buffer.from([0xff])]);
    try {
      mkdirSync(name);
      writeFileSync(Buffer.concat([name, Buffer.from("/log.jsonl")]), claudeCall("in-bad-folder"));
      writeFileSync(Buffer.concat([name, Buffer.from(".jsonl")]), claudeCall("bad-name"));
    } catch {
      // The file system takes no such names.
      this.skip();
    }
    const reading = await readOnce(bad.options);
    assertCalls(reading, 0);
    assert.match(problemOf(reading, /cannot be read/, [bad.folder]).message, /^2 /);
  });

  it("shows an empty home, one that does not exist and one that is a file as holding no logs", async () => {
    const empty = new BadHome({ isEmpty: true });
    try {
      const missing = await readOnce(empty.options);
      assert.deepEqual([missing.calls, missing.problems], [0, []]);
      assert.ok(missing.roots.every((root) => root.state === "missing"));
      const isFile = join(empty.folder, "file");
      writeFileSync(isFile, "");
      const file = await readOnce({ ...empty.options, home: isFile });
      assert.deepEqual([file.calls, file.problems], [0, []]);
      assert.ok(file.roots.every((root) => root.state === "missing"));
    } finally {
      empty.dispose();
    }
  });

  it("tells of extra folders that are missing or files, and counts the rest", async () => {
    const log = bad.writeClaude("other.jsonl", claudeCall("other"));
    const missing = join(bad.folder, "missing");
    const extraRoots = { claudeCode: [missing, log, "", "\0", "relative", "x".repeat(5_000)], codex: [log] };
    const reading = await readOnce({ ...bad.options, extraRoots });
    assertCalls(reading, 1);
    assert.equal(reading.roots.find((root) => root.path === missing)?.state, "missing");
    assert.equal(reading.roots.find((root) => root.path.endsWith("other.jsonl"))?.logs, 0);
    problemOf(reading, /tokenLegend\.extraRoots/, [bad.folder, "missing", "relative"]);
  });

  it("keeps what it counted when a whole root is gone, and counts on when it is back", async () => {
    assertCalls(await readOnce(bad.options), 0);
    const away = join(bad.folder, "away");
    renameSync(bad.claudeFolder, away);
    assertCalls(await readOnce(bad.options), 0);
    renameSync(away, bad.claudeFolder);
    bad.writeClaude("new.jsonl", claudeCall("new"));
    assertCalls(await readOnce(bad.options), 1);
  });
});
