import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "esbuild";

const repository = resolve(import.meta.dirname, "../../..");

/** Where the bundled suite lies. Also an extension of its own, without code, that carries the suite into the host. */
export interface HostSuite {
  readonly companion: string;
  readonly testsModule: string;
}

/**
 * Bundles every `*.test.ts` below a folder, found by pattern, for the extension host, which loads CommonJS.
 * Mocha stays outside: it is loaded from the packages.
 */
export async function bundleHostSuite(folder = join(repository, "test/host/suite")): Promise<HostSuite> {
  const companion = join(repository, ".cache", `host-suite-${process.pid}`);
  rmSync(companion, { recursive: true, force: true });
  mkdirSync(companion, { recursive: true });
  process.once("exit", () => {
    rmSync(companion, { recursive: true, force: true });
  });
  const tests = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".test.ts"));
  await build({
    absWorkingDir: repository,
    entryPoints: [
      { in: join(import.meta.dirname, "hostSuiteMain.ts"), out: "main" },
      ...tests.map((name) => ({ in: join(folder, name), out: join("tests", name.replace(/\.ts$/, "")) })),
    ],
    outdir: companion,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    target: "node22",
    format: "cjs",
    external: ["vscode", "mocha"],
    sourcemap: "inline",
    logLevel: "warning",
  });
  const manifest = {
    name: "token-legend-host-suite",
    publisher: "token-legend",
    version: "0.0.0",
    engines: { vscode: "*" },
  };
  writeFileSync(join(companion, "package.json"), JSON.stringify(manifest));
  return { companion, testsModule: join(companion, "main.cjs") };
}
