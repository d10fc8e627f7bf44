import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isJsonObject, parseObject } from "../../../../src/sources/lines.ts";
import { amp } from "../../../../src/sources/amp/source.ts";
import { promptTokens } from "../../../../src/shared/tokenCounts.ts";
import { formatOf, readDocument, sumTokens } from "../../../support/readFormat.ts";

const THREADS = join(
  import.meta.dirname,
  "../../../../../shared/fixtures/amp/git-ai-project__git-ai/tests/fixtures/amp-threads",
);

describe("Amp's shared fixtures", function () {
  before(function () {
    if (!existsSync(THREADS)) this.skip();
  });

  const readAll = () =>
    readdirSync(THREADS).map((name) => {
      const bytes = readFileSync(join(THREADS, name));
      return { bytes, ...readDocument(formatOf(amp, "thread", "document"), bytes, { relativePath: name }) };
    });

  it("add up to what their messages say", () => {
    const logs = readAll();
    assert.deepEqual(
      logs.map(({ records, calls, turns, sessions, skipped }) => [
        records.length,
        calls.length,
        turns.length,
        sessions.length,
        skipped,
      ]),
      [
        [5, 3, 1, 1, {}],
        [5, 3, 1, 1, {}],
      ],
    );
    assert.deepEqual(sumTokens(logs.flatMap(({ calls }) => calls)), {
      freshInput: 10,
      cacheRead: 67_841,
      cacheWrite5m: 24_937,
      cacheWrite1h: 0,
      output: 825,
      reasoning: 0,
      webSearches: 0,
    });
    assert.deepEqual(new Set(logs.flatMap(({ calls }) => calls.map(({ branch }) => branch))), new Set(["master"]));
  });

  it("have the three kinds of input add up to the total of every message", () => {
    for (const { bytes, calls } of readAll()) {
      const messages = parseObject(bytes.toString("utf8"))?.["messages"];
      assert.ok(Array.isArray(messages));
      const totals = messages
        .filter(isJsonObject)
        .flatMap(({ usage }) => (isJsonObject(usage) ? usage["totalInputTokens"] : []));
      assert.deepEqual(
        calls.map(({ tokens }) => promptTokens(tokens)),
        totals,
      );
    }
  });
});
