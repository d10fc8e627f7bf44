import { existsSync, readFileSync } from "node:fs";

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Name and cause of each failed test, so that the end of a long run tells them again. */
  readonly failures: readonly string[];
}

export const NO_TESTS: TestCounts = { passed: 0, failed: 0, skipped: 0, failures: [] };

export function addCounts(a: TestCounts, b: TestCounts): TestCounts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    failures: [...a.failures, ...b.failures],
  };
}

function isTestCounts(value: unknown): value is TestCounts {
  return (
    typeof value === "object" &&
    value !== null &&
    "passed" in value &&
    typeof value.passed === "number" &&
    "failed" in value &&
    typeof value.failed === "number" &&
    "skipped" in value &&
    typeof value.skipped === "number" &&
    "failures" in value &&
    Array.isArray(value.failures) &&
    value.failures.every((failure) => typeof failure === "string")
  );
}

/** Counts that a finished run has left in a file; `undefined` when it did not come so far. */
export function readTestCounts(file: string): TestCounts | undefined {
  if (!existsSync(file)) return undefined;
  const value: unknown = JSON.parse(readFileSync(file, "utf8"));
  return isTestCounts(value) ? value : undefined;
}
