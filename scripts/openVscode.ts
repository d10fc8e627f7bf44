// What `npm start` does, once packages and Node are there.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "./stages.ts";
import { prepareHome } from "./startHome.ts";
import { lockStart } from "./startLock.ts";
import { startOnDesktop } from "./startOnDesktop.ts";
import { startOnServer } from "./startOnServer.ts";
import { findDesktop } from "../test/support/vscodeHost/findDesktop.ts";

const HELP = `Usage: npm start -- [options]

Opens VS Code with Token Legend on your own usage logs, until Ctrl+C. Desktop VS Code is used where there is one
(VSCODE_EXECUTABLE, or the "code" command), else VS Code's server, which opens in a browser.

  --sample     look at the logs of an invented developer instead; they and their ledger lie in .cache/sample
  --port N     port of the server; a free one by default
  --no-open    do not open a browser, only print the address
  --help       show this help
`;

function readOptions(): { sample: boolean; open: boolean; port: number; help: boolean } {
  const { values } = parseArgs({
    allowNegative: true,
    options: {
      sample: { type: "boolean", default: false },
      open: { type: "boolean", default: true },
      port: { type: "string", default: "0" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port ${values.port} is no port number.`);
  return { ...values, port };
}

async function main(): Promise<void> {
  const options = readOptions();
  if (options.help) {
    process.stdout.write(HELP);
    return;
  }
  const unlock = lockStart(join(root, ".cache/start"));
  try {
    const home = prepareHome(options.sample);
    const desktop = findDesktop();
    if (desktop === undefined) await startOnServer(home, options);
    else await startOnDesktop(home, desktop);
  } finally {
    unlock();
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof Error && error.cause instanceof Error) console.error(error.cause.message);
  process.exitCode = 1;
}
