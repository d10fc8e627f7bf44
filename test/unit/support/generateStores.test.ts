import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { totalTokens } from "../../../src/shared/tokenCounts.ts";
import { cursor } from "../../../src/sources/cursor/source.ts";
import { openCode } from "../../../src/sources/openCode/source.ts";
import { writeCursorDatabase } from "../../support/generateStores/cursorDatabase.ts";
import { writeOpenCodeDatabase } from "../../support/generateStores/openCodeDatabase.ts";
import { memoryFolder } from "../../support/memoryFolder.ts";
import { formatOf, readStore } from "../../support/readFormat.ts";

describe("generated databases", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(memoryFolder(), "token-legend-stores-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  for (const [source, write] of [
    [cursor, writeCursorDatabase],
    [openCode, writeOpenCodeDatabase],
  ] as const) {
    it(`hold what is said of them (${source.name})`, () => {
      const path = join(folder, "store.db");
      const truth = write(path, 1_000_000);
      const { calls, skipped } = readStore(formatOf(source, "database", "store"), path);
      const reported = calls.filter((call) => call.quality !== "estimate");
      assert.equal(reported.length, truth.calls);
      assert.equal(
        reported.reduce((sum, call) => sum + totalTokens(call.tokens), 0),
        truth.tokens,
      );
      assert.deepEqual(skipped, {});
    }).timeout(120_000);
  }
});
