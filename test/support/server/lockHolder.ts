// Usage: node --expose-gc test/support/server/lockHolder.ts FOLDER: takes the folder, says so and waits to be killed.
import { setImmediate as aMoment } from "node:timers/promises";
import { lockFolder } from "../../../src/server/database/lockFolder.ts";

const folder = process.argv[2];
if (folder === undefined) throw new Error("A folder.");
lockFolder(folder);
// Nothing here names the lock any more.
for (let i = 0; i < 10; i += 1) {
  globalThis.gc?.();
  await aMoment();
}
process.stdout.write("held\n");
setInterval(() => {}, 60_000);
