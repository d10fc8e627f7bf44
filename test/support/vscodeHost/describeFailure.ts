import type { Test } from "mocha";

/** Name of a failed test and why, with the stack, indented as one block. */
export function describeFailure(test: Test, error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `  ✖ ${test.fullTitle()}\n      ${text.replaceAll("\n", "\n      ")}`;
}
