import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { HostSuite } from "./bundleHostSuite.ts";
import type { ExtensionUnderTest, HostOptions } from "./extensionUnderTest.ts";
import { findDesktop } from "./findDesktop.ts";
import { runOnDesktop } from "./runOnDesktop.ts";
import { runOnServer } from "./runOnServer.ts";
import { type TestCounts, readTestCounts } from "./testCounts.ts";

export interface HostResult {
  readonly host: "desktop" | "server";
  readonly exitCode: number;
  /** `undefined` when the suite did not come to its end. */
  readonly counts: TestCounts | undefined;
  /** One line per test, failures with their stack. */
  readonly text: string;
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    // The suite writes it with its first test; without one there is nothing to say.
    return "";
  }
}

/** Runs the bundled suite inside a real VS Code: the desktop one where there is one, else its server in a browser. */
export async function runExtensionTests(
  options: ExtensionUnderTest & HostOptions & { readonly suite: HostSuite },
): Promise<HostResult> {
  const { companion, testsModule } = options.suite;
  const results = mkdtempSync(join(tmpdir(), "token-legend-results-"));
  const executable = findDesktop();
  const env = { ...options.env, TOKEN_LEGEND_TEST_RESULTS: results };
  try {
    const exitCode =
      executable === undefined
        ? await runOnServer({ ...options, env, companion, testsModule })
        : await runOnDesktop({ ...options, env, executable, companion, testsModule });
    return {
      host: executable === undefined ? "server" : "desktop",
      exitCode,
      counts: readTestCounts(join(results, "counts.json")),
      text: readText(join(results, "text")),
    };
  } finally {
    rmSync(results, { recursive: true, force: true });
  }
}
