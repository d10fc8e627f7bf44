import { ensurePackages, findNode, launch, root, run, toolEnv } from "./toolchain.mjs";
import { join } from "node:path";

await launch(() => {
  ensurePackages();
  const node = findNode();
  return run(node, [join(root, "scripts/openVscode.ts"), ...process.argv.slice(2)], toolEnv(node));
});
