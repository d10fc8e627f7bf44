import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { cursor } from "../../../../src/sources/cursor/source.ts";
import { formatOf, readStore, sumTokens } from "../../../support/readFormat.ts";

const PATH = join(
  import.meta.dirname,
  "../../../../../shared/fixtures/cursor/git-ai-project__git-ai/tests/fixtures/cursor_test.vscdb",
);

describe("a recorded Cursor database", () => {
  before(function skipWithoutFixtures() {
    if (!existsSync(PATH)) this.skip();
  });

  it("holds two turns with reported counts", () => {
    const { calls, turns, skipped, records } = readStore(formatOf(cursor, "database", "store"), PATH);
    assert.deepEqual(skipped, {});
    assert.equal(turns.length, 2);
    const exact = calls.filter((call) => call.quality === "exact-turn");
    const { freshInput, output } = sumTokens(exact);
    assert.deepEqual([exact.length, freshInput, output], [2, 75_278, 7_888]);
    for (const call of exact) assert.equal(call.model, "gpt-5");
    const counted = calls.filter((call) => call.countedHere === true);
    // All of the one conversation, so that none of them counts.
    for (const call of counted) assert.equal(call.yieldsTo, exact[0]?.family);
    assert.equal(counted.length + exact.length + turns.length, records.length);
    assert.equal(counted.length, 36);
    // Characters: what the counter of tests counts.
    const characters = sumTokens(counted);
    assert.deepEqual([characters.freshInput, characters.output], [241, 16_631]);
  });
});
