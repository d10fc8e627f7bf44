import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import manifest from "../../../package.json" with { type: "json" };

const root = resolve(import.meta.dirname, "../../..");

/** Packages of which something is in the bundles; the build takes the rank tables from one more. */
async function bundledPackages(): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ["src/extension.ts", "src/worker/main.ts", "src/cli/main.ts", "src/webview/main.tsx"],
    jsx: "automatic",
    jsxImportSource: "preact",
    outdir: "dist",
    bundle: true,
    platform: "node",
    external: ["vscode"],
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  const names = Object.keys(metafile.inputs).flatMap(
    (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [],
  );
  return [...new Set([...names, "js-tiktoken"])];
}

describe("THIRD-PARTY-NOTICES.txt", () => {
  it("names each package that ships, with the version that does", async () => {
    const notices = readFileSync(join(root, "THIRD-PARTY-NOTICES.txt"), "utf8");
    const versions: Readonly<Record<string, string>> = manifest.devDependencies;
    for (const name of await bundledPackages()) {
      assert.ok(notices.includes(`\n${name} ${versions[name] ?? "?"}`), `${name} ${versions[name]} is not named`);
    }
  });
});
