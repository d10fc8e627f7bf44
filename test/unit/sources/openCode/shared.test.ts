import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { CallRecord } from "../../../../src/core/usageRecord.ts";
import { isOpenCodeMessage } from "../../../../src/sources/openCode/paths.ts";
import { openCode } from "../../../../src/sources/openCode/source.ts";
import { parseObject } from "../../../../src/sources/lines.ts";
import { logFileOf } from "../../../../src/worker/ingest/logFileOf.ts";
import { lengthCounter } from "../../../support/lengthCounter.ts";
import { formatOf, readStore, sumTokens } from "../../../support/readFormat.ts";

const SHARED = join(import.meta.dirname, "../../../../../shared/fixtures");

describe("recorded OpenCode sessions", () => {
  before(function skipWithoutFixtures() {
    if (!existsSync(SHARED)) this.skip();
  });

  it("in message files add up to what they hold", () => {
    const format = formatOf(openCode, "message-files", "document");
    const calls = new Map<string, CallRecord>();
    let turns = 0;
    for (const path of readdirSync(join(SHARED, "opencode"), { recursive: true, encoding: "utf8" })) {
      const relativePath = /storage\/message\/.*$/.exec(path)?.[0] ?? "";
      if (!isOpenCodeMessage(relativePath)) continue;
      const whole = join(SHARED, "opencode", path);
      const file = logFileOf({
        source: openCode,
        format,
        path: whole,
        relativePath,
        identity: "",
        size: 0,
        mtimeMs: 0,
      });
      const { records, skipped } = format.read(readFileSync(whole), file, { counter: lengthCounter });
      assert.deepEqual(skipped, {}, path);
      for (const record of records) {
        if (record.kind === "call") calls.set(record.family, record);
        if (record.kind === "turn") turns += 1;
        if (record.kind === "session") assert.equal(record.toolVersion, "1.0.107");
      }
      assertStepsAgree(whole);
    }
    assert.equal(calls.size, 8);
    assert.equal(turns, 5);
    assert.deepEqual(sumTokens([...calls.values()]), {
      freshInput: 1_026,
      cacheRead: 54_806,
      cacheWrite5m: 25_943,
      cacheWrite1h: 0,
      output: 1_878,
      reasoning: 0,
      webSearches: 0,
    });
  });

  it("in databases hold one call", () => {
    const format = formatOf(openCode, "database", "store");
    const folder = join(SHARED, "opencode-db/git-ai-project__git-ai");
    const read = (path: string): readonly number[] => {
      const { calls, turns, sessions, skipped } = readStore(format, join(folder, path, "opencode.db"));
      assert.deepEqual(skipped, {});
      const { freshInput, output } = sumTokens(calls);
      return [calls.length, turns.length, sessions.length, freshInput, output];
    };
    // The session was spawned by another, so that what it was told was typed by nobody.
    assert.deepEqual(read("tests/fixtures/opencode-sqlite"), [1, 0, 1, 10, 20]);
    assert.deepEqual(read("@2099200d/tests/fixtures/opencode-sqlite"), [1, 1, 0, 10, 20]);
    assert.deepEqual(read("tests/fixtures/opencode-sqlite-empty"), [0, 0, 0, 0, 0]);
  });
});

/** A message's tokens are those of its last step. */
function assertStepsAgree(messageFile: string): void {
  const message = parseObject(readFileSync(messageFile, "utf8"));
  const parts = join(dirname(messageFile), "../../part", String(message?.["id"]));
  if (!existsSync(parts)) return;
  const steps = readdirSync(parts)
    .toSorted()
    .map((name) => parseObject(readFileSync(join(parts, name), "utf8")))
    .filter((part) => part?.["type"] === "step-finish");
  if (steps.length > 0) assert.deepEqual(steps.at(-1)?.["tokens"], message?.["tokens"], messageFile);
}
