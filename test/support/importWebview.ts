import { resolve } from "node:path";

import { build } from "esbuild";

/**
 * Bundles code of the webview for this process, as Node runs no JSX, and loads it.
 * @param entry module text; its imports are looked for from the repository's root
 * @returns what the entry exports: the caller names it beside the text
 */
export async function importWebview<Exports>(entry: string): Promise<Exports> {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: resolve(import.meta.dirname, "../.."), loader: "js" },
    bundle: true,
    format: "esm",
    platform: "browser",
    jsx: "automatic",
    jsxImportSource: "preact",
    tsconfigRaw: {},
    write: false,
    logLevel: "silent",
  });
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  return (await import(`data:text/javascript;base64,${Buffer.from(code).toString("base64")}`)) as Exports;
}
