import assert from "node:assert/strict";
import * as fc from "fast-check";
import { QuickLine } from "../../../../src/sources/codex/quickLine.ts";
import { readFixtures } from "./fixtures.ts";
import { at, line, meta, PARENT, parseRollout, THREAD, turn } from "./rollout.ts";

const USAGE =
  '{"input_tokens":1200,"cached_input_tokens":600,"cache_write_input_tokens":0,"output_tokens":50,' +
  '"reasoning_output_tokens":20,"total_tokens":1250}';
const LIMITS = '{"limit_id":"codex","primary":{"used_percent":12.5,"window_minutes":300},"credits":null,"full":false}';

/** Lines as Codex writes them, without their newline. */
const HEAD = `{"timestamp":"${at(1)}",`;
const INFO = `{"total_token_usage":${USAGE},"last_token_usage":${USAGE},"model_context_window":272000}`;
const COUNT = `${HEAD}"type":"event_msg","payload":{"type":"token_count","info":${INFO},"rate_limits":${LIMITS}}}`;
const IDS = `"thread_id":"${THREAD}","session_id":"${THREAD}","turn_id":"t1","response_id":"resp_1"`;
const MORE = `"turn_token_usage":${USAGE},"thread_token_usage":${USAGE}`;
const RECORD = `${HEAD}"type":"token_usage_record","payload":{${IDS},"usage":${USAGE},${MORE}}}`;
const NUMBERED = COUNT.replace('"type"', '"ordinal":7,"type"');
const USUAL = [COUNT, NUMBERED, RECORD, RECORD.replace(`,${MORE}`, ""), COUNT.replace(`,"rate_limits":${LIMITS}`, "")];

function readQuickly(text: string): ReturnType<QuickLine["read"]> {
  const bytes = Buffer.from(text);
  return new QuickLine(bytes).read(0, bytes.length);
}

/** The same where no line is usual: a space at its end changes nothing in JSON. */
function parseWhole(text: string): ReturnType<typeof parseRollout> {
  return parseRollout(text.replaceAll(/(?<=[^\n])(?=\n|$)/g, " "));
}

function assertSameAsWhole(text: string): void {
  assert.deepEqual(parseRollout(text), parseWhole(text), text);
}

/** What may be put in place of another piece, or between two pieces, of a line. */
const PIECES = [
  ...["last_token_usage", "total_token_usage", "usage", "info"].map((key) => `"${key}":${USAGE},`),
  ...'"model":"gpt-9", "ordinal":3, "x":{"a":[1]}, "info":null, "type":"user_message", "payload":null,'.split(" "),
  ...`"thread_id":"${PARENT}", "session_id":"${PARENT}", "timestamp":"2026-01-01T00:00:00Z",`.split(" "),
  ...'{ } }{ [ ] , : " \\ \t \r \0 null true - . 0 5 e3 é 日本 {} [] "" \\n \\" }} }}} "\\u0061":1,'.split(" "),
  ...'1234567890123456 -0 -12 1.0 1e3 007 "12"'.split(" "),
  " ",
];

/** A usual line with a few pieces put in, cut out or changed for others at any of its joints. */
const oddLines = fc
  .tuple(
    fc.constantFrom(...USUAL),
    fc.array(fc.tuple(fc.nat(), fc.constantFrom("", ...PIECES), fc.nat(2)), { maxLength: 3 }),
  )
  .map(([text, edits]) => {
    const parts = text.split(/(?<=[{},:"])|(?=[{},:"])/);
    for (const [place, piece, cut] of edits) parts.splice(place % parts.length, cut, piece);
    return parts.join("");
  });

/** Members in any order, with usages that may lack any of theirs. */
const shuffledLines = fc
  .tuple(
    fc.dictionary(fc.constantFrom("input_tokens", "cached_input_tokens", "output_tokens", "total_tokens"), fc.nat(99)),
    fc.shuffledSubarray(["total_token_usage", "last_token_usage", "model", "model_context_window"]),
    fc.shuffledSubarray(["type", "info", "rate_limits", "thread_id"]),
    fc.shuffledSubarray(["timestamp", "type", "payload", "ordinal"]),
  )
  .map(([usage, infoKeys, payloadKeys, lineKeys]) => {
    const pick = (keys: readonly string[], values: Readonly<Record<string, unknown>>): object =>
      Object.fromEntries(keys.map((key) => [key, values[key]]));
    const info = pick(infoKeys, {
      total_token_usage: usage,
      last_token_usage: usage,
      model: "m",
      model_context_window: 1,
    });
    const payload = pick(payloadKeys, { type: "token_count", info, rate_limits: { a: { b: "c" } }, thread_id: THREAD });
    return JSON.stringify(pick(lineKeys, { timestamp: at(3), type: "event_msg", payload, ordinal: 12 }));
  });

