import assert from "node:assert/strict";
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const MAX_BYTES = 120_000;

describe("the bundle of the board's page", () => {
  it("is at most 120 KB compressed, script and styles together, and has nothing of VS Code", async () => {
    const { outputFiles } = await build({
      absWorkingDir: resolve(import.meta.dirname, "../../.."),
      entryPoints: ["src/boardPage/main.tsx", "src/boardPage/page.css"],
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
    for (const { text } of outputFiles) assert.ok(!text.includes("acquireVsCodeApi"));
  });
});
