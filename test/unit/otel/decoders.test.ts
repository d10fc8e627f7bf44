import assert from "node:assert/strict";
import * as fc from "fast-check";
import { decodeJson } from "../../../src/otel/decodeJson.ts";
import { decodeProtobuf } from "../../../src/otel/decodeProtobuf.ts";
import { spoolFormat, spoolLines } from "../../../src/otel/spoolFormat.ts";
import type { Signal } from "../../../src/otel/telemetry.ts";
import { Garbage, WireReader } from "../../../src/otel/wireReader.ts";
import { assertSplitAnywhere, jsonLines, logFile } from "../../support/readFormat.ts";
import { makeCall } from "../worker/testRecords.ts";
import { claudeRequest } from "./otlp.ts";

const SIGNALS: readonly Signal[] = ["logs", "traces", "metrics"];

describe("the wire format", () => {
  const fields = (bytes: readonly number[], take: (reader: WireReader) => unknown): readonly unknown[] => {
    const reader = new WireReader(Buffer.from(bytes));
    const taken: unknown[] = [];
    while (reader.next()) taken.push(take(reader));
    return taken;
  };

  it("holds numbers of up to 64 bits", () => {
    assert.deepEqual(
      fields([0x08, 0x01, 0x08, 0xac, 0x02], (reader) => reader.unsigned()),
      [1n, 300n],
    );
    const all = [0x08, ...Array.from({ length: 9 }, () => 0xff), 0x01];
    assert.deepEqual(
      fields(all, (reader) => reader.signed()),
      [-1n],
    );
    assert.deepEqual(
      fields(all, (reader) => reader.unsigned()),
      [2n ** 64n - 1n],
    );
    assert.throws(
      () => fields([0x08, ...Array.from({ length: 10 }, () => 0xff)], (reader) => reader.unsigned()),
      Garbage,
    );
  });

  it("passes over fields that are not taken, of every type", () => {
    const bytes = [
      0x08, 0x80, 0x01, 0x11, 1, 2, 3, 4, 5, 6, 7, 8, 0x1a, 0x02, 9, 9, 0x25, 1, 2, 3, 4, 0x2a, 0x01, 0x61,
    ];
    assert.deepEqual(
      fields(bytes, (reader) => (reader.field === 5 ? reader.text() : reader.field)),
      [1, 2, 3, 4, "a"],
    );
  });

  it("is refused where a field goes beyond its end, has no number or an unknown type", () => {
    for (const bytes of [[0x08], [0x0a, 0x02, 1], [0x09, 1, 2], [0x0d, 1], [0x00, 1], [0x0b], [0x08, 0x80]]) {
      assert.throws(() => fields(bytes, () => undefined), Garbage, String(bytes));
    }
  });
});

describe("what is sent", () => {
  it("never does more than be refused, whatever bytes it is of", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(...SIGNALS), (bytes, signal) => {
        decodeProtobuf(signal, Buffer.from(bytes));
        decodeJson(signal, Buffer.from(bytes));
      }),
      { seed: 1, numRuns: 5000 },
    );
  });

  it("never does more than be refused, whatever JSON it is", () => {
    const keys = ["resourceLogs", "scopeLogs", "logRecords", "attributes", "key", "value", "intValue", "body", "x"];
    const json = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        fc.jsonValue({ maxDepth: 1 }),
        tie("object"),
        fc.array(tie("object"), { maxLength: 2 }),
      ),
      object: fc.dictionary(fc.constantFrom(...keys), tie("value"), { maxKeys: 4 }),
    })).object;
    fc.assert(
      fc.property(json, (value) => {
        decodeJson("logs", Buffer.from(JSON.stringify(value)));
      }),
      { seed: 2, numRuns: 5000 },
    );
  });

  it("may leave out whatever it has nothing to say of", () => {
    const empty = { logs: [], spans: [], points: [] };
    assert.deepEqual(decodeJson("logs", Buffer.from("{}")), empty);
    assert.deepEqual(decodeJson("logs", Buffer.from('{"resourceLogs":[{"scopeLogs":[{}]}]}')), empty);
    const bare = decodeJson("logs", Buffer.from('{"resourceLogs":[{"scopeLogs":[{"logRecords":[{}]}]}]}'));
    assert.equal(bare?.logs.length, 1);
    assert.equal(bare.logs[0]?.atMs, undefined);
    assert.deepEqual(decodeProtobuf("traces", Buffer.alloc(0)), empty);
  });

  it("cannot name what it has not", () => {
    const body = JSON.stringify(claudeRequest("r", 1, { __proto__: "x", constructor: 1 }));
    const [log] = decodeJson("logs", Buffer.from(body))?.logs ?? [];
    assert.equal(log?.attributes.get("constructor"), 1);
    assert.equal(log.attributes.get("toString"), undefined);
  });
});

describe("the spool of received calls", () => {
  const calls = [
    makeCall({ family: "a", cwd: undefined, branch: undefined }),
    makeCall({
      family: "b",
      member: "m",
      yieldsTo: "outside:call:x",
      reportedNanos: 7,
      cwd: undefined,
      branch: undefined,
    }),
    makeCall({
      family: "c",
      quality: "exact-turn",
      serviceTier: "fast",
      agentId: "g",
      cwd: undefined,
      branch: undefined,
    }),
  ];
  const { parser } = spoolFormat;
  const read = (text: string) => parser.parse(parser.start(logFile()), Buffer.from(text));

  it("gives back what was written", () => {
    const { records, skipped } = read(spoolLines(calls));
    assert.deepEqual(records, calls);
    assert.deepEqual(skipped, {});
  });

  it("gives the same in any pieces", () => {
    assertSplitAnywhere(spoolFormat, Buffer.from(spoolLines(calls)));
  });

  it("skips and counts what it cannot be", () => {
    const [line] = spoolLines(calls).split("\n");
    const whole: unknown = JSON.parse(line ?? "");
    const odd = [
      { ...(whole as object), v: 2 },
      { ...(whole as object), tokens: { output: "1" } },
      { ...(whole as object), tokens: null },
      { ...(whole as object), quality: "sure" },
      { ...(whole as object), family: 1 },
    ];
    const { records, skipped } = read(`${jsonLines(...odd).toString()}{"v":1,\n`);
    assert.deepEqual(records, []);
    assert.deepEqual(skipped, { "unknown-format": 1, "wrong-type": 4, malformed: 1 });
  });

  it("has names that no log of an assistant has", () => {
    assert.ok(spoolFormat.isLog("1-2-3.calls"));
    for (const name of ["a.jsonl", "a.json", "a.db", "calls"]) assert.ok(!spoolFormat.isLog(name));
  });
});
