// Usage: node test/support/server/lockHolder.ts FOLDER: takes the folder, says so and waits to be killed.
import { lockFolder } from "../../../src/server/database/lockFolder.ts";

const folder = process.argv[2];
if (folder === undefined) throw new Error("A folder.");
lockFolder(folder);
process.stdout.write("held\n");
setInterval(() => {}, 60_000);
