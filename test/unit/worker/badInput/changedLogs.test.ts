import assert from "node:assert/strict";
import { appendFileSync, copyFileSync, renameSync, statSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { zstdCompressSync } from "node:zlib";
import type { LocalMeter } from "../../../../src/worker/localMeter.ts";
import { openMeter } from "../../../../src/worker/openMeter.ts";
import { assertConsistent } from "../../../support/assertConsistent.ts";
import {
  BadHome,
  CALL_TOKENS,
  claudeCall,
  claudeLine,
  HEALTHY_CALLS,
  HEALTHY_TOKENS,
} from "../../../support/badHome.ts";
import { readMeter, type Reading } from "../../../support/badHomeReading.ts";

const ZST_CALLS = 1_000;

describe("logs that change in other ways than by growing", () => {
  let bad: BadHome;
  let meter: LocalMeter;
  let log: string;

  beforeEach(async () => {
    bad = new BadHome();
    meter = openMeter(bad.options);
    log = bad.writeClaude("log.jsonl", claudeCall("one") + claudeCall("two"));
    assertCalls(await readMeter(meter), 2);
  });

  afterEach(() => {
    meter.close();
    bad.look(assertConsistent);
    bad.dispose();
  });

  function assertCalls(reading: Reading, calls: number): void {
    assert.equal(reading.calls, HEALTHY_CALLS + calls);
    assert.equal(reading.tokens, HEALTHY_TOKENS + calls * CALL_TOKENS);
    assert.deepEqual(reading.problems, []);
  }

  it("keeps what was counted of a log that is cut off, and counts what is written to it then", async () => {
    truncateSync(log, 10);
    assertCalls(await readMeter(meter), 2);
    writeFileSync(log, claudeCall("three"));
    assertCalls(await readMeter(meter), 3);
    truncateSync(log, 0);
    assertCalls(await readMeter(meter), 3);
  });

  it("counts a log that was cut off and has grown beyond its old size before it is looked at", async () => {
    truncateSync(log, 0);
    appendFileSync(log, claudeCall("three") + claudeCall("four") + claudeCall("five"));
    assertCalls(await readMeter(meter), 5);
  });

  it("counts a log that was rotated: the old one under another name, a new one in its place", async () => {
    renameSync(log, `${log}.1`);
    writeFileSync(log, claudeCall("three"));
    assertCalls(await readMeter(meter), 3);
  });

  it("counts a log once that was renamed, copied or compressed", async () => {
    renameSync(log, log.replace("log", "renamed"));
    copyFileSync(log.replace("log", "renamed"), log.replace("log", "copied"));
    bad.writeClaude("compressed.jsonl.zst", zstdCompressSync(claudeCall("one") + claudeCall("two")));
    assertCalls(await readMeter(meter), 2);
  });

  it("counts a log that was replaced by another one of the same size and time", async () => {
    const { mtime, atime, size } = statSync(log);
    const other = join(bad.folder, "other");
    writeFileSync(other, claudeCall("abc") + claudeCall("def"));
    assert.equal(statSync(other).size, size);
    utimesSync(other, atime, mtime);
    renameSync(other, log);
    assertCalls(await readMeter(meter), 4);
  });

  it("counts a log that was rewritten in place with the same size", async () => {
    writeFileSync(log, claudeCall("abc") + claudeCall("def"));
    assertCalls(await readMeter(meter), 4);
  });

  it("counts at the next rescan what was rewritten in place between a log's ends", async () => {
    const [first, last] = [claudeCall("first"), claudeCall("last")];
    writeFileSync(log, first + claudeCall("abc") + last);
    assertCalls(await readMeter(meter), 5);
    writeFileSync(log, first + claudeCall("def") + last);
    await meter.rescan();
    assertCalls(await readMeter(meter), 6);
  });

  it("counts a log whose start was taken away, as some tools do to keep it small", async () => {
    writeFileSync(log, claudeCall("two") + claudeCall("three"));
    assertCalls(await readMeter(meter), 3);
  });

  it("counts a call once when its half-written line is ended, also where other bytes end it than it was begun for", async () => {
    const line = claudeLine("three");
    appendFileSync(log, line.slice(0, 200));
    const half = await readMeter(meter);
    assertCalls(half, 2);
    assert.deepEqual(half.skipped["claudeCode"], {}, "A line that is being written is no fault");
    appendFileSync(log, line.slice(200));
    assertCalls(await readMeter(meter), 3);
    appendFileSync(log, `\n${claudeLine("four").slice(0, 300)}`);
    assertCalls(await readMeter(meter), 3);
    appendFileSync(log, `\n${claudeCall("five")}`);
    const torn = await readMeter(meter);
    assertCalls(torn, 4);
  });

  it("keeps what was counted of logs whose time is in the future, the past or nowhere", async () => {
    for (const at of [new Date("2100-01-01"), new Date(0), new Date(-1_000), new Date("1901-01-01")]) {
      appendFileSync(log, claudeCall(`at-${at.getTime()}`));
      utimesSync(log, at, at);
      await readMeter(meter);
    }
    assertCalls(await readMeter(meter), 6);
  });

  it("counts both when a log is replaced while it is read", async () => {
    const other = join(bad.folder, "other");
    const count = 9_000;
    const calls = (name: string): string =>
      Array.from({ length: count }, (_, i) => claudeCall(`${name}-${i}`)).join("");
    writeFileSync(other, calls("other"));
    writeFileSync(log, calls("first"));
    let isReplaced = false;
    const during = await readMeter(meter, () => {
      if (!isReplaced) renameSync(other, log);
      isReplaced = true;
    });
    assert.ok(during.calls >= HEALTHY_CALLS + 2);
    assertCalls(await readMeter(meter), 2 + 2 * count);
  });

  it("goes on when a log is cut off while it is read", async () => {
    const count = 9_000;
    writeFileSync(log, Array.from({ length: count }, (_, index) => claudeCall(`first-${index}`)).join(""));
    const during = await readMeter(meter, () => truncateSync(log, 1_000));
    assert.ok(during.calls > HEALTHY_CALLS + 2);
    appendFileSync(log, `\n${claudeCall("after")}`);
    assert.equal((await readMeter(meter)).calls, during.calls + 1);
  });
});

describe("compressed logs that are not as they should be", () => {
  let bad: BadHome;

  beforeEach(() => {
    bad = new BadHome();
  });

  afterEach(() => bad.dispose());

  const whole = zstdCompressSync(
    Array.from({ length: ZST_CALLS }, (_, index) =>
      claudeCall(`zst-${index}`, { line: { gitBranch: `b-${index}` } }),
    ).join(""),
  );

  async function readTwice(content: Uint8Array, name = "log.jsonl.zst"): Promise<Reading> {
    const path = bad.writeClaude(name, content);
    const meter = openMeter(bad.options);
    try {
      const first = await readMeter(meter);
      const again = await readMeter(meter);
      assert.deepEqual({ ...again, newCalls: 0 }, { ...first, newCalls: 0 });
      // The tool has finished writing it.
      writeFileSync(path, whole);
      assert.equal((await readMeter(meter)).calls, HEALTHY_CALLS + ZST_CALLS);
      return first;
    } finally {
      meter.close();
      bad.look(assertConsistent);
    }
  }

  it("counts what can be read of a half-written one, says so, and all of it once it is whole", async () => {
    const reading = await readTwice(whole.subarray(0, whole.length / 2));
    assert.ok(reading.calls >= HEALTHY_CALLS && reading.calls < HEALTHY_CALLS + ZST_CALLS);
    assert.deepEqual(reading.skipped["claudeCode"], { malformed: 1 });
    assert.deepEqual(reading.problems, []);
  });

  for (const [name, content] of [
    ["of garbage", Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 7_919) & 0xff))],
    ["that is not compressed at all", Buffer.from(claudeCall("plain"))],
    [
      "with garbage in its middle",
      Buffer.concat([whole.subarray(0, 2_000), Buffer.alloc(500, 0x11), whole.subarray(2_500)]),
    ],
    ["of a few bytes", whole.subarray(0, 3)],
  ] as const) {
    it(`counts the other logs beside one ${name}, and says so`, async () => {
      const reading = await readTwice(content);
      assert.ok(reading.calls >= HEALTHY_CALLS);
      assert.equal(reading.tokens, HEALTHY_TOKENS + (reading.calls - HEALTHY_CALLS) * CALL_TOKENS);
      assert.deepEqual(reading.skipped["claudeCode"], { malformed: 1 });
      assert.deepEqual(reading.problems, []);
    });
  }

  it("counts the other logs beside an empty one", async () => {
    const reading = await readTwice(Buffer.alloc(0));
    assert.equal(reading.calls, HEALTHY_CALLS);
  });

  it("counts one with garbage behind its end as far as it goes", async () => {
    const reading = await readTwice(Buffer.concat([whole, Buffer.from("garbage behind the end")]));
    assert.equal(reading.calls, HEALTHY_CALLS + ZST_CALLS);
  });
});
