import assert from "node:assert/strict";
import { assertConsistent } from "../../../support/assertConsistent.ts";
import {
  BadHome,
  CALL_TOKENS,
  claudeCall,
  claudeLine,
  codexLog,
  CODEX_USAGE,
  HEALTHY_CALLS,
  HEALTHY_TOKENS,
} from "../../../support/badHome.ts";
import { readMeter, readOnce, type Reading } from "../../../support/badHomeReading.ts";
import { openMeter } from "../../../../src/worker/openMeter.ts";

const BYTE_ORDER_MARK = "\ufeff";
const NO_UTF8 = Buffer.from([0xff, 0xc3, 0x28, 0xed, 0xa0, 0x80, 0xf8]);

describe("encodings of logs that are not as they should be", () => {
  let bad: BadHome;

  beforeEach(() => {
    bad = new BadHome();
  });

  afterEach(() => bad.dispose());

  function assertCalls(reading: Reading, calls: number): void {
    assert.equal(reading.calls, HEALTHY_CALLS + calls);
    assert.equal(reading.tokens, HEALTHY_TOKENS + calls * CALL_TOKENS);
    assert.deepEqual(reading.problems, []);
  }

  it("counts a call beside bytes that are no UTF-8", async () => {
    const line = claudeLine("no-utf8", { message: { content: "HERE" } }).split("HERE");
    bad.writeClaude("no-utf8.jsonl", Buffer.concat([Buffer.from(line[0] ?? ""), NO_UTF8, Buffer.from(`${line[1]}\n`)]));
    const reading = await readOnce(bad.options);
    assertCalls(reading, 1);
    assert.deepEqual(reading.skipped["claudeCode"], {});
  });

  it("counts a call once though its ids hold bytes that are no UTF-8, half a character or a NUL", async () => {
    const broken = claudeLine("HERE").split("HERE");
    const parts = broken.flatMap((part, index) => (index === 0 ? [Buffer.from(part)] : [NO_UTF8, Buffer.from(part)]));
    const line = Buffer.concat([...parts, Buffer.from("\n")]);
    const halves = claudeCall("HERE").replaceAll("HERE", "\\ud83d");
    const nuls = claudeCall("HERE").replaceAll("HERE", "\\u0000a") + claudeCall("HERE").replaceAll("HERE", "\\u0000b");
    bad.writeClaude("ids.jsonl", Buffer.concat([line, Buffer.from(halves), Buffer.from(nuls)]));
    const meter = openMeter(bad.options);
    try {
      assertCalls(await readMeter(meter), 4);
      bad.writeClaude("ids-again.jsonl", Buffer.concat([line, Buffer.from(halves), Buffer.from(nuls)]));
      assertCalls(await readMeter(meter), 4);
      await meter.rescan();
      assertCalls(await readMeter(meter), 4);
    } finally {
      meter.close();
    }
    bad.look((database, pricer) => assertConsistent(database, pricer));
  });

  it("counts what follows a block of NUL bytes, as a crash leaves it, and tells of the line that began in it", async () => {
    const nuls = Buffer.alloc(8192);
    bad.writeClaude(
      "nul.jsonl",
      Buffer.concat([
        Buffer.from(claudeCall("before")),
        nuls,
        Buffer.from(claudeCall("at")),
        Buffer.from(claudeCall("after")),
      ]),
    );
    const reading = await readOnce(bad.options);
    assertCalls(reading, 3);
  });

  it("counts logs that start with a byte order mark, also one in their middle", async () => {
    bad.writeClaude("bom.jsonl", `${BYTE_ORDER_MARK}${claudeCall("first")}${BYTE_ORDER_MARK}${claudeCall("second")}`);
    bad.writeCodex(
      "bom.jsonl",
      `${BYTE_ORDER_MARK}${codexLog("bom-thread", [{ ...CODEX_USAGE, input_tokens: 1_000, cached_input_tokens: 0, output_tokens: 100 }])}`,
    );
    assertCalls(await readOnce(bad.options), 3);
  });

  it("counts logs whose lines end in CR LF, also when they grow", async () => {
    const windows = (text: string): string => text.replaceAll("\n", "\r\n");
    bad.writeClaude("crlf.jsonl", windows(claudeCall("first")));
    const meter = openMeter(bad.options);
    try {
      assertCalls(await readMeter(meter), 1);
      bad.writeClaude("crlf.jsonl", windows(claudeCall("first") + claudeCall("second")));
      bad.writeCodex("crlf.jsonl", windows(codexLog("crlf", [{ input_tokens: 1_000, output_tokens: 100 }])));
      const reading = await readMeter(meter);
      assertCalls(reading, 3);
      for (const [tool, skipped] of Object.entries(reading.skipped)) assert.deepEqual(skipped, {}, tool);
    } finally {
      meter.close();
    }
  });
});
