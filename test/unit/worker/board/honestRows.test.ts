import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import * as v from "valibot";
import { checkRuleOf } from "../../../../src/core/board/checks/checkRules.ts";
import { checkRow } from "../../../../src/core/board/checks/hourChecks.ts";
import { makeHourRows, type HourRow } from "../../../../src/core/board/makeHourRows.ts";
import { usageRowSchema } from "../../../../src/shared/board/usageRow.ts";
import { HourReader } from "../../../../src/worker/board/hourReader.ts";
import { openMeter } from "../../../../src/worker/openMeter.ts";
import { memoryFolder } from "../../../support/memoryFolder.ts";
import { FIXTURE_FOLDERS, HAS_SHARED_FIXTURES, layOut, namedFolders } from "../../../support/sharedFixtures.ts";
import { tinyHome } from "../tinyHome.ts";

const HOUR_MS = 3_600_000;

/** What a board would be told of a home, whatever its age. */
async function rowsOf(
  fill: (home: string) => void,
  extraRoots: (home: string) => Readonly<Record<string, readonly string[]>> = () => ({}),
): Promise<readonly HourRow[]> {
  const folder = mkdtempSync(join(memoryFolder(), "token-legend-rows-"));
  try {
    const home = join(folder, "home");
    mkdirSync(home);
    fill(home);
    const ledgerFile = join(folder, "ledger.sqlite");
    const meter = openMeter({ version: "0.0.0", home, env: {}, ledgerFile, extraRoots: extraRoots(home) });
    await meter.scan();
    meter.close();
    return everyRow(ledgerFile);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function everyRow(ledgerFile: string): readonly HourRow[] {
  const database = new DatabaseSync(ledgerFile, { readOnly: true });
  try {
    const reader = new HourReader(database);
    const hours = database
      .prepare(`SELECT hour FROM rollup UNION SELECT at_ms / ${HOUR_MS} FROM turn`)
      .all()
      .map((row) => Number(row["hour"]));
    const rows = hours.flatMap((hour) => makeHourRows(hour, reader.read(hour), false));
    const sums = database
      .prepare("SELECT total(fresh_input) AS fresh, total(cache_read) AS reads, total(output) AS output FROM rollup")
      .get();
    const sum = (field: "in" | "cr" | "out"): number => rows.reduce((all, row) => all + row[field], 0);
    assert.deepEqual({ fresh: sum("in"), reads: sum("cr"), output: sum("out") }, { ...sums });
    return rows;
  } finally {
    database.close();
  }
}

function structuralSignals(rows: readonly HourRow[]): readonly unknown[] {
  return rows.flatMap((row) => {
    const received = { row: { ...row, rev: 1 }, shiftH: 0, parser: 1, firstSeenMs: (row.h + 1) * HOUR_MS };
    return checkRow(received)
      .filter(({ id }) => checkRuleOf(id).kind === "structural")
      .map((signal) => ({ ...signal, row }));
  });
}

describe("rows of honest homes", () => {
  it("are what the wire takes and raise no structural signal", async () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const rows = await rowsOf((home) => {
        for (const { path, content } of tinyHome(seed)) {
          mkdirSync(dirname(join(home, path)), { recursive: true });
          writeFileSync(join(home, path), content);
        }
      });
      assert.ok(rows.length > 0);
      for (const row of rows) v.parse(usageRowSchema, { ...row, rev: 1 });
      assert.deepEqual(structuralSignals(rows), [], `home ${seed}`);
    }
  }).timeout(240_000);

  for (const folder of Object.keys(FIXTURE_FOLDERS)) {
    it(`that ${folder} has written are what the wire takes and raise no structural signal`, async function () {
      if (!HAS_SHARED_FIXTURES) this.skip();
      const rows = await rowsOf((home) => void layOut(folder, home), namedFolders);
      for (const row of rows) v.parse(usageRowSchema, { ...row, rev: 1 });
      assert.deepEqual(structuralSignals(rows), []);
    }).timeout(240_000);
  }
});
