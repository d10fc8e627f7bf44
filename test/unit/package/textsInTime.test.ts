import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { compileFunction } from "node:vm";

import { build, type Plugin } from "esbuild";

const repository = resolve(import.meta.dirname, "../../..");

/** A library that has no language yet, and an editor that offers nothing but names. */
const TOO_EARLY: Plugin = {
  name: "too-early",
  setup(bundler) {
    bundler.onResolve({ filter: /^(@vscode\/l10n|vscode)$/ }, ({ path }) => ({ path, namespace: "too-early" }));
    bundler.onLoad({ filter: /.*/, namespace: "too-early" }, ({ path }) => ({
      contents:
        path === "vscode"
          ? "module.exports = new Proxy({}, { get: () => class {} });"
          : 'module.exports = { config() {}, t(text) { throw new Error("asked for too early: " + text); } };',
    }));
  },
};

describe("every module", () => {
  for (const [name, entries] of [
    ["the extension host", ["src/extension.ts"]],
    [
      "the worker",
      ["src/worker/openMeter.ts", "src/worker/meterService.ts", "src/worker/telemetry/telemetryService.ts"],
    ],
    ["the page", ["src/webview/app.tsx"]],
  ] as const) {
    it(`of ${name} asks for texts only when they are shown, as the reader's language is not known before`, async () => {
      const { outputFiles } = await build({
        absWorkingDir: repository,
        stdin: { contents: entries.map((entry) => `import "./${entry}";`).join("\n"), resolveDir: repository },
        bundle: true,
        format: "cjs",
        platform: "node",
        define: { "import.meta.dirname": JSON.stringify(join(repository, "dist")) },
        mainFields: ["module", "main"],
        jsx: "automatic",
        jsxImportSource: "preact",
        tsconfigRaw: {},
        plugins: [TOO_EARLY],
        write: false,
        logLevel: "silent",
      });
      const code = outputFiles[0]?.text ?? "";
      assert.ok(code.includes("asked for too early"), "no text is asked for at all");
      const run: unknown = compileFunction(code, ["require", "module"]);
      assert.ok(typeof run === "function");
      Reflect.apply(run, undefined, [createRequire(join(repository, "package.json")), { exports: {} }]);
    });
  }
});
