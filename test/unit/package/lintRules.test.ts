import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const repository = resolve(import.meta.dirname, "../../..");

/** One faulty file per rule that the architecture rests on: what it holds, and the rule that must refuse it. */
const FAULTS: Readonly<Record<string, readonly [code: string, rule: string]>> = {
  "src/shared/usesCore.ts": ['export * from "../core/fine.ts";', "no-restricted-imports"],
  "src/shared/usesNode.ts": [
    'import { hostname } from "node:os";\nexport const name = hostname();',
    "no-restricted-imports",
  ],
  "src/core/usesVscode.ts": ['import type { Uri } from "vscode";\nexport type Place = Uri;', "no-restricted-imports"],
  "src/core/usesFiles.ts": [
    'import { readFileSync } from "node:fs";\nexport const read = readFileSync;',
    "no-restricted-imports",
  ],
  "src/core/usesSources.ts": [
    'import type { Fine } from "../sources/fine.ts";\nexport type A = Fine;',
    "no-restricted-imports",
  ],
  "src/sources/usesWorker.ts": [
    'import { fine } from "../worker/fine.ts";\nexport const a = fine;',
    "no-restricted-imports",
  ],
  "src/sources/deep/usesHost.ts": [
    'import { fine } from "../../host/fine.ts";\nexport const a = fine;',
    "no-restricted-imports",
  ],
  "src/worker/usesCli.ts": ['import { fine } from "../cli/fine.ts";\nexport const a = fine;', "no-restricted-imports"],
  "src/worker/usesNetwork.ts": ['import { get } from "node:https";\nexport const a = get;', "no-restricted-imports"],
  "src/worker/fetches.ts": ['export const a = async (): Promise<Response> => fetch("x:");', "no-restricted-globals"],
  "src/worker/listens.ts": [
    'import { createServer } from "node:http";\nexport const a = createServer;',
    "no-restricted-imports",
  ],
  "src/otel/usesWorker.ts": [
    'import { fine } from "../worker/fine.ts";\nexport const a = fine;',
    "no-restricted-imports",
  ],
  "src/otel/connects.ts": ['import { request } from "node:http";\nexport const a = request;', "no-restricted-imports"],
  "src/otel/connectsBelow.ts": [
    'import { connect } from "node:net";\nexport const a = connect;',
    "no-restricted-imports",
  ],
  "src/otel/usesFiles.ts": [
    'import { readFileSync } from "node:fs";\nexport const read = readFileSync;',
    "no-restricted-imports",
  ],
  "src/otel/fetches.ts": ['export const a = async (): Promise<Response> => fetch("x:");', "no-restricted-globals"],
  "src/sources/usesOtel.ts": [
    'import { fine } from "../otel/fine.ts";\nexport const a = fine;',
    "no-restricted-imports",
  ],
  "src/host/usesOtel.ts": ['import { fine } from "../otel/fine.ts";\nexport const a = fine;', "no-restricted-imports"],
  "src/cli/usesOtel.ts": ['import { fine } from "../otel/fine.ts";\nexport const a = fine;', "no-restricted-imports"],
  "src/cli/usesHost.ts": ['import { fine } from "../host/fine.ts";\nexport const a = fine;', "no-restricted-imports"],
  "src/host/usesWorker.ts": [
    'import type { Fine } from "../worker/fine.ts";\nexport type A = Fine;',
    "no-restricted-imports",
  ],
  "src/host/usesSources.ts": [
    'export const load = async (): Promise<unknown> => import("../sources/fine.ts");',
    "no-restricted-imports",
  ],
  "src/host/usesRoot.ts": ['import { fine } from "../extension.ts";\nexport const a = fine;', "no-restricted-imports"],
  "src/webview/usesHost.ts": [
    'import { fine } from "../host/fine.ts";\nexport const a = fine;',
    "no-restricted-imports",
  ],
  "src/webview/usesNode.ts": [
    'import { hostname } from "node:os";\nexport const name = hostname();',
    "no-restricted-imports",
  ],
  "src/webview/fetches.ts": ['export const a = async (): Promise<Response> => fetch("x:");', "no-restricted-globals"],
  "src/server/usesWorker.ts": [
    'import { fine } from "../worker/fine.ts";\nexport const a = fine;',
    "no-restricted-imports",
  ],
  "src/server/usesHost.ts": [
    'import { fine } from "../host/fine.ts";\nexport const a = fine;',
    "no-restricted-imports",
  ],
  "src/host/usesServer.ts": [
    'import { fine } from "../server/fine.ts";\nexport const a = fine;',
    "no-restricted-imports",
  ],
  "src/cli/usesServer.ts": [
    'import { fine } from "../server/fine.ts";\nexport const a = fine;',
    "no-restricted-imports",
  ],
  "src/sync/usesWorker.ts": [
    'import { fine } from "../worker/fine.ts";\nexport const a = fine;',
    "no-restricted-imports",
  ],
  "src/sync/usesHost.ts": ['import { fine } from "../host/fine.ts";\nexport const a = fine;', "no-restricted-imports"],
  "src/sync/usesFiles.ts": [
    'import { readFileSync } from "node:fs";\nexport const a = readFileSync;',
    "no-restricted-imports",
  ],
  "src/sync/connectsBelow.ts": [
    'import { connect } from "node:tls";\nexport const a = connect;',
    "no-restricted-imports",
  ],
  "src/sync/opensSockets.ts": ['export const a = new WebSocket("x:");', "no-restricted-globals"],
  "src/host/fetches.ts": ['export const a = async (): Promise<Response> => fetch("x:");', "no-restricted-globals"],
  "src/cli/fetches.ts": ['export const a = async (): Promise<Response> => fetch("x:");', "no-restricted-globals"],
  "src/worker/usesSync.ts": [
    'import { fine } from "../sync/fine.ts";\nexport const a = fine;',
    "no-restricted-imports",
  ],
  "src/webview/usesSync.ts": [
    'import { fine } from "../sync/fine.ts";\nexport const a = fine;',
    "no-restricted-imports",
  ],
  "src/webview/usesBoardPage.ts": [
    'import { fine } from "../boardPage/fine.ts";\nexport const a = fine;',
    "no-restricted-imports",
  ],
  "src/server/usesBoardPage.ts": [
    'import { fine } from "../boardPage/fine.ts";\nexport const a = fine;',
    "no-restricted-imports",
  ],
  "src/boardPage/usesServer.ts": [
    'import { fine } from "../server/fine.ts";\nexport const a = fine;',
    "no-restricted-imports",
  ],
  "src/boardPage/usesHost.ts": [
    'import { fine } from "../host/fine.ts";\nexport const a = fine;',
    "no-restricted-imports",
  ],
  "src/boardPage/usesNode.ts": [
    'import { hostname } from "node:os";\nexport const name = hostname();',
    "no-restricted-imports",
  ],
  "src/boardPage/usesVscode.ts": [
    'import type { VscodeApi } from "../webview/vscodeApi.ts";\nexport type A = VscodeApi;',
    "no-restricted-imports",
  ],
  "src/boardPage/streams.ts": ['export const a = (): EventSource => new EventSource("x:");', "no-restricted-globals"],
  "src/core/cycleA.ts": [
    'import type { B } from "./cycleB.ts";\nexport interface A { readonly b?: B }',
    "import(no-cycle)",
  ],
  "src/core/cycleB.ts": [
    'import type { A } from "./cycleA.ts";\nexport interface B { readonly a?: A }',
    "import(no-cycle)",
  ],
  "src/core/typeError.ts": ['export const a: number = "one";', "typescript(TS2322)"],
  "src/core/floating.ts": ["export function a(): void {\n  Promise.resolve(1);\n}", "no-floating-promises"],
  "src/core/nonNull.ts": ["export const a = (x: string | undefined): number => x!.length;", "no-non-null-assertion"],
  "src/core/anyType.ts": ["export const a = (x: any): boolean => x === 1;", "no-explicit-any"],
  "src/core/unsafe.ts": ['export const a = (): string => JSON.parse("{}").a;', "no-unsafe-"],
  "src/core/swallows.ts": ["export function a(f: () => void): void {\n  try {\n    f();\n  } catch {}\n}", "no-empty"],
  "src/core/inexhaustive.ts": [
    'export function a(x: "p" | "q"): void {\n  switch (x) {\n    case "p":\n      break;\n  }\n}',
    "switch-exhaustiveness-check",
  ],
  "src/core/defaultExport.ts": ["export default 1;", "no-default-export"],
  "src/core/logs.ts": ["export function a(): void {\n  console.log(1);\n}", "no-console"],
  "src/core/long.ts": [`${"\n".repeat(400)}export const a = 1;`, "max-lines"],
};
const FINE = [
  "shared",
  "core",
  "sources",
  "otel",
  "worker",
  "sync",
  "cli",
  "host",
  "webview",
  "boardPage",
  "server",
].map((folder) => `src/${folder}/fine.ts`);
/** What a page may use of the domain, with what a browser has. */
const DRAWS =
  'import { fine } from "../core/fine.ts";\nexport const page = (): number => document.body.childElementCount + fine.a;';
