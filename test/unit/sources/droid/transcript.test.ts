import assert from "node:assert/strict";
import { droidRoots, isSettings, isTranscript } from "../../../../src/sources/droid/paths.ts";
import { droid } from "../../../../src/sources/droid/source.ts";
import {
  assertSplitAnywhere,
  assertSurvivesDamage,
  formatOf,
  jsonLines,
  readLines,
} from "../../../support/readFormat.ts";

const TRANSCRIPT = formatOf(droid, "transcript", "lines");
const PLACE = { relativePath: "-home-ann-shop/s-1.jsonl" };
const AT = "2026-01-10T10:00:00.000Z";

function message(id: string, role: string, content: unknown, more: object = {}): object {
  return { type: "message", id, timestamp: AT, message: { role, content }, ...more };
}

const text = (words: string) => ({ type: "text", text: words });

const SESSION = [
  { type: "session_start", id: "s-1", cwd: "/home/ann/shop" },
  message("u-1", "user", [text("<system-reminder>…</system-reminder>"), text("add a feature")]),
  message("a-1", "assistant", [{ type: "tool_use", id: "t", name: "Read", input: {} }]),
  message("u-2", "user", [{ type: "tool_result", tool_use_id: "t", content: "…" }]),
  { type: "todo_state", id: "d-1", timestamp: AT, todos: {} },
  message("u-3", "user", [text("<system-reminder>skills</system-reminder>")]),
  message("u-4", "user", [text("context")], { visibility: "llm_only" }),
  message("u-5", "user", [text("an error")], { visibility: "user_only" }),
  message("u-6", "user", [text("both")], { visibility: "both" }),
  message("u-7", "user", "plain"),
  message("u-8", "user", [{ type: "image", source: {} }]),
];

describe("Droid's transcripts", () => {
  it("tell the messages a person typed", () => {
    const { turns, records, skipped } = readLines(TRANSCRIPT, jsonLines(...SESSION), PLACE);
    assert.deepEqual(
      turns.map(({ id }) => id),
      ["u-1", "u-6", "u-7", "u-8"],
    );
    assert.deepEqual(turns[0], { kind: "turn", id: "u-1", sessionId: "s-1", atMs: Date.parse(AT) });
    assert.equal(records.length, 4);
    assert.deepEqual(skipped, {});
  });

  it("tell the parent of a sub-agent, in whose session nobody types", () => {
    const started = jsonLines({ type: "session_start", id: "s-1", callingSessionId: "s-0" }, ...SESSION);
    const { turns, sessions } = readLines(TRANSCRIPT, started, PLACE);
    assert.deepEqual(turns, []);
    assert.deepEqual(sessions, [{ kind: "session", sessionId: "s-1", parentId: "s-0", toolVersion: undefined }]);
    const neighbours = { "s-1.settings.json": '{"tags":[{"metadata":{"callingSessionId":"s-0"}}]}' };
    assert.deepEqual(readLines(TRANSCRIPT, jsonLines(...SESSION), { ...PLACE, neighbours }).turns, []);
  });

  it("skip what is broken, with the reason", () => {
    const lines = jsonLines("{torn", "[]", "", " ", message("u-1", "user", "x", { timestamp: 5 }), { type: "message" });
    assert.deepEqual(readLines(TRANSCRIPT, lines, PLACE).skipped, { malformed: 2, "no-time": 1 });
  });

  it("read the same in any pieces", () => {
    assertSplitAnywhere(TRANSCRIPT, jsonLines(...SESSION), PLACE);
    const started = jsonLines({ type: "session_start", id: "s-1", callingSessionId: "s-0" }, ...SESSION);
    assertSplitAnywhere(TRANSCRIPT, started, PLACE);
  });

  it("survive damage", () => {
    assertSurvivesDamage((bytes) => readLines(TRANSCRIPT, bytes, PLACE), jsonLines(...SESSION));
  });
});

describe("Droid's places", () => {
  it("are the sessions of its folder, or of the folder that readers name", () => {
    const rootOf = (env: Readonly<Record<string, string>>, platform: NodeJS.Platform = "linux", home = "/home/ann") =>
      droidRoots({ home, platform, env });
    assert.deepEqual(rootOf({}), [{ path: "/home/ann/.factory/sessions", origin: "default" }]);
    assert.deepEqual(rootOf({ FACTORY_DIR: "/f" }), [{ path: "/f/sessions", origin: "FACTORY_DIR" }]);
    assert.deepEqual(rootOf({ FACTORY_DIR: "/f", DROID_SESSIONS_DIR: "/s" }), [
      { path: "/s", origin: "DROID_SESSIONS_DIR" },
    ]);
    assert.equal(rootOf({}, "win32", "C:\\Users\\ann")[0]?.path, "C:\\Users\\ann\\.factory\\sessions");
  });

  it("hold settings and transcripts", () => {
    assert.ok(isSettings("-home-ann/s-1.settings.json") && !isSettings("-home-ann/s-1.json"));
    assert.ok(isTranscript("-home-ann/s-1.jsonl") && !isTranscript("-home-ann/s-1.settings.json"));
  });
});
