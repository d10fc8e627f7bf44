import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { ExportFormat } from "../../../src/shared/workerProtocol.ts";
import { TestPlace } from "./testMeter.ts";
import { makeCall, makeTurn, NOON_MS } from "./testRecords.ts";

/** Reads CSV as RFC 4180 tells. */
function parseCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const match of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] === "\r\n") {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

describe("the export of events", () => {
  let place: TestPlace;

  beforeEach(() => {
    place = new TestPlace();
  });

  afterEach(() => {
    place.dispose();
  });

  async function exported(
    format: ExportFormat,
  ): Promise<{ text: string; events: number; calls: number; pieces: number }> {
    const meter = place.openMeter();
    await meter.scan();
    const pieces = [...meter.exportEvents(format)];
    meter.close();
    const sum = (of: "rows" | "calls"): number => pieces.reduce((total, piece) => total + piece[of], 0);
    const text = pieces.map((piece) => piece.text).join("");
    return { text, events: sum("rows"), calls: sum("calls"), pieces: pieces.length };
  }

  it("tells each call with its time, place, mode, counts and cost", async () => {
    place.write("log.jsonl", [
      makeTurn({ atMs: NOON_MS }),
      makeCall({ tokens: { freshInput: 1, cacheRead: 2, cacheWrite5m: 3, cacheWrite1h: 4, output: 5, reasoning: 2 } }),
      makeCall({ family: "b", sessionId: "s", model: "free-m", agentId: "agent", cwd: undefined, branch: undefined }),
    ]);
    const { text } = await exported("json");
    const shared = {
      time: "2026-06-15T12:00:00.000Z",
      tool: "records",
      serviceTier: "standard",
      quality: "exact-call",
    };
    assert.deepEqual(JSON.parse(text), [
      {
        ...shared,
        model: "claude-opus-4-5",
        session: "session-1",
        agent: null,
        project: "/home/ann/shop",
        branch: "main",
        mode: "steered",
        calls: 1,
        freshInput: 1,
        cacheRead: 2,
        cacheWrite5m: 3,
        cacheWrite1h: 4,
        output: 5,
        reasoning: 2,
        webSearches: 0,
        costUsd: 45 / 1e9,
      },
      {
        ...shared,
        model: "free-m",
        session: "s",
        agent: "agent",
        project: null,
        branch: null,
        mode: "unattended",
        calls: 1,
        freshInput: 900,
        cacheRead: 0,
        cacheWrite5m: 0,
        cacheWrite1h: 0,
        output: 100,
        reasoning: 0,
        webSearches: 0,
        costUsd: null,
      },
    ]);
  });

  it("says null for the one of project and branch that is not known", async () => {
    place.write("log.jsonl", [
      makeCall({ family: "a", cwd: undefined, branch: "main" }),
      makeCall({ family: "b", cwd: "/home/ann", branch: undefined, atMs: NOON_MS + 1 }),
    ]);
    const events: unknown = JSON.parse((await exported("json")).text);
    assert(Array.isArray(events));
    const places = events.map(({ project, branch }: Record<string, unknown>) => [project, branch]);
    assert.deepEqual(places, [
      [null, "main"],
      ["/home/ann", null],
    ]);
  });

  it("writes JSON that parses back for any texts", async () => {
    const text = fc.string({ unit: "grapheme", maxLength: 12 });
    const sessions = fc.sample(text, { seed: 4, numRuns: 200 });
    place.write(
      "log.jsonl",
      sessions.map((sessionId, index) => makeCall({ family: `${index}`, sessionId, atMs: NOON_MS + index })),
    );
    const events: unknown = JSON.parse((await exported("json")).text);
    assert(Array.isArray(events));
    assert.deepEqual(
      events.map(({ session }: Record<string, unknown>) => session),
      sessions,
    );
  });

  it("writes CSV that reads back for any texts, with formulas made plain", async () => {
    const piece = fc.constantFrom("=", "+", "-", "@", "\t", "\r", "\n", '"', ",", ";", "'", "a", " ", "é");
    const sessions = fc
      .sample(fc.array(piece, { maxLength: 5 }), { seed: 4, numRuns: 400 })
      .map((parts) => parts.join(""));
    place.write(
      "log.jsonl",
      sessions.map((sessionId, index) => makeCall({ family: `${index}`, sessionId, atMs: NOON_MS + index })),
    );
    const [head, ...rows] = parseCsv((await exported("csv")).text);
    const column = head?.indexOf("session") ?? -1;
    const read = rows.map((row) => row[column] ?? "");
    assert.deepEqual(
      read,
      sessions.map((session) => (/^[=+\-@\t\r\n]/.test(session) ? `'${session}` : session)),
    );
    assert.ok(rows.every((row) => row.length === head?.length));
    assert.ok(!read.some((session) => /^[=+\-@\t\r\n]/.test(session)));
  });

  it("lets no character through in CSV that steers a terminal or ends a text", async () => {
    place.write("log.jsonl", [makeCall({ sessionId: "a\0=\u{1b}[2Jb\u{9b}c\td" })]);
    const [head, row] = parseCsv((await exported("csv")).text);
    assert.equal(row?.[head?.indexOf("session") ?? -1], "a\u{fffd}=\u{fffd}[2Jb\u{fffd}c\td");
  });

  it("writes numbers as numbers and unknown as nothing in CSV", async () => {
    place.write("log.jsonl", [makeCall({ model: "free-m", cwd: undefined })]);
    const [head, row] = parseCsv((await exported("csv")).text);
    const field = (name: string): string | undefined => row?.[head?.indexOf(name) ?? -1];
    assert.deepEqual([field("freshInput"), field("costUsd"), field("project"), field("agent")], ["900", "", "", ""]);
  });

  it("leaves out what does not count, and puts the oldest first", async () => {
    place.write("log.jsonl", [
      makeCall({ family: "late", sessionId: "late", atMs: NOON_MS + 1 }),
      makeCall({ family: "early", sessionId: "early" }),
      makeCall({ family: "hidden", sessionId: "hidden", yieldsTo: "primary" }),
      makeCall({ family: "primary", member: "m", sessionId: "primary", atMs: NOON_MS + 2 }),
      makeCall({ family: "absurd", sessionId: "absurd", tokens: { output: 1e12 } }),
    ]);
    const { text, events } = await exported("json");
    const parsed: unknown = JSON.parse(text);
    assert(Array.isArray(parsed));
    assert.deepEqual(
      parsed.map(({ session }: Record<string, unknown>) => session),
      ["early", "late", "primary"],
    );
    assert.equal(events, 3);
  });

  it("counts no call where a row holds web searches alone", async () => {
    place.write("log.jsonl", [makeCall({}), makeCall({ family: "search", calls: 0, tokens: { webSearches: 2 } })]);
    const { events, calls } = await exported("json");
    assert.deepEqual([events, calls], [2, 1]);
  });

  for (const [format, nothing] of [["json", "[\n]\n"] as const, ["csv", undefined] as const]) {
    it(`is a whole file of ${format} for an empty ledger and for one of exactly a piece's length`, async () => {
      const empty = await exported(format);
      assert.equal(empty.events, 0);
      if (nothing !== undefined) assert.deepEqual(JSON.parse(empty.text), []);
      else assert.equal(parseCsv(empty.text).length, 1);
      place.write(
        "log.jsonl",
        Array.from({ length: 2000 }, (_, index) => makeCall({ family: `${index}` })),
      );
      const full = await exported(format);
      assert.equal(full.events, 2000);
      assert.ok(full.pieces > 1);
      if (nothing !== undefined) assert.equal((JSON.parse(full.text) as unknown[]).length, 2000);
      else assert.equal(parseCsv(full.text).length, 2001);
    });
  }
});
