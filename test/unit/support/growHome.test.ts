import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { applyStep, planGrowth, readLogs, type CompleteLog } from "../../support/growHome.ts";

const logs: fc.Arbitrary<readonly CompleteLog[]> = fc.uniqueArray(
  fc.record(
    {
      path: fc.constantFrom("a.jsonl", "b/c.jsonl", "b/d.jsonl", "e/f/g.jsonl.zst"),
      content: fc.uint8Array({ minLength: 1, maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
    },
    { noNullPrototype: true },
  ),
  { selector: (log) => log.path, maxLength: 4 },
);

describe("growHome", () => {
  it("ends with the complete logs, whatever the order and the cuts", () => {
    fc.assert(
      fc.property(logs, fc.gen(), (complete, g) => {
        const home = mkdtempSync(join(tmpdir(), "token-legend-grow-"));
        try {
          const steps = planGrowth(complete, (limit) => g(fc.nat, { max: limit - 1 }));
          for (const step of steps) applyStep(home, step);
          const byPath = complete.toSorted((a, b) => (a.path < b.path ? -1 : 1));
          assert.deepEqual(readLogs(home), byPath);
        } finally {
          rmSync(home, { recursive: true });
        }
      }),
      { numRuns: 60 },
    );
  });

  it("cuts logs between any two bytes and takes them in turn", () => {
    const complete = ["a.jsonl", "b.jsonl"].map((path) => ({ path, content: Buffer.from("12") }));
    // Log 0, not whole, one byte; log 1, not whole, one byte; then the rest of both.
    const picks = [0, 1, 0, 1, 1, 0, 0, 1, 0, 0, 1, 0];
    const steps = planGrowth(complete, () => picks.shift() ?? 0);
    assert.deepEqual(
      steps.map((step) => `${step.path}:${step.bytes.toString()}`),
      ["a.jsonl:1", "b.jsonl:1", "a.jsonl:2", "b.jsonl:2"],
    );
  });

  it("lets a compressed log appear whole", () => {
    const complete = [{ path: "a.jsonl.zst", content: Buffer.from("frame") }];
    assert.equal(planGrowth(complete, (limit) => limit - 1).length, 1);
  });
});
