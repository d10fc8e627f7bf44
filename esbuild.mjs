import { build, context } from "esbuild";
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { makeRankFiles } from "./scripts/rankFiles.mjs";
import { cliNodeFlags } from "./scripts/toolchain.mjs";

const root = import.meta.dirname;
const production = process.argv.includes("--production");
const watch = process.argv.includes("--watch");

let running = 0;
/** Names the start and end of a round of builds for the problem matcher in .vscode/tasks.json. */
const announceBuilds = {
  name: "announce-builds",
  setup(builder) {
    builder.onStart(() => {
      if (running === 0) console.log("[watch] build started");
      running += 1;
    });
    builder.onEnd((result) => {
      for (const { text, location } of result.errors) {
        console.error(`error: ${text}`);
        if (location) console.error(`    ${location.file}:${location.line}:${location.column}:`);
      }
      running -= 1;
      if (running === 0) console.log("[watch] build finished");
    });
  },
};

const shared = {
  absWorkingDir: root,
  outdir: "dist",
  outExtension: { ".js": ".cjs" },
  bundle: true,
  platform: "node",
  target: "node22",
  format: "cjs",
  define: { "import.meta.dirname": "__dirname", "import.meta.filename": "__filename" },
  // The other build of jsonc-parser loads its parts in a way that cannot be bundled.
  mainFields: ["module", "main"],
  external: ["vscode"],
  minify: production,
  sourcemap: production ? false : "linked",
  sourcesContent: false,
  logLevel: watch ? "silent" : "warning",
  plugins: watch ? [announceBuilds] : [],
};
const programs = [
  { ...shared, entryPoints: { extension: "src/extension.ts", worker: "src/worker/main.ts" } },
  {
    ...shared,
    entryPoints: { cli: "src/cli/main.ts" },
    banner: { js: `#!/usr/bin/env -S node ${cliNodeFlags.join(" ")}` },
  },
  {
    ...shared,
    entryPoints: { board: "src/server/main.ts" },
    // PGlite brings files of its own and is installed beside the program; pg-native is an option that is not used.
    external: ["@electric-sql/pglite", "pg-native"],
  },
  {
    ...shared,
    entryPoints: [
      { in: "src/webview/main.tsx", out: "webview" },
      { in: "src/webview/page.css", out: "webview" },
    ],
    outExtension: {},
    platform: "browser",
    // Chromium of the oldest VS Code that the manifest allows.
    target: "chrome138",
    format: "iife",
    jsx: "automatic",
    jsxImportSource: "preact",
    tsconfigRaw: {},
    define: {},
    mainFields: ["browser", "module", "main"],
    external: [],
  },
  {
    ...shared,
    entryPoints: [
      { in: "src/boardPage/main.tsx", out: "boardPage" },
      { in: "src/boardPage/page.css", out: "boardPage" },
      { in: "src/boardPage/icon.svg", out: "boardPage" },
    ],
    outExtension: {},
    loader: { ".svg": "copy" },
    platform: "browser",
    // The first ones with light-dark(), which the page's colours are written in.
    target: ["chrome123", "edge123", "firefox121", "safari17.5"],
    format: "iife",
    jsx: "automatic",
    jsxImportSource: "preact",
    tsconfigRaw: {},
    define: {},
    mainFields: ["browser", "module", "main"],
    external: [],
  },
];

/** By rename, as another process may be running or reading the file that is replaced. */
function replaceFile(path, contents, mode) {
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, contents, { mode });
  renameSync(temporary, path);
}

const dist = join(root, "dist");
const ranks = join(dist, "ranks");
mkdirSync(ranks, { recursive: true });
for (const { path, contents } of await makeRankFiles(ranks, { evenIfCurrent: production }))
  replaceFile(path, contents, 0o644);

// Each translation as a script that a page runs before its own.
const translations = join(root, "l10n");
mkdirSync(join(dist, "l10n"), { recursive: true });
for (const name of readdirSync(translations).filter((each) => /^bundle\.l10n\..+\.json$/.test(each))) {
  const texts = JSON.parse(readFileSync(join(translations, name), "utf8"));
  const locale = texts["en-US"];
  if (locale !== "en-US")
    replaceFile(join(dist, "l10n", `${locale}.js`), `globalThis.tokenLegendTexts = ${JSON.stringify(texts)};\n`, 0o644);
}

// The README of the package: its pictures are not in it, and no address is known under which they could be found.
const readme = readFileSync(join(root, "README.md"), "utf8");
replaceFile(join(dist, "README.md"), readme.replaceAll(/^<img [^>]*>\n\n/gm, ""), 0o644);

// Files of the page that describes the board's routes.
cpSync(join(root, "node_modules/@fastify/swagger-ui/static"), join(dist, "apiDocs"), { recursive: true });

const migrations = join(dist, "migrations");
rmSync(migrations, { recursive: true, force: true });
cpSync(join(root, "src/server/migrations"), migrations, { recursive: true });

// The server hands these out compressed, where they are there; those of an earlier build are not those of this one.
const page = ["boardPage.js", "boardPage.css"];
for (const name of page) for (const kind of ["br", "gz"]) rmSync(join(dist, `${name}.${kind}`), { force: true });

if (watch) {
  const contexts = await Promise.all(programs.map((program) => context(program)));
  await Promise.all(contexts.map((each) => each.watch()));
} else {
  const results = await Promise.all(programs.map((program) => build({ ...program, write: false })));
  const files = results.flatMap((result) => result.outputFiles);
  for (const file of files) replaceFile(file.path, file.contents, 0o755);
  for (const file of files.filter(({ path }) => page.includes(basename(path)))) {
    replaceFile(`${file.path}.br`, brotliCompressSync(file.contents), 0o644);
    replaceFile(`${file.path}.gz`, gzipSync(file.contents), 0o644);
  }
  // Source maps that an earlier build for development left.
  const current = new Set(files.map((file) => basename(file.path)));
  for (const name of readdirSync(dist))
    if (name.endsWith(".map") && !current.has(name)) rmSync(join(dist, name), { force: true });
}
