import assert from "node:assert/strict";
import { SOURCES } from "../../../../src/sources/registry.ts";
import { openMeter } from "../../../../src/worker/openMeter.ts";
import { LedgerOpener } from "../../../../src/worker/ledger/ledger.ts";
import { LocalMeter } from "../../../../src/worker/localMeter.ts";
import { createPricer } from "../../../../src/core/prices/createPricer.ts";
import { assertConsistent } from "../../../support/assertConsistent.ts";
import { lengthCounter } from "../../../support/lengthCounter.ts";
import { BadHome, CALL_TOKENS, claudeCall, codexLog, HEALTHY_CALLS, HEALTHY_TOKENS } from "../../../support/badHome.ts";
import { readMeter, readOnce } from "../../../support/badHomeReading.ts";

const IN_2031 = "2031-03-01T00:00:00.000Z";
const DAY_MS = 24 * 60 * 60 * 1000;

describe("records that cannot be true", () => {
  let bad: BadHome;

  beforeEach(() => {
    bad = new BadHome();
  });

  afterEach(() => bad.dispose());

  /** A meter whose clock shows what `nowMs` answers. */
  function openAt(nowMs: () => number): LocalMeter {
    const owner = { id: "bad-input", pid: process.pid, host: "here" };
    const opener = new LedgerOpener(bad.ledgerFile, owner, createPricer(), nowMs);
    return new LocalMeter(bad.options, SOURCES, opener, lengthCounter, nowMs);
  }

  it("sets negative, absurd and misdated calls aside with the reason and counts the others", async () => {
    bad.writeClaude(
      "implausible.jsonl",
      [
        claudeCall("negative", { usage: { input_tokens: -5, output_tokens: 7 } }),
        claudeCall("absurd", { usage: { input_tokens: 5, output_tokens: 9e12 } }),
        claudeCall("future", { at: IN_2031 }),
        claudeCall("past", { at: "1999-12-31T00:00:00.000Z" }),
        claudeCall("plausible"),
      ].join(""),
    );
    bad.writeCodex(
      "implausible.jsonl",
      codexLog("implausible", [{ input_tokens: -5, output_tokens: 7 }, { input_tokens: 9e12 }, { output_tokens: 3 }]) +
        codexLog("implausible", [{ output_tokens: 11 }], IN_2031)
          .split("\n")
          .slice(2)
          .join("\n")
          .replace("resp_0", "resp_9"),
    );
    const reading = await readOnce(bad.options);
    assert.equal(reading.calls, HEALTHY_CALLS + 2);
    assert.equal(reading.tokens, HEALTHY_TOKENS + CALL_TOKENS + 3);
    assert.deepEqual(reading.setAside, {
      records: 7,
      tokens: 7 + (9e12 + 5) + CALL_TOKENS + CALL_TOKENS + 7 + 9e12 + 11,
      reasons: { negative: 2, absurd: 2, future: 2, "before-2022": 1 },
    });
    assert.deepEqual(reading.problems, []);
    for (const [tool, skipped] of Object.entries(reading.skipped)) assert.deepEqual(skipped, {}, tool);
    bad.look(assertConsistent);
  });

  it("says of each once what is set aside, whichever logs repeat it and however often they are read", async () => {
    const call = claudeCall("absurd", { usage: { output_tokens: 9e12 } });
    bad.writeClaude("one.jsonl", call);
    bad.writeClaude("other.jsonl", call);
    const meter = openMeter(bad.options);
    try {
      await readMeter(meter);
      await meter.rescan();
      assert.deepEqual((await readMeter(meter)).setAside, { records: 1, tokens: 9e12, reasons: { absurd: 1 } });
    } finally {
      meter.close();
    }
  });

  it("shows numbers beyond all bounds without failing over their sum", async () => {
    const calls = Array.from({ length: 1_100 }, (_, index) =>
      claudeCall(`endless-${index}`, { usage: { input_tokens: 1e300, output_tokens: -1e300 } }).concat(
        claudeCall(`vast-${index}`, { usage: { input_tokens: Number.MAX_SAFE_INTEGER, output_tokens: 1e308 } }),
      ),
    );
    bad.writeClaude("endless.jsonl", calls.join(""));
    const reading = await readOnce(bad.options);
    assert.equal(reading.tokens, HEALTHY_TOKENS);
    assert.deepEqual(reading.setAside.reasons, { absurd: 1_100, negative: 1_100 });
    assert.ok(Number.isSafeInteger(reading.setAside.tokens));
  });

  it("adds up calls that are just below absurd, however many there are", async () => {
    const most = 100_000_000;
    const usage = {
      input_tokens: most,
      cache_read_input_tokens: most,
      cache_creation_input_tokens: most,
      output_tokens: most,
    };
    const calls = Array.from({ length: 4_000 }, (_, index) => claudeCall(`big-${index}`, { usage }));
    bad.writeClaude("big.jsonl", calls.join(""));
    const reading = await readOnce(bad.options);
    assert.equal(reading.calls, HEALTHY_CALLS + 4_000);
    assert.equal(reading.tokens, HEALTHY_TOKENS + 4_000 * 4 * most);
    assert.deepEqual(reading.setAside, { records: 0, tokens: 0, reasons: {} });
  });

  it("counts a call from the future once its time has come, and only once", async () => {
    const log = bad.writeClaude("future.jsonl", claudeCall("future", { at: IN_2031 }));
    let nowMs = Date.now();
    const meter = openAt(() => nowMs);
    try {
      const before = await readMeter(meter);
      assert.equal(before.calls, HEALTHY_CALLS);
      assert.deepEqual(before.setAside, { records: 1, tokens: CALL_TOKENS, reasons: { future: 1 } });
      nowMs = Date.parse(IN_2031);
      const after = await readMeter(meter);
      assert.equal(after.calls, HEALTHY_CALLS + 1);
      assert.equal(after.tokens, HEALTHY_TOKENS + CALL_TOKENS);
      assert.deepEqual(after.setAside, { records: 0, tokens: 0, reasons: {} });
      await meter.rescan();
      assert.equal((await readMeter(meter)).calls, HEALTHY_CALLS + 1);
    } finally {
      meter.close();
    }
    assert.ok(log.endsWith("future.jsonl"));
    bad.look(assertConsistent);
  });

  it("counts a call from the future when its time has come though its log is gone by then", async () => {
    const log = bad.writeClaude("future.jsonl", claudeCall("future", { at: IN_2031 }));
    let nowMs = Date.now();
    const meter = openAt(() => nowMs);
    try {
      await readMeter(meter);
      bad.remove(log);
      nowMs = Date.parse(IN_2031) + 3_600_000;
      assert.equal((await readMeter(meter)).calls, HEALTHY_CALLS + 1);
    } finally {
      meter.close();
    }
  });

  it("loses nothing, doubles nothing and goes on counting when the clock is set back", async () => {
    let nowMs = Date.now();
    const meter = openAt(() => nowMs);
    const other = openAt(() => nowMs);
    try {
      assert.equal((await readMeter(meter)).calls, HEALTHY_CALLS);
      nowMs -= 30 * DAY_MS;
      const earlier = await readMeter(meter);
      assert.equal(earlier.by, "this-process");
      assert.equal(earlier.calls, HEALTHY_CALLS);
      bad.writeClaude("earlier.jsonl", claudeCall("earlier", { at: new Date(nowMs).toISOString() }));
      assert.equal((await readMeter(meter)).calls, HEALTHY_CALLS + 1);
      await meter.rescan();
      const rescanned = await readMeter(meter);
      assert.equal(rescanned.calls, HEALTHY_CALLS + 1);
      assert.deepEqual(rescanned.setAside, { records: 0, tokens: 0, reasons: {} }, "What is counted is not set aside");
      nowMs += 30 * DAY_MS;
      assert.equal((await readMeter(meter)).calls, HEALTHY_CALLS + 1);
    } finally {
      meter.close();
      other.close();
    }
    bad.look(assertConsistent);
  });

  it("takes over the lease of a process that wrote before the clock was set back", async () => {
    let nowMs = Date.now();
    const meter = openAt(() => nowMs);
    const options = bad.options;
    const owner = { id: "successor", pid: process.pid, host: "here" };
    const clock = (): number => nowMs;
    const successor = new LocalMeter(
      options,
      SOURCES,
      new LedgerOpener(bad.ledgerFile, owner, createPricer(), clock),
      lengthCounter,
      clock,
    );
    try {
      await readMeter(meter);
      nowMs -= DAY_MS;
      assert.equal((await readMeter(successor)).by, "this-process");
    } finally {
      meter.close();
      successor.close();
    }
  });
});
