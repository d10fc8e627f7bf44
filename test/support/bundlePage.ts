import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** A page's script and styles as the build makes them. */
export interface PageBundle {
  readonly texts: readonly string[];
  /** Of all of it, each compressed. */
  readonly gzipBytes: number;
}

/** Bundles the page in a folder of `src`, as it is packaged. */
export async function bundlePage(folder: "webview" | "boardPage"): Promise<PageBundle> {
  const { outputFiles } = await build({
    absWorkingDir: resolve(import.meta.dirname, "../.."),
    entryPoints: [`src/${folder}/main.tsx`, `src/${folder}/page.css`],
    outdir: "dist",
    bundle: true,
    minify: true,
    jsx: "automatic",
    jsxImportSource: "preact",
    tsconfigRaw: {},
    write: false,
    logLevel: "silent",
  });
  return {
    texts: outputFiles.map(({ text }) => text),
    gzipBytes: outputFiles.reduce((sum, { contents }) => sum + gzipSync(contents).length, 0),
  };
}
