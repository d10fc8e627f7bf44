import assert from "node:assert/strict";
import { effectiveLines, isEffectiveLine } from "../../../../src/core/outcomes/effectiveLines.ts";
import { survivingLines } from "../../../../src/core/outcomes/survivingLines.ts";

const patch = (...lines: string[]): string => lines.join("\n");

describe("lines that tell of work", () => {
  it("have at least four characters besides blanks, and at most a thousand", () => {
    assert.deepEqual(["", "  }", "});", "a = b", "    done", "x".repeat(1000), "x".repeat(1001)].map(isEffectiveLine), [
      false,
      false,
      false,
      false,
      true,
      true,
      false,
    ]);
  });

  it("are counted by file, of both sides of a change", () => {
    const found = effectiveLines(
      patch(
        "diff --git src/a.ts src/a.ts",
        "--- src/a.ts",
        "+++ src/a.ts",
        "@@ -1,2 +1,3 @@ function",
        "-const old = 1;",
        "-}",
        "+const one = 1;",
        "+const two = 2;",
        "+}",
        "@@ -9 +10,0 @@",
        "-gone away",
        "diff --git b.md b.md",
        "--- /dev/null",
        "+++ b.md",
        "@@ -0,0 +1 @@",
        "+Some words",
      ),
    );
    assert.deepEqual(found, [
      { path: "src/a.ts", added: 2, removed: 2 },
      { path: "b.md", added: 1, removed: 0 },
    ]);
  });

  it("may look like the headings of a patch", () => {
    const found = effectiveLines(
      patch(
        "diff --git q.sql q.sql",
        "--- q.sql",
        "+++ q.sql",
        "@@ -1 +1,2 @@",
        "--- old comment",
        "+++ new",
        "+-- more",
      ),
    );
    assert.deepEqual(found, [{ path: "q.sql", added: 2, removed: 1 }]);
  });

  it("leave out what programs write, files without such lines, and names that git quotes", () => {
    const of = (name: string, line: string): string =>
      patch(`diff --git ${name} ${name}`, `--- ${name}`, `+++ ${name}`, "@@ -0,0 +1 @@", `+${line}`);
    assert.deepEqual(effectiveLines(of("package-lock.json", "some line")), []);
    assert.deepEqual(effectiveLines(of("dist/a.js", "some line")), []);
    assert.deepEqual(effectiveLines(of("a.ts", "}")), []);
    assert.deepEqual(effectiveLines(of('"a\\303\\244.ts"', "some line")), []);
    assert.deepEqual(effectiveLines("Binary files a and b differ"), []);
  });

  it("are those of a commit where the blame says so", () => {
    const [own, other] = ["a".repeat(40), "b".repeat(40)];
    const line = (hash: string, text: string): string =>
      patch(`${hash} 1 1 1`, "author Ann", "filename a.ts", `\t${text}`);
    const blame = patch(
      line(own, "const one = 1;"),
      line(other, "const two = 2;"),
      line(own, "}"),
      line(own, `${own} 3`),
    );
    assert.equal(survivingLines(blame, own), 2);
    assert.equal(survivingLines("", own), 0);
  });
});
