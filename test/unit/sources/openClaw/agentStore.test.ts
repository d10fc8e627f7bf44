import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import * as zlib from "node:zlib";
import { openClaw } from "../../../../src/sources/openClaw/source.ts";
import { assertSurvivesDamage, formatOf, jsonLines, readLines, readStore } from "../../../support/readFormat.ts";
import { answer, at, header, question, USAGE } from "../piSessions/entries.ts";
import { readIntoLedger } from "../../../support/readIntoLedger.ts";

const format = formatOf(openClaw, "agent-store", "store");
const CREATED_MS = Date.parse(at(1000));

describe("An agent's database of OpenClaw", () => {
  let folder: string;
  let path: string;
  let database: DatabaseSync;
  let seq: number;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "openclaw-"));
    path = join(folder, "openclaw-agent.sqlite");
    database = new DatabaseSync(path);
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;
      CREATE TABLE transcript_events (session_id TEXT NOT NULL, seq INTEGER NOT NULL, event_json TEXT,
        created_at INTEGER NOT NULL, event_zstd BLOB, PRIMARY KEY (session_id, seq)) STRICT;
      CREATE TABLE session_transcript_archives (session_id TEXT NOT NULL, generation TEXT NOT NULL,
        encoding TEXT NOT NULL, archive_blob BLOB NOT NULL, PRIMARY KEY (session_id, generation)) STRICT;`);
    seq = 0;
  });

  afterEach(() => {
    if (database.isOpen) database.close();
    rmSync(folder, { recursive: true });
  });

  function put(session: string, event: object | string, packed = false, createdMs = CREATED_MS): void {
    const text = typeof event === "string" ? event : JSON.stringify(event);
    database
      .prepare("INSERT INTO transcript_events VALUES (?, ?, ?, ?, ?)")
      .run(session, (seq += 1), packed ? null : text, createdMs, packed ? zlib.zstdCompressSync(text) : null);
  }

  function archive(session: string, lines: Buffer, encoding = "zstd", generation = "g1"): void {
    database
      .prepare("INSERT INTO session_transcript_archives VALUES (?, ?, ?, ?)")
      .run(session, generation, encoding, encoding === "zstd" ? zlib.zstdCompressSync(lines) : lines);
  }

  it("gives what the same transcript gives as a file, so that an imported file adds nothing", () => {
    const events = [
      header(),
      question("q1", 1, "Hi"),
      answer("a1", 5),
      answer("a2", 6, USAGE, { timestamp: undefined }),
    ];
    for (const event of events) put("s1", event);
    const store = readStore(format, path);
    const file = readLines(formatOf(openClaw, "transcript", "lines"), jsonLines(...events), {
      relativePath: "main/session-sqlite-import-archive/s1.jsonl",
    });
    assert.deepEqual(store.records, file.records);
    assert.equal(readIntoLedger([...store.records, ...file.records]).length, 2);
  });

  it("reads large events that are compressed, and passes over the output of tools", () => {
    put("s1", header());
    put("s1", answer("a1", 5), true);
    put("s1", { type: "message", id: "t", timestamp: at(6), message: { role: "toolResult", content: "x" } });
    put("s1", "{torn");
    database.prepare("INSERT INTO transcript_events VALUES ('s1', 99, NULL, 0, x'0102')").run();
    const { calls, skipped } = readStore(format, path);
    assert.deepEqual(
      calls.map((call) => call.member),
      ["a1"],
    );
    assert.deepEqual(skipped, { malformed: 2 });
  });

  it("reads transcripts of sessions that were reset or deleted", () => {
    archive("s1", jsonLines(header(), answer("a1", 5)));
    archive("s2", jsonLines(header({ id: "s2" }), answer("a2", 6), "{torn"), "identity");
    archive("s3", Buffer.from("not compressed"), "zstd", "g2");
    database.exec("UPDATE session_transcript_archives SET archive_blob = x'00' WHERE session_id = 's3'");
    const { calls, skipped } = readStore(format, path);
    assert.deepEqual(
      calls.map((call) => [call.sessionId, call.member]),
      [
        ["s1", "a1"],
        ["s2", "a2"],
      ],
    );
    assert.deepEqual(skipped, { malformed: 2 });
  });

  it("takes the time of the row for an event without one", () => {
    put("s1", header());
    put("s1", { type: "message", id: "a1", message: { role: "assistant", model: "m", usage: USAGE } });
    assert.equal(readStore(format, path).calls[0]?.atMs, CREATED_MS);
  });

  it("gives in steps what it gives at once, while its owner has it open", () => {
    const events: readonly [string, object][] = [
      ["s1", header()],
      ["s1", { type: "model_change", id: "m", timestamp: at(1), modelId: "glm-5" }],
      ["s2", header({ id: "s2", timestamp: at(2), parentSession: "s1" })],
      ["s1", answer("a1", 5)],
      ["s2", answer("a2", 6, USAGE, { model: "opus" })],
      ["s1", { type: "model_change", id: "m2", timestamp: at(7), modelId: "kimi-k3" }],
      ["s1", { type: "compaction", id: "c1", timestamp: at(8), usage: USAGE }],
      ["s2", { type: "compaction", id: "c2", timestamp: at(9), usage: USAGE }],
    ];
    let state = {};
    const steps = events.map(([session, event], index) => {
      put(session, event);
      if (index === 3) archive("s0", jsonLines(header({ id: "s0" }), answer("a0", 1)));
      const step = readStore(format, path, state);
      state = step.state;
      return step.records;
    });
    const whole = readStore(format, path);
    const sorted = (records: readonly object[]) => records.map((record) => JSON.stringify(record)).toSorted();
    assert.deepEqual(sorted(steps.flat()), sorted(whole.records));
    assert.deepEqual(
      whole.calls.map((call) => [call.member, call.model]),
      [
        ["a1", "claude-sonnet-4-5"],
        ["a2", "opus"],
        ["c1", "kimi-k3"],
        ["c2", "opus"],
        ["a0", "claude-sonnet-4-5"],
      ],
    );
    assert.deepEqual(readStore(format, path, state).records, []);
  });

  it("reads on across more rows than a piece has, and finds a model that was told long before", () => {
    put("s1", header({ modelId: undefined }));
    put("s1", { type: "model_change", id: "m", timestamp: at(1), modelId: "glm-5" });
    for (let index = 0; index < 450; index += 1) put("s1", question(`q${index}`, index + 2, `Question ${index}`));
    const first = readStore(format, path);
    assert.equal(first.turns.length, 450);
    put("s1", { type: "compaction", id: "c1", timestamp: at(900), usage: USAGE });
    assert.equal(readStore(format, path, first.state).calls[0]?.model, "glm-5");
  });

  it("is read anew where rows were removed and places given again", () => {
    put("s1", header());
    put("s1", answer("a1", 5));
    const { state } = readStore(format, path);
    database.exec("DELETE FROM transcript_events");
    put("s2", header({ id: "s2" }));
    put("s2", answer("a2", 6));
    put("s2", answer("a3", 7));
    assert.deepEqual(
      readStore(format, path, state).calls.map((call) => call.member),
      ["a2", "a3"],
    );
    assert.deepEqual(readStore(format, path, { events: "x", archives: { place: 1 } }).calls.length, 2);
  });

  it("is read anew where a transcript was written anew and has grown to where it ended before", () => {
    for (const event of [header(), question("q1", 1, "Hi"), question("q2", 2, "Go"), answer("a1", 5)]) put("s1", event);
    const { state } = readStore(format, path);
    database.exec("DELETE FROM transcript_events");
    seq = 0;
    for (const event of [header(), answer("a1", 5), answer("a2", 6)]) put("s1", event);
    put("s1", answer("a3", 7), false, CREATED_MS + 1);
    assert.deepEqual(
      readStore(format, path, state).calls.map((call) => call.member),
      ["a1", "a2", "a3"],
    );
  });

  it("of a version without transcripts gives nothing", () => {
    database.exec("DROP TABLE transcript_events; DROP TABLE session_transcript_archives;");
    assert.deepEqual(readStore(format, path).records, []);
  });

  it("survives damaged events", () => {
    put("s1", header());
    assertSurvivesDamage(
      (bytes) => {
        database.prepare("DELETE FROM transcript_events WHERE seq > 1").run();
        put("s1", bytes.toString("latin1"));
        return readStore(format, path);
      },
      Buffer.from(JSON.stringify(answer("a1", 5))),
    );
  });
});
