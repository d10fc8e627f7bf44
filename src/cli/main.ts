import { setFlagsFromString } from "node:v8";
import { compileLess } from "./compileLess.ts";
import { nodeTooOldText } from "./nodeVersion.ts";
import { withoutSqliteWarning } from "./withoutSqliteWarning.ts";

// The program proper is loaded only where it can be: an older Node.js stops at its first import of node:sqlite.
const tooOld = nodeTooOldText(process.versions.node);
if (tooOld === undefined) {
  withoutSqliteWarning(process);
  compileLess(process.versions.node, setFlagsFromString);
  void import("./startCli.ts").then(({ startCli }) => startCli());
} else {
  process.stderr.write(`${tooOld}\n`);
  process.exitCode = 1;
}
