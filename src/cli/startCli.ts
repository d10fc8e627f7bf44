import { join } from "node:path";
import { homedir } from "node:os";
import manifest from "../../package.json" with { type: "json" };
import { networkFetch } from "../sync/networkFetch.ts";
import { openMeter } from "../worker/openMeter.ts";
import { EXIT } from "./exitCode.ts";
import { outputTo } from "./output.ts";
import { askAt } from "./question.ts";
import { runCli } from "./runCli.ts";

/** The zone of this system by its file. Many containers set it so, and Node cannot name it: without it, it can. */
const OWN_ZONE = /^:?\/etc\/localtime$/;

/** Runs this process's command line with the real surroundings and sets its exit code. */
export async function startCli(): Promise<void> {
  if (OWN_ZONE.test(process.env["TZ"] ?? "")) delete process.env["TZ"];
  let fault: Error | undefined;
  const stderr = outputTo(process.stderr, () => undefined);
  const stdout = outputTo(process.stdout, (error) => {
    fault = error;
    stderr.write(`The output cannot be written: ${error.message}\n`);
    process.exitCode = EXIT.failure;
  });
  const code = await runCli(process.argv.slice(2), {
    version: manifest.version,
    stdout,
    stderr,
    nowMs: () => Date.now(),
    home: homedir(),
    platform: process.platform,
    env: process.env,
    workingFolder: process.cwd(),
    systemTimeZone: () => new Intl.DateTimeFormat().resolvedOptions().timeZone,
    openMeter,
    fetch: networkFetch,
    ask: (question) => askAt({ input: process.stdin, output: process.stderr }, question),
    signals: process,
    // Lies beside this file in the bundle.
    boardProgram: () => join(import.meta.dirname, "board.cjs"),
  });
  // Not process.exit: what is written to a pipe may still be under way.
  process.exitCode = fault === undefined ? code : EXIT.failure;
}
