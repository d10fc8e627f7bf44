import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openMeter } from "../../../src/worker/openMeter.ts";
import { countIndependently } from "../../support/independentCount.ts";
import { count, meta, PARENT, turn, usageRecord, type Use } from "../sources/codex/rollout.ts";

const USE: Use = [1000, 600, 50, 20];

/** A call told by a response's record and, less trusted, by a count that a fork copies on another model. */
const LOGS = {
  "parent.jsonl":
    meta({ id: PARENT }) +
    turn({ model: "gpt-5.4" }) +
    usageRecord(1, "resp_1", USE, { thread_id: PARENT, session_id: PARENT }) +
    count(1, USE, USE),
  "fork.jsonl": meta({ forked_from_id: PARENT }, 100) + turn({ model: "gpt-5.5" }, 100) + count(101, USE, USE),
} as const;

describe("a fork of a thread that is counted by its responses", () => {
  for (const order of [["parent.jsonl", "fork.jsonl"] as const, ["fork.jsonl", "parent.jsonl"] as const]) {
    it(`adds nothing before its own first call, with ${order[0]} read first`, async () => {
      const home = mkdtempSync(join(tmpdir(), "token-legend-fork-"));
      const sessions = join(home, ".codex", "sessions");
      mkdirSync(sessions, { recursive: true });
      const ledgerFile = join(home, "ledger", "ledger.db");
      const meter = openMeter({ version: "0.0.0", home, env: {}, ledgerFile, extraRoots: {} });
      try {
        for (const name of order) {
          writeFileSync(join(sessions, name), LOGS[name]);
          await meter.scan();
        }
        const { calls, output } = meter.report({ by: "tool", timeZone: "UTC" }).totals;
        const counted = countIndependently(home, Date.now()).codex;
        assert.deepEqual([counted.calls, counted.output], [1, 50]);
        assert.deepEqual([calls, output], [1, 50]);
      } finally {
        meter.close();
        rmSync(home, { recursive: true, force: true });
      }
    });
  }
});
