import assert from "node:assert/strict";
import { appendFileSync, closeSync, openSync, writeSync } from "node:fs";
import { zstdCompressSync } from "node:zlib";
import {
  BadHome,
  CALL_TOKENS,
  claudeCall,
  claudeLine,
  HEALTHY_CALLS,
  HEALTHY_TOKENS,
} from "../../../support/badHome.ts";
import { MeterProcess } from "../../../support/badHomeProcess.ts";
import type { Reading } from "../../../support/badHomeReading.ts";

const MIB = 1024 * 1024;
const HUGE_BYTES = 200 * MIB;
/** What reading may take besides what the meter takes anyway, however long a line is. */
const MOST_BYTES = 150 * MIB;

describe("lines without an end", function () {
  this.timeout(240_000);

  let bad: BadHome;
  let child: MeterProcess;

  beforeEach(() => {
    bad = new BadHome();
    child = new MeterProcess(bad.options);
  });

  afterEach(async () => {
    await child.kill();
    bad.dispose();
  });

  function assertCalls(reading: Reading, calls: number): void {
    assert.equal(reading.calls, HEALTHY_CALLS + calls);
    assert.equal(reading.tokens, HEALTHY_TOKENS + calls * CALL_TOKENS);
    assert.deepEqual(reading.problems, []);
  }

  /** Scans and answers with what it took of memory at its peak above the peak of a scan of the healthy logs. */
  async function readBounded(write: () => void): Promise<Reading> {
    const before = await child.ask({ do: "scan" });
    assert.ok(before.ok, JSON.stringify(before));
    write();
    const after = await child.ask({ do: "scan" });
    assert.ok(after.ok, JSON.stringify(after));
    const tookBytes = after.peakBytes - before.peakBytes;
    assert.ok(tookBytes < MOST_BYTES, `It took ${Math.round(tookBytes / MIB)} MiB`);
    return after.reading;
  }

  /** A line that begins like a call and goes on for 200 MiB. */
  function writeHuge(path: string, end: string): void {
    const [head] = claudeLine("huge", { message: { content: "HERE" } }).split("HERE");
    const file = openSync(path, "a");
    writeSync(file, head ?? "");
    const text = Buffer.alloc(MIB, "a");
    for (let written = 0; written < HUGE_BYTES; written += text.length) writeSync(file, text);
    writeSync(file, end);
    closeSync(file);
  }

  for (const tool of ["claudeCode", "codex"] as const) {
    it(`skips one of 200 MB with its newline in a log of ${tool}, says so, and counts what is around it`, async () => {
      const around = tool === "claudeCode" ? 2 : 0;
      const reading = await readBounded(() => {
        const write = tool === "claudeCode" ? bad.writeClaude.bind(bad) : bad.writeCodex.bind(bad);
        const log = write("huge.jsonl", around > 0 ? claudeCall("before") : "");
        writeHuge(log, '"}}\n');
        if (around > 0) appendFileSync(log, claudeCall("after"));
      });
      assertCalls(reading, around);
      assert.deepEqual(reading.skipped[tool], { "line-too-long": 1 });
    });
  }

  it("counts what is before one of 200 MB without a newline, says so, and goes on behind it once it has ended", async () => {
    let log = "";
    const reading = await readBounded(() => {
      log = bad.writeClaude("huge.jsonl", claudeCall("before"));
      writeHuge(log, "");
    });
    assertCalls(reading, 1);
    assert.deepEqual(reading.skipped["claudeCode"], { "line-too-long": 1 });
    appendFileSync(log, `"}}\n${claudeCall("after")}`);
    const after = await child.read();
    assertCalls(after, 2);
    assert.deepEqual(after.skipped["claudeCode"], { "line-too-long": 1 });
  });

  it("counts a long call, up to what is read of a line", async () => {
    const reading = await readBounded(() => {
      bad.writeClaude(
        "long.jsonl",
        claudeCall("before") + claudeCall("long", { message: { content: "x".repeat(20 * MIB) } }) + claudeCall("after"),
      );
    });
    assertCalls(reading, 3);
  });

  it("skips one of 200 MB in a compressed log, says so, and counts what is around it", async () => {
    const reading = await readBounded(() => {
      const huge = Buffer.concat([Buffer.alloc(HUGE_BYTES, "a"), Buffer.from("\n")]);
      const around = claudeCall("before");
      bad.writeClaude(
        "huge.jsonl.zst",
        zstdCompressSync(Buffer.concat([Buffer.from(around), huge, Buffer.from(claudeCall("after"))])),
      );
    });
    assertCalls(reading, 2);
    assert.deepEqual(reading.skipped["claudeCode"], { "line-too-long": 1 });
  });

  it("reads a log of nothing but newlines, NUL bytes and brackets", async () => {
    const reading = await readBounded(() => {
      const log = bad.writeCodex("nothing.jsonl", "");
      const file = openSync(log, "a");
      const piece = Buffer.concat([
        Buffer.alloc(MIB, "\n"),
        Buffer.alloc(MIB),
        Buffer.alloc(MIB, "["),
        Buffer.from("\n"),
      ]);
      for (let written = 0; written < 15 * MIB; written += piece.length) writeSync(file, piece);
      closeSync(file);
    });
    assertCalls(reading, 0);
    assert.ok((reading.skipped["codex"]?.["malformed"] ?? 0) > 0);
  });
});