describe("a quick look at a line", () => {
  it("gives what parsing a usual line gives, as far as it is looked at", () => {
    for (const text of USUAL) {
      const whole: unknown = JSON.parse(text);
      const quick: unknown = JSON.parse(JSON.stringify(readQuickly(text)));
      assert.partialDeepStrictEqual(whole, quick, text);
    }
    const usage: unknown = JSON.parse(USAGE);
    assert.deepEqual(readQuickly(NUMBERED), {
      timestamp: at(1),
      ordinal: 7,
      type: "event_msg",
      payload: { type: "token_count", info: { total_token_usage: usage, last_token_usage: usage } },
    });
    assert.deepEqual(readQuickly(RECORD), {
      timestamp: at(1),
      ordinal: undefined,
      type: "token_usage_record",
      payload: { thread_id: THREAD, session_id: THREAD, response_id: "resp_1", usage },
    });
  });

  it("tells the bulk of the lines by their beginning", () => {
    assert.equal(readQuickly(line(1, "response_item", { type: "message" }).trimEnd()), "response_item");
    assert.equal(readQuickly(line(1, "response_items", {}).trimEnd()), undefined);
  });

  it("leaves every line that tells more or is not whole to be parsed", () => {
    for (const text of [COUNT, RECORD]) {
      for (let end = 0; end < text.length; end++) assert.equal(readQuickly(text.slice(0, end)), undefined);
      assert.equal(readQuickly(text + text), undefined);
      assert.equal(readQuickly(`${text}\r`), undefined);
    }
    for (const [usual, odd] of [
      ['"model_context_window"', '"model"'],
      ['"rate_limits"', '"info"'],
      [LIMITS, "{,}"],
      [LIMITS, '{"a":01}'],
      [LIMITS, '{"a":1.}'],
      [LIMITS, '{"a":"\\x"}'],
      ["1200", "1.5"],
      ["1200", ""],
      ["1200", "01200"],
      ["1200", "1234567890123456"],
      ["600", "-600"],
    ] as const) {
      assert(COUNT.includes(usual));
      assert.equal(readQuickly(COUNT.replace(usual, odd)), undefined, odd);
    }
    assert.equal(readQuickly(RECORD.replace("resp_1", "")), undefined);
  });

  it("does not take the end of one line for that of another", () => {
    const torn = COUNT.slice(0, -2);
    const odd = COUNT.replace("12.5", "12,5");
    const others = [odd, odd, `${torn}]]`, `${torn}}`, COUNT];
    const bytes = Buffer.from([COUNT, ...others].join(""));
    const reader = new QuickLine(bytes);
    let start = 0;
    const isRead = [COUNT, ...others].map((text) => {
      const end = start + text.length;
      const quick = reader.read(start, end);
      start = end;
      return quick !== undefined;
    });
    assert.deepEqual(isRead, [true, false, false, false, false, true]);
  });

  it("takes limits by the id that parsing them would find", () => {
    const hour = LIMITS.replace("300", "60");
    const others = [
      ["{", '{"model":"gpt-9",'],
      ['"full"', '"limit_id":"other","full"'],
      ['"codex"', `"${"c".repeat(101)}"`],
      ['"codex"', "7"],
      ['"limit_id":"codex",', ""],
    ].map(([usual = "", odd = ""]) => {
      assert(hour.includes(usual));
      return COUNT.replace(LIMITS, hour.replace(usual, odd));
    });
    for (const one of [COUNT, ...others]) {
      for (const other of others) assertSameAsWhole(`${one}\n${other}`);
    }
  });

  it("does not lose itself in objects within objects", () => {
    const deep = COUNT.replace(LIMITS, '{"a":'.repeat(100_000) + "1" + "}".repeat(100_000));
    assertSameAsWhole(`${deep}\n`);
  });

  it("leads to the same records as parsing every line whole, whatever is odd about a line", () => {
    const lines = fc.oneof(fc.constantFrom(...USUAL), oddLines, shuffledLines);
    const joints = fc.constantFrom("\n", "\n", "\n", "", "\r\n", "\n\n", "\n\0\0");
    const header = meta({ subagent_history_start_ordinal: 5 }) + turn();
    fc.assert(
      fc.property(fc.array(fc.tuple(lines, joints), { maxLength: 6 }), fc.boolean(), (parts, isBegun) => {
        assertSameAsWhole((isBegun ? header : "") + parts.flat().join(""));
      }),
      { numRuns: 2000 },
    );
  });

  it("leads to the same records as parsing every line of other makers' fixtures", function () {
    const logs = readFixtures();
    if (logs.length === 0) this.skip();
    for (const { bytes } of logs) {
      const text = bytes.toString("utf8");
      assert.deepEqual(parseRollout(text).records, parseWhole(text).records);
    }
  });
});
