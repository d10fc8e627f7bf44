import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { copilotCli } from "../../../../src/sources/copilotCli/source.ts";
import { jsonLines } from "../../../support/readFormat.ts";
import { TestPlace } from "../../worker/testMeter.ts";
import { event, message, SESSION, shutdown, start } from "./events.ts";

describe("a session of Copilot CLI in its log and in the database", () => {
  let place: TestPlace;

  beforeEach(() => {
    place = new TestPlace();
    place.nowMs = Date.parse("2026-07-21T08:00:00Z");
  });
  afterEach(() => place.dispose());

  function writeLog(...lines: readonly object[]): void {
    const folder = join(place.home, ".copilot/session-state", SESSION);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "events.jsonl"), jsonLines(...lines));
  }

  function writeStore(rows: number): void {
    mkdirSync(join(place.home, ".copilot"), { recursive: true });
    const owner = new DatabaseSync(join(place.home, ".copilot/session-store.db"));
    owner.exec(`CREATE TABLE IF NOT EXISTS assistant_usage_events (id INTEGER PRIMARY KEY AUTOINCREMENT, session_id TEXT,
      model TEXT, input_tokens INTEGER, output_tokens INTEGER, cache_read_tokens INTEGER, created_at TEXT)`);
    for (let row = 0; row < rows; row += 1) {
      owner
        .prepare("INSERT INTO assistant_usage_events VALUES (NULL, ?, 'claude-sonnet-4.6', 1000, 50, 800, ?)")
        .run(SESSION, `2026-07-20T09:0${row + 1}:00.000Z`);
    }
    owner.close();
  }

  async function scan(): Promise<readonly number[]> {
    const meter = place.openMeter({ sources: [copilotCli] });
    await meter.scan();
    const { totals } = meter.report({ by: "tool", timeZone: "UTC" });
    meter.close();
    place.dump();
    return [totals.calls, totals.freshInput, totals.cacheRead, totals.output];
  }

  const running = [start(), event("user.message", 1, { content: "fix" }), message(1, 40), message(2, 50)];
  const closed = [...running, shutdown(9, { "claude-sonnet-4.6": [2_000, 100, 1_600, 0] })];

  it("counts by its log until the database has a row of it", async () => {
    writeLog(...running);
    assert.deepEqual(await scan(), [1, 0, 0, 90]);
    writeLog(...closed);
    assert.deepEqual(await scan(), [1, 400, 1_600, 100]);
    writeStore(2);
    assert.deepEqual(await scan(), [2, 400, 1_600, 100]);
  });

  it("counts by the database from the start where that is found first, while the session runs and after it", async () => {
    writeStore(2);
    assert.deepEqual(await scan(), [2, 400, 1_600, 100]);
    writeLog(...running);
    assert.deepEqual(await scan(), [2, 400, 1_600, 100]);
    writeLog(...closed);
    assert.deepEqual(await scan(), [2, 400, 1_600, 100]);
  });
});
