import assert from "node:assert/strict";
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";

import { build } from "esbuild";

const MAX_BYTES = 150_000;

describe("the page's bundle", () => {
  it("is at most 150 KB compressed, script and styles together", async () => {
    const { outputFiles } = await build({
      absWorkingDir: resolve(import.meta.dirname, "../../.."),
      entryPoints: ["src/webview/main.tsx", "src/webview/page.css"],
      outdir: "dist",
      bundle: true,
      minify: true,
      jsx: "automatic",
      jsxImportSource: "preact",
      tsconfigRaw: {},
      write: false,
      logLevel: "silent",
    });
    const bytes = outputFiles.reduce((sum, { contents }) => sum + gzipSync(contents).length, 0);
    assert.ok(bytes > 0 && bytes <= MAX_BYTES, `${bytes} bytes`);
  });
});
