import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { sourcesPage } from "../../../scripts/sourcesPage.ts";
import manifest from "../../../package.json" with { type: "json" };

const repository = resolve(import.meta.dirname, "../../..");
const read = (name: string): string => readFileSync(join(repository, name), "utf8");

/** Names that npm runs without `run`. */
const BUILT_IN = new Set(["start", "test"]);

function npmCommands(text: string): readonly string[] {
  return [...text.matchAll(/\bnpm (?:run (?:--silent )?)?([a-z][a-z0-9:]*)/g)].flatMap(([whole, name]) => {
    const isScript = name !== undefined && (whole.includes(" run ") || BUILT_IN.has(name));
    return isScript ? [name] : [];
  });
}

for (const name of ["README.md", "CONTRIBUTING.md"]) {
  describe(name, () => {
    it("tells only commands that exist", () => {
      const commands = npmCommands(read(name));
      assert.ok(commands.length > 1);
      for (const command of commands) assert.ok(Object.hasOwn(manifest.scripts, command), command);
    });

    it("links only to files that exist", () => {
      const links = [...read(name).matchAll(/\]\(([^)#]+)\)/g)].map(([, target]) => target ?? "");
      for (const link of links) assert.ok(link.startsWith("https:") || existsSync(join(repository, link)), link);
    });
  });
}

describe("docs/sources.md", () => {
  it("is what the sources say of themselves", () => {
    assert.equal(read("docs/sources.md"), sourcesPage(), "make it anew: npm run docs:sources");
  });
});

describe("README.md", () => {
  it("shows each picture that there is, with words for who cannot see it, and none that loads for long", () => {
    const pictures = [...read("README.md").matchAll(/<img src="([^"]+)" width="\d+" alt="([^"]{40,})">/g)];
    const shown = pictures.map(([, path]) => path ?? "");
    const there = readdirSync(join(repository, "docs/pictures")).map((name) => `docs/pictures/${name}`);
    assert.deepEqual(shown.toSorted(), there.toSorted());
    const bytes = shown.reduce((sum, path) => sum + statSync(join(repository, path)).size, 0);
    assert.ok(bytes < 1_200_000, `${bytes} bytes`);
  });

  it("lists exactly the settings that exist", () => {
    const listed = [...read("README.md").matchAll(/`(tokenLegend\.[A-Za-z.]+)`/g)].map(([, id]) => id ?? "");
    assert.deepEqual(listed.toSorted(), Object.keys(manifest.contributes.configuration.properties).toSorted());
  });
});

describe(".ci/run", () => {
  it("does what a contributor does", () => {
    const lines = read(".ci/run").trimEnd().split("\n");
    assert.equal(lines.at(-1), "npm test");
    assert.ok(lines.includes("set -euo pipefail"));
  });
});
