import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";

import * as fc from "fast-check";

import type { LimitRecord } from "../../../../src/core/usageRecord.ts";
import { Limits } from "../../../../src/worker/ledger/limits.ts";
import { MIGRATIONS } from "../../../../src/worker/ledger/migrations.ts";

const FROM = { sourceId: "codex", source: 1, file: 1, parserVersion: 1 };

function open(): Limits {
  const database = new DatabaseSync(":memory:");
  for (const step of MIGRATIONS) database.exec(step);
  database.exec("INSERT INTO source (id, name) VALUES (1, 'codex')");
  return new Limits(database);
}

function limit(changes: Partial<LimitRecord>): LimitRecord {
  return { kind: "limit", window: "w", atMs: 1, usedPercent: 50, windowMinutes: 300, resetsMs: undefined, ...changes };
}

describe("Limits", () => {
  it("keeps what was said last of each window", () => {
    const limits = open();
    for (const one of [
      limit({}),
      limit({ atMs: 9, usedPercent: 5, resetsMs: 77 }),
      limit({ atMs: 3, usedPercent: 80 }),
    ]) {
      limits.put(one, FROM);
    }
    limits.put(limit({ window: "long", windowMinutes: 10_080 }), FROM);
    assert.deepEqual(limits.all(), [
      { tool: "codex", atMs: 9, used: 0.05, windowMinutes: 300, resetsMs: 77 },
      { tool: "codex", atMs: 1, used: 0.5, windowMinutes: 10_080, resetsMs: undefined },
    ]);
  });

  it("comes to the same in any order, and read again", () => {
    const record = fc.record({ atMs: fc.nat(3), usedPercent: fc.nat(3), window: fc.constantFrom("a", "b") }).map(limit);
    fc.assert(
      fc.property(fc.array(record, { maxLength: 12 }), (records) => {
        const [one, other] = [open(), open()];
        for (const each of records) one.put(each, FROM);
        for (const each of [...records.toReversed(), ...records]) other.put(each, FROM);
        assert.deepEqual(one.all(), other.all());
      }),
      { numRuns: 50 },
    );
  });
});
