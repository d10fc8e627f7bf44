import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readCommits } from "../../../../src/worker/review/readCommits.ts";
import { findGitRunner, type RunGit } from "../../../../src/worker/review/runGit.ts";
import { GitRepository } from "../../../support/gitRepository.ts";
import { HOUR_MS, MINUTE_MS, NOON_MS } from "../testRecords.ts";

const END_MS = NOON_MS + HOUR_MS;

describe("commits that a session led to", function () {
  // Each commit starts git a few times.
  this.timeout(120_000);
  let repository: GitRepository;
  let git: RunGit;

  beforeEach(() => {
    repository = new GitRepository();
    git = repository.runner();
  });

  afterEach(() => {
    repository.dispose();
  });

  const look = async (folder = repository.folder) => (await readCommits(git, folder, NOON_MS, END_MS)).commits;

  it("are those of its time and of two hours after it", async () => {
    for (const [subject, atMs] of [
      ["before", NOON_MS - 1000],
      ["first", NOON_MS],
      ["last", END_MS + 2 * HOUR_MS],
      ["after", END_MS + 2 * HOUR_MS + 1000],
    ] as const) {
      repository.write("src/a.ts", `${subject}\n`);
      repository.commit(subject, atMs);
    }
    assert.deepEqual(await look(), {
      kind: "found",
      commits: 2,
      files: 1,
      linesAdded: 2,
      linesRemoved: 2,
      changedTests: false,
    });
  });

  it("are found from a folder below, on every branch, and in another work tree", async () => {
    repository.write("deep/down/a.ts", "a\n");
    repository.commit("one", NOON_MS);
    repository.git(["checkout", "--quiet", "-b", "fix"]);
    repository.write("b.ts", "b\n");
    repository.commit("two", NOON_MS + 1000);
    repository.git(["checkout", "--quiet", "main"]);
    const found = await readCommits(git, join(repository.folder, "deep/down"), NOON_MS, END_MS);
    assert.deepEqual([found.commits.kind === "found" && found.commits.commits, found.workTree], [2, repository.folder]);
    const other = join(repository.root, "other");
    repository.git(["worktree", "add", "--quiet", "--detach", other]);
    assert.deepEqual(await look(other), found.commits);
  });

  it("are the user's own, without merges, and a rebased one once", async () => {
    repository.commit("base", NOON_MS - HOUR_MS);
    repository.git(["checkout", "--quiet", "-b", "fix"]);
    repository.write("fix.ts", "one\n");
    repository.commit("fix", NOON_MS + MINUTE_MS);
    repository.git(["branch", "backup"]);
    repository.git(["checkout", "--quiet", "main"]);
    repository.write("theirs.ts", "theirs\n");
    repository.commit("theirs", NOON_MS + MINUTE_MS, { email: "bob@example.test" });
    repository.git(["rebase", "--quiet", "main", "fix"]);
    repository.git(["checkout", "--quiet", "main"]);
    repository.git(["merge", "--quiet", "--no-ff", "-m", "merge", "fix"]);
    assert.deepEqual(await look(), {
      kind: "found",
      commits: 1,
      files: 1,
      linesAdded: 1,
      linesRemoved: 0,
      changedTests: false,
    });
  });

  it("count no lines of locks and of generated or binary files, and see tests that changed", async () => {
    repository.write("package-lock.json", "{}\n".repeat(500));
    repository.write("dist/app.js", "x\n".repeat(500));
    repository.write("logo.png", "\0\u0001\0\n");
    repository.write("test/cart.test.ts", "a\nb\n");
    repository.commit("work", NOON_MS);
    assert.deepEqual(await look(), {
      kind: "found",
      commits: 1,
      files: 2,
      linesAdded: 2,
      linesRemoved: 0,
      changedTests: true,
    });
  });

  it("follow a renamed file, and survive names of every kind", async () => {
    repository.write("a b\tc\n\u05d0.ts", "one\ntwo\nthree\nfour\n");
    repository.commit("base", NOON_MS - HOUR_MS);
    repository.git(["mv", "--", "a b\tc\n\u05d0.ts", "-n.ts"]);
    repository.write("-n.ts", "one\ntwo\nthree\nfour\nfive\n");
    repository.commit("rename\twith a tab", NOON_MS);
    assert.deepEqual(await look(), {
      kind: "found",
      commits: 1,
      files: 1,
      linesAdded: 1,
      linesRemoved: 0,
      changedTests: false,
    });
  });

  it("are none where there were none, which is not the same as not to know", async () => {
    assert.deepEqual(await look(), { kind: "none" }, "a repository without a commit");
    repository.commit("before", NOON_MS - HOUR_MS);
    assert.deepEqual(await look(), { kind: "none" });
    assert.deepEqual(await look(""), { kind: "noFolder" });
    assert.deepEqual(await look(join(repository.root, "gone")), { kind: "folderGone" });
    assert.deepEqual(await look(repository.root), { kind: "noRepository" });
    assert.deepEqual(await look("relative/folder"), { kind: "unreadable" });
    assert.deepEqual(await look("//server/share"), { kind: "unreadable" });
    const nowhere = await readCommits(undefined, repository.folder, NOON_MS, END_MS);
    assert.deepEqual(nowhere.commits, { kind: "unreadable" });
    repository.git(["config", "--unset", "user.email"]);
    assert.deepEqual(await look(), { kind: "noAuthor" });
  });

  it("are unknown in a damaged repository and where git is stopped", async () => {
    repository.commit("one", NOON_MS);
    const closing = new AbortController();
    closing.abort();
    const stopped = findGitRunner(repository.env, closing.signal);
    assert.deepEqual((await readCommits(stopped, repository.folder, NOON_MS, END_MS)).commits, { kind: "unreadable" });
    rmSync(join(repository.folder, ".git", "objects"), { recursive: true });
    mkdirSync(join(repository.folder, ".git", "objects"));
    assert.deepEqual(await look(), { kind: "unreadable" });
    writeFileSync(join(repository.folder, ".git", "config"), "[[[");
    assert.deepEqual(await look(), { kind: "unreadable" });
  });

  it("are read without running anything that the repository names", async () => {
    const trap = join(repository.root, "trap.sh");
    const sprung = join(repository.root, "sprung");
    writeFileSync(trap, `#!/bin/sh\necho "$0 $*" >> ${sprung}\ncat "$1" 2>/dev/null\n`);
    chmodSync(trap, 0o755);
    repository.write("a.bin", "one\n");
    repository.write(".gitattributes", "* diff=trap filter=trap\n");
    repository.commit("one", NOON_MS);
    repository.write("a.bin", "two\n");
    repository.commit("two", NOON_MS + 1000);
    repository.configure("info/attributes", "* diff=trap filter=trap\n");
    repository.configure(
      "config",
      `[core]
  fsmonitor = ${trap}
  hooksPath = ${repository.root}
  pager = ${trap}
  sshCommand = ${trap}
  editor = ${trap}
  askPass = ${trap}
[diff]
  external = ${trap}
[diff "trap"]
  textconv = ${trap}
  command = ${trap}
[filter "trap"]
  clean = ${trap}
  smudge = ${trap}
  process = ${trap}
[log]
  showSignature = true
[gpg]
  program = ${trap}
[alias]
  log = !${trap}
  rev-parse = !${trap}
[pager]
  log = ${trap}
[remote "origin"]
  url = ext::${trap}
  promisor = true
  partialclonefilter = blob:none
  uploadpack = ${trap}
[protocol "ext"]
  allow = always
[credential]
  helper = !${trap}
`,
    );
    assert.throws(() => repository.git(["diff", "HEAD~1", "HEAD"]));
    assert.ok(existsSync(sprung), "the trap is a good one");
    rmSync(sprung);
    const found = await look();
    assert.deepEqual(found.kind === "found" && found.commits, 2);
    assert.equal(existsSync(sprung), false);
  });

  it("fetch nothing that a partial clone lacks", async () => {
    const trap = join(repository.root, "trap.sh");
    const sprung = join(repository.root, "sprung");
    writeFileSync(trap, `#!/bin/sh\necho sprung >> ${sprung}\n`);
    chmodSync(trap, 0o755);
    repository.write("a.txt", "one\n");
    repository.commit("one", NOON_MS);
    const blob = repository.git(["rev-parse", "HEAD:a.txt"]).trim();
    rmSync(join(repository.folder, ".git", "objects", blob.slice(0, 2), blob.slice(2)));
    repository.configure(
      "config",
      `[extensions]
  partialClone = origin
[core]
  repositoryFormatVersion = 1
[remote "origin"]
  url = ext::${trap}
  promisor = true
[protocol "ext"]
  allow = always
`,
    );
    assert.throws(() => repository.git(["cat-file", "-p", blob]));
    assert.ok(existsSync(sprung), "the trap is a good one");
    rmSync(sprung);
    assert.deepEqual(await look(), { kind: "unreadable" });
    assert.equal(existsSync(sprung), false);
  });

  it("leave the repository as it was", async () => {
    repository.write("a.txt", "one\n");
    repository.commit("one", NOON_MS);
    const list = (): string =>
      repository.git(["count-objects", "-v"]) + existsSync(join(repository.folder, ".git/index.lock"));
    const before = list();
    await look();
    assert.equal(list(), before);
  });
});
