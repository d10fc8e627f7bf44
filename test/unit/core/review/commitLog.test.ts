import assert from "node:assert/strict";
import * as fc from "fast-check";
import {
  addChanges,
  commitsOf,
  isMadePath,
  isTestPath,
  readCommitList,
  readNumstat,
} from "../../../../src/core/review/commitLog.ts";

describe("what git tells of commits", () => {
  it("is read with subjects of every kind, and left out where it is of another form", () => {
    const text = "a1\tann@example.test\t1700000000\tone\ttwo\0nonsense\0b2\tbob@example.test\tsoon\tx\0";
    assert.deepEqual(readCommitList(text), [
      { hash: "a1", email: "ann@example.test", authorMs: 1_700_000_000_000, subject: "one\ttwo" },
    ]);
  });

  it("counts a person by their address in any case, and copies of a commit once", () => {
    const commit = { hash: "a", email: "Ann@Example.test", authorMs: 5000, subject: "x" };
    const listed = [commit, { ...commit, hash: "b" }, { ...commit, hash: "c", subject: "y" }];
    assert.equal(commitsOf(listed, "ann@example.test", 5000, 5000).length, 2);
    assert.equal(commitsOf(listed, "ann@example.test", 5001, 9000).length, 0);
    assert.equal(commitsOf(listed, "bob@example.test", 0, 9000).length, 0);
  });

  it("tells changes of plain, binary and renamed files", () => {
    assert.deepEqual(readNumstat("3\t1\tsrc/a.ts\0-\t-\tlogo.png\0\n2\t0\t\0old.ts\0new.ts\0"), [
      { path: "src/a.ts", added: 3, removed: 1 },
      { path: "logo.png", added: undefined, removed: undefined },
      { path: "new.ts", added: 2, removed: 0 },
    ]);
  });

  it("is never taken for more than it is, whatever it holds", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("\0", "\t", "\n", "-", "1", "a"), maxLength: 60 }), (text) => {
        readCommitList(text);
        const { files, linesAdded, linesRemoved } = addChanges(readNumstat(text));
        assert.ok(files >= 0 && linesAdded >= 0 && linesRemoved >= 0);
      }),
    );
  });
});

describe("paths in a repository", () => {
  it("are those of tests", () => {
    for (const path of [
      "test/a.ts",
      "src/a.test.ts",
      "src/a_test.go",
      "spec/models/user_spec.rb",
      "tests/test_cart.py",
      "app/test_cart.py",
      "src/__tests__/a.js",
      "src/CartTest.java",
      "e2e/login.ts",
    ]) {
      assert.ok(isTestPath(path), path);
    }
    for (const path of ["src/a.ts", "src/latest.ts", "contest/a.ts", "src/attest.py", "protest.md"]) {
      assert.ok(!isTestPath(path), path);
    }
  });

  it("are those of files that programs write", () => {
    for (const path of [
      "package-lock.json",
      "web/yarn.lock",
      "Cargo.lock",
      "go.sum",
      "dist/a.js",
      "a.min.js",
      "api.pb.go",
      "schema.generated.ts",
    ]) {
      assert.ok(isMadePath(path), path);
    }
    for (const path of ["src/lock.ts", "src/distance.ts", "build.ts", "package.json"]) {
      assert.ok(!isMadePath(path), path);
    }
  });
});
