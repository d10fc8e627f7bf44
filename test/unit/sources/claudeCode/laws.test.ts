import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import type { SkipCounts, UsageRecord } from "../../../../src/core/usageRecord.ts";
import { startState } from "../../../../src/sources/claudeCode/claudeState.ts";
import { claudeParser } from "../../../../src/sources/claudeCode/parse.ts";
import { Reading } from "../../../../src/sources/claudeCode/reading.ts";
import { parseLine } from "../../../../src/sources/lines.ts";
import { logLines } from "./arbitraryLogs.ts";
import { merged, readBytes } from "./claudeLines.ts";

const FILE = { relativePath: "p/s.jsonl" };
const FIXTURES = join(import.meta.dirname, "../../../fixtures/claudeCode");
const SHARED = join(import.meta.dirname, "../../../../../shared/fixtures/claude");

/** What the ledger would hold: copies of a call merged, sessions and turns once. */
function ledgerOf(records: readonly UsageRecord[]): unknown {
  const others = new Set<string>();
  for (const record of records) if (record.kind !== "call") others.add(JSON.stringify(record));
  const calls = merged(records.filter((record) => record.kind === "call"));
  return { calls, others };
}

/** The same log read by parsing every line whole. */
function readSlowly(lines: readonly string[]): {
  records: readonly UsageRecord[];
  skipped: SkipCounts;
  state: unknown;
} {
  const reading = new Reading(startState(FILE));
  for (const line of lines) {
    if (!line.includes('"usage"') && !line.includes('"user"')) continue;
    for (const object of parseLine(line)) {
      if (object !== undefined) reading.take(object);
      else if (line.includes('"usage"')) reading.skip("malformed");
    }
  }
  return reading.result();
}

function logsIn(folder: string): readonly Buffer[] {
  return globSync("**/*.jsonl", { cwd: folder }).map((name) => readFileSync(join(folder, name)));
}

function assertReadWhole(bytes: Buffer): void {
  const quick = readBytes(bytes, FILE.relativePath);
  const slow = readSlowly(bytes.toString("utf8").split("\n"));
  assert.deepEqual(ledgerOf(quick.records), ledgerOf(slow.records));
  assert.deepEqual(quick.state, slow.state);
}

function assertDamageIsBorne(logs: readonly Buffer[], numRuns: number): void {
  const flips = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 20 });
  fc.assert(
    fc.property(fc.constantFrom(...logs), flips, fc.nat(), (log, changes, length) => {
      const bytes = Buffer.from(log.subarray(0, 60_000));
      for (const [at, value] of changes) bytes[at % bytes.length] = value;
      readBytes(bytes.subarray(0, length % bytes.length));
    }),
    { numRuns },
  );
}

describe("reading Claude Code's logs", () => {
  it("gives the same as parsing every line whole", () => {
    fc.assert(
      fc.property(logLines, (lines) => {
        const quick = readBytes(Buffer.from(lines.map((line) => `${line}\n`).join("")), FILE.relativePath);
        const slow = readSlowly(lines);
        assert.deepEqual(ledgerOf(quick.records), ledgerOf(slow.records));
        assert.deepEqual(quick.skipped, slow.skipped);
        assert.deepEqual(quick.state, slow.state);
      }),
      { numRuns: 400 },
    );
  });

  it("gives the same as parsing every line whole, for logs of its forms", () => {
    const logs = logsIn(FIXTURES);
    assert.equal(logs.length, 3);
    for (const log of logs) assertReadWhole(log);
  });

  it("gives the same as parsing every line whole, for logs of real sessions", function () {
    if (!existsSync(SHARED)) this.skip();
    for (const log of logsIn(SHARED)) assertReadWhole(log);
  });

  it("gives the same records in any pieces, with the state saved in between", () => {
    fc.assert(
      fc.property(logLines, fc.array(fc.nat({ max: 30 }), { maxLength: 4 }), (lines, cuts) => {
        const whole = readBytes(Buffer.from(lines.map((line) => `${line}\n`).join("")), FILE.relativePath);
        const edges = [0, ...cuts.filter((cut) => cut < lines.length).toSorted((a, b) => a - b), lines.length];
        const records: UsageRecord[] = [];
        let state = claudeParser.start(FILE);
        for (const [index, edge] of edges.entries()) {
          const piece = lines.slice(edges[index - 1] ?? 0, edge).map((line) => `${line}\n`);
          const parsed = claudeParser.parse(state, Buffer.from(piece.join("")));
          records.push(...parsed.records);
          state = structuredClone(parsed.state);
        }
        assert.deepEqual(ledgerOf(records), ledgerOf(whole.records));
        assert.deepEqual(state, whole.state);
      }),
    );
  });

  it("gives the same records for a log that is read twice", () => {
    fc.assert(
      fc.property(logLines, (lines) => {
        const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(""));
        const once = readBytes(bytes);
        assert.deepEqual(ledgerOf([...once.records, ...readBytes(bytes).records]), ledgerOf(once.records));
      }),
    );
  });

  it("keeps nothing of the buffer, which the caller uses again", () => {
    fc.assert(
      fc.property(logLines, (lines) => {
        const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(""));
        const log = readBytes(bytes);
        const before = structuredClone([log.records, log.state]);
        bytes.fill(0x58);
        assert.deepEqual([log.records, log.state], before);
      }),
      { numRuns: 30 },
    );
  });

  it("never throws on random bytes", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => void readBytes(Buffer.from(bytes))));
  });

  it("never throws on nesting deeper than any stack", () => {
    for (const open of ["[", '{"a":']) {
      const deep = open.repeat(200_000) + "1" + (open === "[" ? "]" : "}").repeat(200_000);
      const line = `{"type":"assistant","timestamp":"2026-09-12T08:15:30Z","message":{"usage":{"output_tokens":1},"x":${deep}}}\n`;
      readBytes(Buffer.from(line));
      readBytes(Buffer.from(open.repeat(200_000) + '"usage"'));
    }
  });

  it("never throws on logs with flipped and missing bytes", () => assertDamageIsBorne(logsIn(FIXTURES), 150));

  it("never throws on logs of real sessions with flipped and missing bytes", function () {
    if (!existsSync(SHARED)) this.skip();
    assertDamageIsBorne(logsIn(SHARED), 150);
  });
});
