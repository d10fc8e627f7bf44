import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { openMeter } from "../../../src/worker/openMeter.ts";
import { memoryFolder } from "../../support/memoryFolder.ts";

describe("diagnostics", () => {
  let home: string;

  beforeEach(() => {
    home = mkdtempSync(join(memoryFolder(), "token-legend-diagnose-"));
  });

  afterEach(() => {
    rmSync(home, { recursive: true });
  });

  function write(path: string, text: string): void {
    const file = join(home, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  it("name no project, though tools tell of logs that lie in one", async () => {
    const projects = [join(home, "work/merger"), "/srv/customers/merger"].map((path) => ({ path, data_dir: ".crush" }));
    write(".local/share/crush/projects.json", JSON.stringify({ projects }));
    write("work/merger/.crush/crush.db", "");
    write(".aider.conf.yml", "analytics-log: ~/work/merger/analytics.jsonl\n");
    write("work/merger/analytics.jsonl", "");
    const ledgerFile = join(home, "ledger/ledger.sqlite");
    const env = { XDG_DATA_HOME: join(home, ".local/share") };
    const meter = openMeter({ version: "0.0.0", home, env, ledgerFile, extraRoots: {} });
    try {
      await meter.scan();
      const told = meter.diagnostics();
      assert.ok(!JSON.stringify(told).includes("merger"));
      const found = told.roots.filter(({ state, path }) => state === "read" && path.startsWith("…"));
      assert.deepEqual(
        found.map(({ sourceId, path, logs }) => ({ sourceId, path, logs })),
        [
          { sourceId: "aider", path: "…/analytics.jsonl", logs: 1 },
          { sourceId: "crush", path: "…/crush.db", logs: 1 },
        ],
      );
    } finally {
      meter.close();
    }
  });
});
