// `npm run cli -- ...`: prints nothing but what the command line itself prints.
import { spawnSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { ToolError, cliNodeFlags, ensurePackages, findNode, launch, root, run } from "./toolchain.mjs";

const program = join(root, "dist/cli.cjs");

function changedAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function buildIsCurrent() {
  const builtAt = changedAt(program);
  if (builtAt === 0) return false;
  const sources = readdirSync(join(root, "src"), { recursive: true }).map((name) => join("src", name));
  return ["esbuild.mjs", "package-lock.json", ...sources].every((path) => changedAt(join(root, path)) <= builtAt);
}

await launch(() => {
  ensurePackages({ quiet: true });
  const node = findNode();
  if (!buildIsCurrent()) {
    const built = spawnSync(node, [join(root, "esbuild.mjs")], { cwd: root, encoding: "utf8" });
    if (built.status !== 0) {
      process.stderr.write(`${built.stdout}${built.stderr}`);
      throw new ToolError("The command line could not be built; the compiler's reasons are above.");
    }
  }
  return run(
    node,
    [...cliNodeFlags, program, ...process.argv.slice(2)],
    process.env,
    process.env.INIT_CWD ?? process.cwd(),
  );
});
