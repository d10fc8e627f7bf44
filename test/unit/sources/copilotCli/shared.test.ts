import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isEventLog } from "../../../../src/sources/copilotCli/paths.ts";
import { assertSplitAnywhere, readLines, type ReadLog } from "../../../support/readFormat.ts";
import { EVENTS } from "./events.ts";

const SHARED = join(import.meta.dirname, "../../../../../shared/fixtures/copilot-cli");

/** Read as if each had been found under its own name, as they are named after their sessions or their content. */
function readShared(): ReadonlyMap<string, ReadLog> {
  const logs = readdirSync(SHARED, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".jsonl"));
  return new Map(
    logs.map((path) => {
      const name = path.slice(path.lastIndexOf("/") + 1);
      assert.ok(isEventLog(name), name);
      const bytes = readFileSync(join(SHARED, path));
      assertSplitAnywhere(EVENTS, bytes, { relativePath: name });
      return [name, readLines(EVENTS, bytes, { relativePath: name })];
    }),
  );
}

describe("the shared logs of Copilot CLI", () => {
  before(function () {
    if (!existsSync(SHARED)) this.skip();
  });

  it("tell nine sessions and nine typed messages, and no tokens", () => {
    const logs = readShared();
    const found = Object.fromEntries(
      [...logs].map(([name, log]) => [name, [log.sessions.length, log.turns.length, log.calls.length]]),
    );
    assert.deepEqual(found, {
      "copilot_cli_session_events.jsonl": [1, 1, 0],
      "copilot_cli_session_no_model.jsonl": [1, 1, 0],
      "copilot_session_event_stream.jsonl": [1, 1, 0],
      "copilot_transcript_session_lookup.jsonl": [1, 0, 0],
      "copilot_vscode_event_stream.jsonl": [1, 1, 0],
      "test-session-abc.jsonl": [1, 1, 0],
      "2acc594f-590b-4c79-9fcc-c1b1ea774875.jsonl": [1, 1, 0],
      "c8963ad7-e7b1-414c-a9fc-930905e76708.jsonl": [1, 1, 0],
      "cb2aca77-f42b-4dbd-a10a-41bd04eaa3ba.jsonl": [1, 2, 0],
    });
    for (const [name, log] of logs) assert.deepEqual(log.skipped, {}, name);
  });

  it("tell the version and the place where they are told", () => {
    const log = readShared().get("copilot_cli_session_events.jsonl");
    assert.equal(log?.sessions[0]?.toolVersion, "1.0.45");
    assert.partialDeepStrictEqual(log?.state, { cwd: "/Users/test/project", branch: "master", model: "gpt-4.1" });
  });
});
