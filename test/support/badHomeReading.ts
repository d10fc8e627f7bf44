import assert from "node:assert/strict";
import { totalTokens } from "../../src/shared/tokenCounts.ts";
import type { RootDiagnostics } from "../../src/shared/diagnostics.ts";
import type { Problem } from "../../src/shared/meterSnapshot.ts";
import type { SetAside } from "../../src/shared/report.ts";
import type { Meter, MeterOptions, ScanOutcome } from "../../src/worker/meter.ts";
import { openMeter } from "../../src/worker/openMeter.ts";

/** What a person gets to see after a scan, as plain data. */
export interface Reading {
  readonly by: ScanOutcome["by"];
  readonly newCalls: number;
  readonly calls: number;
  readonly tokens: number;
  readonly setAside: SetAside;
  readonly problems: readonly Problem[];
  /** Lines that were not used, by source and reason. */
  readonly skipped: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly roots: readonly Pick<RootDiagnostics, "path" | "state" | "logs">[];
  readonly readOnly: boolean;
  readonly vanishedFiles: number;
}

/** Scans and looks at everything there is to see: report, snapshot and diagnostics must agree. */
export async function readMeter(meter: Meter, onProgress?: () => void): Promise<Reading> {
  const { by, newCalls } = await meter.scan(onProgress);
  return { by, newCalls, ...viewMeter(meter) };
}

/** What the meter shows without a scan. */
export function viewMeter(meter: Meter): Omit<Reading, "by" | "newCalls"> {
  const snapshot = meter.snapshot("UTC");
  const report = meter.report({ by: "model", timeZone: "UTC" });
  meter.report({ by: "day", timeZone: "UTC" });
  const diagnostics = meter.diagnostics();
  assert.deepEqual(snapshot.setAside, report.setAside);
  assert.deepEqual(diagnostics.setAside, report.setAside);
  assert.deepEqual(diagnostics.problems, snapshot.problems);
  assert.ok(Number.isFinite(totalTokens(snapshot.last30Days)));
  return {
    calls: report.totals.calls,
    tokens: totalTokens(report.totals),
    setAside: report.setAside,
    problems: snapshot.problems,
    skipped: Object.fromEntries(diagnostics.sources.map((source) => [source.sourceId, source.skipped])),
    roots: diagnostics.roots.map(({ path, state, logs }) => ({ path, state, logs })),
    readOnly: diagnostics.ledger.readOnly,
    vanishedFiles: diagnostics.sources.reduce((sum, source) => sum + source.vanishedFiles, 0),
  };
}

/** Opens a meter, reads everything once and closes it again. */
export async function readOnce(options: MeterOptions): Promise<Reading> {
  const meter = openMeter(options);
  try {
    return await readMeter(meter);
  } finally {
    meter.close();
  }
}

/** Whether a message is for a person: whole sentences, and nothing private or internal in them. */
export function assertPlain(message: string, privateTexts: readonly string[]): void {
  assert.match(message, /^["\p{Lu}\d].*\.$/u, "A message is one or more whole sentences");
  assert.match(message, /[.:;] |, or /, `A message names the cause and what to do: ${message}`);
  assert.doesNotMatch(
    message,
    /SQLITE|errno|\bE[A-Z]{4,}\b|Error:|undefined|database|\n/,
    "A message has no internals",
  );
  for (const text of privateTexts) assert.ok(!message.includes(text), `A message does not tell ${text}`);
}

/** The one problem that matches, checked to be for a person. */
export function problemOf(
  { problems }: Pick<Reading, "problems">,
  expected: RegExp,
  privateTexts: readonly string[],
): Problem {
  const found = problems.filter((problem) => expected.test(problem.message));
  assert.equal(found.length, 1, `One problem like ${expected} in ${JSON.stringify(problems)}`);
  const [problem] = found;
  assert.ok(problem !== undefined);
  assertPlain(problem.message, privateTexts);
  return problem;
}
