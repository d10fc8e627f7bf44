import { appendFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Runner } from "mocha";
import { describeFailure } from "./describeFailure.ts";

/** Set by whoever starts VS Code: where the run's text and its counts go. The host's own output is not ours. */
function resultFiles(): { readonly text: string; readonly counts: string } {
  const folder = process.env["TOKEN_LEGEND_TEST_RESULTS"];
  if (folder === undefined) throw new Error("TOKEN_LEGEND_TEST_RESULTS names no folder.");
  return { text: join(folder, "text"), counts: join(folder, "counts.json") };
}

/** Run by VS Code inside the extension host: all bundled tests. Rejects when one of them fails. */
export async function run(): Promise<void> {
  const files = resultFiles();
  const write = (line: string): void => {
    appendFileSync(files.text, `${line}\n`);
  };
  const { default: Mocha } = await import("mocha");
  class HostMocha extends Mocha {
    /** By `require`, through which VS Code gives out its API. */
    load(): void {
      this.loadFiles();
    }
  }
  const mocha = new HostMocha({ ui: "bdd", timeout: 30_000, forbidOnly: true });
  const tests = join(__dirname, "tests");
  for (const name of readdirSync(tests, { recursive: true, encoding: "utf8" })) {
    if (name.endsWith(".test.cjs")) mocha.addFile(join(tests, name));
  }
  mocha.load();
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const failures: string[] = [];
  await new Promise<void>((done) => {
    const runner: Runner = mocha.run(() => {
      done();
    });
    runner.on("pass", (test) => {
      counts.passed += 1;
      write(`  ✔ ${test.fullTitle()} (${test.duration ?? 0} ms)`);
    });
    runner.on("pending", (test) => {
      counts.skipped += 1;
      write(`  - ${test.fullTitle()}`);
    });
    runner.on("fail", (test, error: unknown) => {
      counts.failed += 1;
      const failure = describeFailure(test, error);
      failures.push(failure);
      write(failure);
    });
  });
  writeFileSync(files.counts, JSON.stringify({ ...counts, failures }));
  if (counts.failed > 0) throw new Error(`${counts.failed} tests failed.`);
}
