import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeOtherTools } from "../../../scripts/sampleOthers.ts";
import { openMeter } from "../../../src/worker/openMeter.ts";

describe("the sample developer's other assistants", () => {
  let home: string;

  before(() => {
    home = mkdtempSync(join(tmpdir(), "token-legend-others-"));
  });
  after(() => {
    rmSync(home, { recursive: true });
  });

  it("are read, some exactly and some as estimates, and nothing of them is skipped", async () => {
    writeOtherTools(home, Date.now());
    const ledgerFile = join(home, "ledger", "ledger.sqlite");
    const meter = openMeter({ version: "0.0.0", home, env: {}, ledgerFile, extraRoots: {} });
    try {
      await meter.scan();
      const { rows } = meter.report({ by: "tool", timeZone: "UTC" });
      const sums = new Map(rows.map((row) => [row.key, row]));
      for (const tool of ["geminiCli", "cline"]) {
        assert.ok((sums.get(tool)?.calls ?? 0) > 20, tool);
        assert.equal(sums.get(tool)?.estimatedTokens, 0, tool);
        assert.equal(sums.get(tool)?.unpricedTokens, 0, tool);
      }
      assert.ok((sums.get("copilotChat")?.estimatedTokens ?? 0) > 10_000);
      for (const { sourceId, skipped } of meter.diagnostics().sources) assert.deepEqual(skipped, {}, sourceId);
      const projects = meter.report({ by: "project", timeZone: "UTC" }).rows.map((row) => row.key);
      assert.deepEqual(projects, ["/home/ann/projects/shop"]);
    } finally {
      meter.close();
    }
  });
});
