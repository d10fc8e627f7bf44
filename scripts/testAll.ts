// Usage: node scripts/testAll.ts [STAGE ...]
// Runs the named stages, or all of them, and ends with one line that sums up every test.
import { STAGES } from "./stages.ts";
import { type TestCounts, NO_TESTS, addCounts } from "../test/support/vscodeHost/testCounts.ts";

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !STAGES.some((stage) => stage.name === name));
if (unknown.length > 0) {
  console.error(`No such stage: ${unknown.join(", ")}. There are: ${STAGES.map(({ name }) => name).join(", ")}.`);
  process.exit(2);
}

let counts: TestCounts = NO_TESTS;
const summary: string[] = [];
for (const stage of STAGES.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  console.log(`\n== ${stage.title}`);
  const startedAt = performance.now();
  let isOk = false;
  try {
    const result = await stage.run();
    isOk = result.isOk;
    counts = addCounts(counts, result.counts);
    // A stage that fails without a failed test (lint, a crash) must not vanish from the sum.
    if (!isOk && result.counts.failed === 0) counts = addCounts(counts, { ...NO_TESTS, failed: 1 });
  } catch (error) {
    console.error(error);
    counts = addCounts(counts, { ...NO_TESTS, failed: 1 });
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  summary.push(`  ${isOk ? "ok    " : "FAILED"} ${stage.title} (${seconds} s)`);
}

console.log(`\n${summary.join("\n")}\n`);
if (counts.failures.length > 0) console.log(`Failed:\n${counts.failures.join("\n")}\n`);
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exit(counts.failed === 0 ? 0 : 1);
