import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { HELP, readBenchOptions } from "./benchOptions.ts";
import { resultText } from "./benchResult.ts";
import { runBench } from "./runBench.ts";

try {
  const options = readBenchOptions(process.argv.slice(2));
  if (options === "help") {
    process.stdout.write(HELP);
  } else {
    const root = join(import.meta.dirname, "../..");
    const say = (text: string): void => {
      process.stderr.write(`... ${text}\n`);
    };
    say("build");
    execFileSync(process.execPath, [join(root, "esbuild.mjs"), "--production"], { stdio: ["ignore", 2, "inherit"] });
    const result = runBench(root, options, say);
    process.stdout.write(options.json ? `${JSON.stringify(result, null, 2)}\n` : resultText(result));
  }
} catch (error) {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
