import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { makeFixtureHome } from "../test/support/fixtureHome.ts";
import { bundleHostSuite } from "../test/support/vscodeHost/bundleHostSuite.ts";
import type { ExtensionUnderTest } from "../test/support/vscodeHost/extensionUnderTest.ts";
import { runExtensionTests } from "../test/support/vscodeHost/runExtensionTests.ts";
import { type TestCounts, NO_TESTS, readTestCounts } from "../test/support/vscodeHost/testCounts.ts";

export const root = resolve(import.meta.dirname, "..");
const artefacts = join(root, "artefacts");
const vsix = join(artefacts, "token-legend.vsix");

export interface StageResult {
  readonly isOk: boolean;
  readonly counts: TestCounts;
}

export interface Stage {
  readonly name: string;
  readonly title: string;
  readonly run: () => Promise<StageResult>;
}

/** The longest stage takes some ten minutes, and several times that on a busy machine; one that hangs must end as well. */
const STAGE_LIMIT_MS = 90 * 60_000;

/** Runs a script in our terminal with the Node that runs this. */
async function runNode(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<boolean> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: "inherit",
    timeout: STAGE_LIMIT_MS,
  });
  const code = await new Promise<number | null>((done, failed) => {
    child.on("error", failed);
    child.on("exit", done);
  });
  return code === 0;
}

function check(name: string, title: string, args: readonly string[]): Stage {
  return { name, title, run: async () => ({ isOk: await runNode(args), counts: NO_TESTS }) };
}

function mochaStage(name: string, title: string, folder: string, timeoutMs: number): Stage {
  return {
    name,
    title,
    run: async () => {
      const results = mkdtempSync(join(tmpdir(), "token-legend-counts-"));
      const countsFile = join(results, "counts.json");
      try {
        const isOk = await runNode(["scripts/runMocha.ts", folder, String(timeoutMs), countsFile], {
          TOKEN_LEGEND_VSIX: vsix,
          TOKEN_LEGEND_ARTEFACTS: artefacts,
        });
        const counts = readTestCounts(countsFile);
        return { isOk: isOk && counts !== undefined, counts: counts ?? NO_TESTS };
      } finally {
        rmSync(results, { recursive: true, force: true });
      }
    },
  };
}

function hostStage(name: string, title: string, extension: ExtensionUnderTest): Stage {
  return {
    name,
    title,
    run: async () => {
      const fixture = makeFixtureHome();
      try {
        const suite = await bundleHostSuite();
        mkdirSync(artefacts, { recursive: true });
        const env = { TOKEN_LEGEND_ARTEFACTS: artefacts };
        const result = await runExtensionTests({ ...extension, home: fixture.home, env, suite, log: console.log });
        console.log(`  in VS Code, ${result.host}\n${result.text}`);
        const isOk = result.exitCode === 0 && result.counts !== undefined && result.counts.failed === 0;
        return { isOk, counts: result.counts ?? NO_TESTS };
      } finally {
        fixture.dispose();
      }
    },
  };
}

async function packageVsix(): Promise<StageResult> {
  mkdirSync(artefacts, { recursive: true });
  const vsce = [
    join(root, "node_modules/@vscode/vsce/vsce"),
    "package",
    "--no-dependencies",
    "--readme-path",
    "dist/README.md",
  ];
  // The manifest names no repository, so links in the README stay as they are.
  const isOk = await runNode([...vsce, "--allow-missing-repository", "--no-rewrite-relative-links", "--out", vsix]);
  return { isOk, counts: NO_TESTS };
}

const module = (path: string): string => join(root, "node_modules", path);

/** Everything that `npm test` does, in this order. Those after `package` look at what it has made. */
export const STAGES: readonly Stage[] = [
  check("format", "Format", [module("oxfmt/bin/oxfmt"), "--check", "."]),
  check("lint", "Lint", [module("oxlint/bin/oxlint")]),
  check("types", "Types of src", [module("typescript/bin/tsc"), "-p", "tsconfig.json"]),
  check("webview-types", "Types of the webview", [module("typescript/bin/tsc"), "-p", "src/webview"]),
  check("page-types", "Types of the board's page", [module("typescript/bin/tsc"), "-p", "src/boardPage"]),
  check("test-types", "Types of tests and scripts", [module("typescript/bin/tsc"), "-p", "test/tsconfig.json"]),
  { name: "package", title: "Package", run: packageVsix },
  mochaStage("unit", "Unit tests", "test/unit", 60_000),
  mochaStage("server", "Tests of the board server, on its databases", "test/server", 180_000),
  hostStage("host", "Tests in VS Code, from the source folder", { extensionDir: root }),
  hostStage("host-vsix", "Tests in VS Code, installed from the package", { vsix }),
  mochaStage("e2e", "End-to-end tests of the package", "test/e2e", 180_000),
];
