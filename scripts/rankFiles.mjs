// Packs the token tables for the bundles. Runs on Node 20, as the build does.
import { build } from "esbuild";
import { statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { root } from "./toolchain.mjs";

const ENCODINGS = ["o200k_base", "cl100k_base"];
const counter = join(root, "src/worker/tokens");
const packageFile = join(root, "node_modules/js-tiktoken/package.json");

const changedAt = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** The counter's own functions, compiled here, as Node 20 does not read TypeScript. */
async function importPacker() {
  const contents = `
    export { packRanks } from "./packedRanks.ts";
    export { readPackageRanks } from "./packageRanks.ts";`;
  const options = { bundle: true, platform: "node", format: "esm", write: false };
  const { outputFiles } = await build({ ...options, stdin: { contents, resolveDir: counter } });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}

/** Answers the files that have to be written into a folder: all of them, or those that are older than what they are made of. */
export async function makeRankFiles(folder, { evenIfCurrent }) {
  const madeOf = Math.max(changedAt(join(counter, "packedRanks.ts")), changedAt(packageFile));
  const wanted = ENCODINGS.filter((encoding) => evenIfCurrent || changedAt(join(folder, encoding)) < madeOf);
  if (wanted.length === 0) return [];
  const { packRanks, readPackageRanks } = await importPacker();
  const load = createRequire(import.meta.url);
  return wanted.map((encoding) => ({
    path: join(folder, encoding),
    contents: packRanks(readPackageRanks(load(`js-tiktoken/ranks/${encoding}`))),
  }));
}