/** What the board's page may use besides: the parts of the panel's pages, and requests to the server that it came from. */
const PAGE_ASKS =
  'import { fine } from "../webview/fine.ts";\nexport const ask = async (): Promise<Response> => fetch(`/v1/viewer?${fine.a}`);';
/** What the board server alone may do. */
const CONNECTS =
  'import { request } from "node:https";\nimport { fine } from "../core/fine.ts";\nexport const connect = [request, fine, fetch];';
/** What the client of a board may do, and who may use it. */
const ASKS =
  'import { fine } from "../core/fine.ts";\nexport const ask = async (): Promise<[unknown, Response]> => [fine, await fetch("x:")];';
const USES_SYNC = 'import { fine } from "../sync/fine.ts";\nexport const uses = fine;';
/** What the receiver alone may do. */
const LISTENS = 'import { createServer } from "node:http";\nexport const listen = createServer;';

interface Finding {
  readonly code: string;
  readonly filename: string;
}

function isFinding(value: unknown): value is Finding {
  return typeof value === "object" && value !== null && "code" in value && "filename" in value;
}

/** Findings of the repository's own lint configuration on a folder of its own. */
async function lint(folder: string): Promise<readonly Finding[]> {
  const oxlint = join(repository, "node_modules/oxlint/bin/oxlint");
  const output = await new Promise<string>((done) => {
    execFile(
      process.execPath,
      [oxlint, "--format", "json", "src"],
      { cwd: folder, maxBuffer: 1 << 24 },
      (_error, stdout) => {
        done(stdout);
      },
    );
  });
  const parsed: unknown = JSON.parse(output);
  assert.ok(
    typeof parsed === "object" && parsed !== null && "diagnostics" in parsed && Array.isArray(parsed.diagnostics),
  );
  return parsed.diagnostics.filter(isFinding);
}

