import { join } from "node:path";
import { HELP, readBenchOptions } from "./benchOptions.ts";
import { resultText } from "./benchResult.ts";
import { runBench } from "./runBench.ts";

try {
  const options = readBenchOptions(process.argv.slice(2));
  if (options === "help") {
    process.stdout.write(HELP);
  } else {
    const result = runBench(join(import.meta.dirname, "../.."), options, (text) => {
      process.stderr.write(`... ${text}
`);
    });
    process.stdout.write(options.json ? `${JSON.stringify(result, null, 2)}\n` : resultText(result));
  }
} catch (error) {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
