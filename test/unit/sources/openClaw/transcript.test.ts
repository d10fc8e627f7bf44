import assert from "node:assert/strict";
import { openClaw } from "../../../../src/sources/openClaw/source.ts";
import {
  assertSplitAnywhere,
  assertSurvivesDamage,
  formatOf,
  jsonLines,
  readLines,
} from "../../../support/readFormat.ts";
import { answer, at, header, question, USAGE } from "../piSessions/entries.ts";
import { readIntoLedger } from "../../../support/readIntoLedger.ts";

const format = formatOf(openClaw, "transcript", "lines");
const read = (lines: readonly (object | string)[], relativePath = "main/sessions/s1.jsonl") =>
  readLines(format, jsonLines(...lines), { relativePath });

describe("A transcript of OpenClaw", () => {
  it("gives an answer's call with its model, or the one noted before it", () => {
    const { calls } = read([
      header(),
      { type: "model_change", id: "m", timestamp: at(1), provider: "zai", modelId: "glm-5" },
      answer("a1", 2, USAGE, { model: undefined }),
      { type: "custom", id: "c", timestamp: at(3), customType: "model-snapshot", data: { modelId: "kimi-k3" } },
      answer("a2", 4, USAGE, { model: undefined }),
      answer("a3", 5),
    ]);
    assert.deepEqual(
      calls.map((call) => call.model),
      ["glm-5", "kimi-k3", "claude-sonnet-4-5"],
    );
  });

  it("reads the cost wherever it is written, and times in milliseconds", () => {
    const { calls } = read([
      header(),
      { ...answer("a1", 2, { input: 1, output: 2, cost: { total: 0.5 } }), timestamp: Date.parse(at(2)) },
      answer("a2", 3, { input: 1, output: 2, costUSD: 0.25 }),
      answer("a3", 4, { input: 1, output: 2, cost: -1 }),
    ]);
    assert.deepEqual(
      calls.map((call) => [call.reportedNanos, call.atMs]),
      [
        [500_000_000, Date.parse(at(2))],
        [250_000_000, Date.parse(at(3))],
        [undefined, Date.parse(at(4))],
      ],
    );
  });

  it("counts no message that the gateway wrote itself", () => {
    const { calls } = read([
      header(),
      answer("a1", 2, USAGE, { provider: "openclaw", model: "delivery-mirror" }),
      answer("a2", 3, USAGE, { provider: "openclaw", model: "gateway-injected" }),
    ]);
    assert.deepEqual(calls, []);
  });

  it("counts an entry that is written twice once, with the highest output", () => {
    const untimed = { timestamp: undefined };
    const { calls } = read([
      header(),
      answer("a1", 2, USAGE, untimed),
      answer("a1", 9, { input: 1, output: 1 }, untimed),
    ]);
    assert.deepEqual(
      calls.map((call) => call.tokens.output),
      [300],
    );
  });

  it("is the same under the name a reset or a deletion gives it", () => {
    const lines = [answer("a1", 2, USAGE, { timestamp: undefined }), answer("a2", 3)];
    const names = [
      "s1.jsonl",
      "s1.jsonl.reset.2026-06-11T08-00-00.000Z",
      "s1.jsonl.deleted.2026-06-11T08-00-00.000Z.zst",
    ];
    const records = names.flatMap((name) => read(lines, `main/sessions/${name}`).records);
    assert.deepEqual(
      readIntoLedger(records).map((call) => call.sessionId),
      ["s1", "s1"],
    );
  });

  it("takes for a turn what a person wrote, not what the gateway or another session sent", () => {
    const { turns } = read([
      header(),
      question("q1", 1, "What is on today?"),
      question("q2", 2, "System: node is back\n\nAnd tomorrow?"),
      question("q3", 3, "Sent by a person", { provenance: { kind: "external_user" } }),
      question("q4", 4, "Read HEARTBEAT.md if it exists"),
      question("q5", 5, "[cron:7f daily] Sum up the news"),
      question("q6", 6, "System: node is back\nSystem: node is gone"),
      question("q7", 7, "Sent by a session", { provenance: { kind: "inter_session" } }),
    ]);
    assert.deepEqual(
      turns.map((turn) => turn.atMs),
      [1, 2, 3].map((seconds) => Date.parse(at(seconds))),
    );
  });

  it("gives in pieces what it gives in one, and survives damage", () => {
    const bytes = jsonLines(
      header(),
      { type: "custom", id: "c", timestamp: at(1), customType: "model-snapshot", data: { modelId: "kimi-k3" } },
      question("q1", 2, "What is on today?"),
      answer("a1", 3, USAGE, { model: undefined }),
      "{torn",
      answer("a2", 4, { input: "x" }),
    );
    assertSplitAnywhere(format, bytes);
    assertSurvivesDamage((damaged) => readLines(format, damaged), bytes);
  });

  it("is read out of the rows that cold storage keeps of it", () => {
    const events = [header(), question("q1", 1, "Hi"), answer("a1", 5)];
    const rows = [...events, { type: "message", message: { role: "user", content: "Go on" } }].map((event, seq) => ({
      kind: "event",
      row: { seq, event_json: JSON.stringify(event), created_at: Date.parse(at(9)) },
    }));
    const cold = jsonLines(
      { kind: "header", version: 1, sessionId: "s1", generation: "g" },
      ...rows,
      { kind: "event", row: { seq: 9, event_json: "{torn" } },
      { kind: "active", row: { active_position: 0, event_seq: 1 } },
    );
    const { records, turns, skipped } = readLines(format, cold, { relativePath: "main/sessions/cold/0a.jsonl.zst" });
    assert.deepEqual(records.slice(0, 3), read(events).records);
    assert.deepEqual([turns[1]?.atMs, skipped], [Date.parse(at(9)), {}]);
  });
});