describe("lint rules", () => {
  let findings: readonly Finding[] = [];
  let folder = "";

  before(async function () {
    this.timeout(240_000);
    folder = mkdtempSync(join(tmpdir(), "token-legend-lint-"));
    for (const name of [".oxlintrc.json", "tsconfig.json"]) cpSync(join(repository, name), join(folder, name));
    writeFileSync(join(folder, "package.json"), `{ "type": "module" }`);
    symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"), "junction");
    const write = (path: string, code: string): void => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), `${code}\n`);
    };
    for (const path of FINE)
      write(path, "export interface Fine {\n  readonly a: 1;\n}\nexport const fine: Fine = { a: 1 };");
    write("src/otel/listens.ts", LISTENS);
    write("src/server/connects.ts", CONNECTS);
    write("src/sync/asks.ts", ASKS);
    for (const user of ["host", "cli"]) write(`src/${user}/syncs.ts`, USES_SYNC);
    write("src/webview/draws.ts", DRAWS);
    write("src/boardPage/asks.ts", PAGE_ASKS);
    for (const page of ["webview", "boardPage"])
      cpSync(join(repository, `src/${page}/tsconfig.json`), join(folder, `src/${page}/tsconfig.json`));
    write("src/extension.ts", 'export { fine } from "./host/fine.ts";');
    for (const [path, [code]] of Object.entries(FAULTS)) write(path, code);
    findings = await lint(folder);
  });

  after(() => {
    if (folder !== "") rmSync(folder, { recursive: true, force: true });
  });

  const ofFile = (path: string): readonly string[] =>
    findings.filter((finding) => finding.filename === path).map((finding) => finding.code);

  for (const [path, [, rule]] of Object.entries(FAULTS)) {
    it(`refuse ${path} by ${rule}`, () => {
      const codes = ofFile(path);
      assert.ok(
        codes.some((code) => code.includes(rule)),
        `${path}: ${codes.join(", ") || "no finding"}`,
      );
    });
  }

  it("accept files that keep to them", () => {
    const users = ["src/sync/asks.ts", "src/host/syncs.ts", "src/cli/syncs.ts"];
    for (const path of [
      ...FINE,
      ...users,
      "src/otel/listens.ts",
      "src/server/connects.ts",
      "src/webview/draws.ts",
      "src/boardPage/asks.ts",
    ])
      assert.deepEqual(ofFile(path), [], path);
  });
});
