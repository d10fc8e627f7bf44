// `npm run board`: builds what is served, then runs the server from its source.
import { join } from "node:path";
import { launch, root, run } from "./toolchain.mjs";

await launch(async () => {
  const built = await run(process.execPath, [join(root, "esbuild.mjs")]);
  return built === 0 ? run(process.execPath, [join(root, "src/server/main.ts"), ...process.argv.slice(2)]) : built;
});
