import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { droid } from "../../../../src/sources/droid/source.ts";
import { formatOf, readDocument, readLines } from "../../../support/readFormat.ts";

const FIXTURES = join(import.meta.dirname, "../../../../../shared/fixtures/droid");
const PARITY = join(FIXTURES, "getagentseal__codeburn/packages/cli/tests/fixtures/droid-parity/sessions/proj-a");
const TRANSCRIPTS = [
  join(PARITY, "sess-droid.jsonl"),
  join(PARITY, "sess-droid2.jsonl"),
  join(FIXTURES, "git-ai-project__git-ai/tests/fixtures/droid-session.jsonl"),
];

describe("Droid's shared fixtures", function () {
  before(function () {
    if (!existsSync(FIXTURES)) this.skip();
  });

  it("hold typed messages and no counts", () => {
    const found = TRANSCRIPTS.map((path) => {
      const log = readLines(formatOf(droid, "transcript", "lines"), readFileSync(path), { relativePath: path });
      return [log.records.length, log.calls.length, log.turns.map(({ id }) => id), log.skipped];
    });
    assert.deepEqual(found, [
      [1, 0, ["u1"], {}],
      [0, 0, [], {}],
      [1, 0, ["2e651873-0881-4fbe-80b0-92d59a21074e"], {}],
    ]);
  });

  it("date and place the total of settings beside them", () => {
    const settings = { model: "gpt-5.2", tokenUsage: { inputTokens: 1 } };
    const [call] = readDocument(formatOf(droid, "settings", "document"), settings, {
      relativePath: "proj-a/sess-droid.settings.json",
      neighbours: { "sess-droid.jsonl": readFileSync(TRANSCRIPTS[0] ?? "", "utf8") },
    }).calls;
    assert.deepEqual([call?.atMs, call?.cwd], [Date.UTC(2026, 4, 1, 10), "/Users/test/projects/proj-a"]);
  });
});
