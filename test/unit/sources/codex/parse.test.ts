import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { SkipCounts, UsageRecord } from "../../../../src/core/usageRecord.ts";
import { codexParser } from "../../../../src/sources/codex/parse.ts";
import { FIXTURES, readFixtures } from "./fixtures.ts";
import { at, count, line, meta, parseRollout, THREAD, turn, usage, usageRecord, type Use } from "./rollout.ts";

const FIRST: Use = [1000, 600, 50, 20];
const SECOND: Use = [1500, 1200, 70, 0];
const BOTH: Use = [2500, 1800, 120, 20];

const output = line(3, "response_item", { type: "function_call_output", output: '{"type":"token_count"}{"a":"}{"}' });
const ROLLOUT =
  meta({ cwd: "/home/ann/shop" }) +
  turn({ turn_id: THREAD }) +
  line(1, "event_msg", { type: "user_message", message: "größer als zuvor, 日本語" }) +
  count(1, FIRST, FIRST) +
  output +
  count(2, FIRST, FIRST) +
  count(2, SECOND, BOTH) +
  count(3, undefined, [2600, 1800, 130, 20]) +
  usageRecord(4, "resp_1", FIRST) +
  "torn {\n" +
  line(5, "event_msg", { type: "agent_message", message: "done" });

describe("the parser of Codex logs", () => {
  it("reads every line in whatever order its fields are", () => {
    const info = { last_token_usage: usage(FIRST), total_token_usage: usage(FIRST) };
    const told = JSON.stringify({ payload: { info, type: "token_count" }, type: "event_msg", timestamp: at(1) });
    const spaced = JSON.stringify(
      { type: "event_msg", timestamp: at(1), payload: { type: "token_count", info } },
      null,
      1,
    );
    for (const text of [told, spaced.replaceAll("\n", " ")]) {
      assert.deepEqual(parseRollout(`${text}\n`).records, parseRollout(count(1, FIRST, FIRST)).records);
    }
  });

  it("finds a record behind another on one line, whatever the first one is", () => {
    const second = count(1, FIRST, FIRST);
    for (const first of [output, turn(), count(0, SECOND, SECOND)]) {
      const glued = first.trimEnd() + second;
      assert.deepEqual(parseRollout(glued).records, parseRollout(first + second).records);
    }
  });

  it("is not misled by records quoted in a text", () => {
    const quoted = line(1, "response_item", { type: "message", content: count(1, FIRST, FIRST) });
    assert.deepEqual(parseRollout(quoted), { ...parseRollout(""), records: [], skipped: {} });
  });

  it("reads a last line that has no newline yet", () => {
    assert.equal(parseRollout(count(1, FIRST, FIRST).trimEnd()).records.length, 1);
  });

  it("reads logs with carriage returns, empty lines and a byte order mark", () => {
    const text = `\uFEFF${(meta() + count(1, FIRST, FIRST)).replaceAll("\n", "\r\n\r\n")}`;
    const { records, skipped } = parseRollout(text);
    assert.deepEqual([records.length, skipped], [2, {}]);
  });

  it("counts lines it cannot read and goes on", () => {
    const { records, skipped } = parseRollout(`nonsense\n[1]\n{"type":"event_\n${count(1, FIRST, FIRST)}`);
    assert.deepEqual([records.length, skipped], [1, { malformed: 3 }]);
  });

  it("passes lines of known types without a payload", () => {
    for (const type of ["session_meta", "turn_context", "event_msg", "response_item"]) {
      assert.deepEqual(parseRollout(`{"timestamp":"${at(1)}","type":"${type}","payload":null}\n`).skipped, {});
    }
    assert.deepEqual(parseRollout(`{"type":"token_usage_record"}\n`).skipped, { "wrong-type": 1 });
  });

  it("keeps nothing of the buffer it was given", () => {
    const buffer = Buffer.from(ROLLOUT);
    const parsed = parseRollout(buffer);
    const before = JSON.stringify(parsed);
    buffer.fill(0);
    assert.equal(JSON.stringify(parsed), before);
  });

  it("gives the same records in any pieces, with its state stored in between", () => {
    const whole = parseInPieces(ROLLOUT, []);
    assert.equal(whole.records.length, 6);
    const lines = ROLLOUT.split("\n").length;
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(lines), { maxLength: 6 }), (cuts) => {
        assert.deepEqual(parseInPieces(ROLLOUT, cuts), whole);
      }),
    );
  });

  it("never throws on bytes of any kind", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(4000), fc.nat(4000), (noise, from, to) => {
        const bytes = Buffer.from(ROLLOUT);
        parseRollout(Buffer.from(noise));
        parseRollout(bytes.subarray(from % bytes.length, to % bytes.length));
        Buffer.from(noise).copy(bytes, from % bytes.length);
        parseRollout(bytes);
      }),
    );
  });

  it("never throws on damaged logs of other makers' tests", function () {
    const logs = readFixtures();
    if (logs.length === 0) this.skip();
    fc.assert(
      fc.property(fc.constantFrom(...logs), fc.nat(), fc.nat(255), fc.nat(), (log, place, byte, cut) => {
        const damaged = Buffer.from(log.bytes);
        damaged[place % damaged.length] = byte;
        parseRollout(damaged.subarray(0, cut % damaged.length), log.relativePath);
        parseRollout(damaged, log.relativePath);
      }),
      { numRuns: 300 },
    );
  });

  it("gives the same records in any pieces of other makers' fixtures", function () {
    const logs = readFixtures();
    if (logs.length === 0) this.skip();
    for (const { bytes } of logs) {
      const text = bytes.toString("utf8");
      const cuts = text.split("\n").keys();
      assert.deepEqual(parseInPieces(text, [...cuts]), parseInPieces(text, []), FIXTURES);
    }
  });
});

/** Cuts after the numbered lines, and passes the state on as it is saved. */
function parseInPieces(text: string, cuts: readonly number[]): { records: UsageRecord[]; skipped: SkipCounts } {
  const lines = text.split(/(?<=\n)/);
  let state = codexParser.start({ relativePath: "rollout.jsonl" });
  const records: UsageRecord[] = [];
  const skipped: Record<string, number> = {};
  const bounds = [0, ...cuts.toSorted((a, b) => a - b), lines.length];
  for (const [index, start] of bounds.slice(0, -1).entries()) {
    const piece = lines.slice(start, bounds[index + 1]).join("");
    const parsed = codexParser.parse(state, Buffer.from(piece));
    const restored: unknown = JSON.parse(JSON.stringify(parsed.state));
    assert.deepEqual(restored, parsed.state);
    state = parsed.state;
    records.push(...parsed.records);
    for (const [reason, count_] of Object.entries(parsed.skipped)) skipped[reason] = (skipped[reason] ?? 0) + count_;
  }
  return { records, skipped };
}
