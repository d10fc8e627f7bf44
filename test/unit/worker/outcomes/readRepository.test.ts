import assert from "node:assert/strict";
import type { LandedCommit } from "../../../../src/core/outcomes/landedDeeds.ts";
import { readRepository } from "../../../../src/worker/outcomes/readRepository.ts";
import type { RunGit } from "../../../../src/worker/review/runGit.ts";
import { GitRepository } from "../../../support/gitRepository.ts";
import { DAY_MS, HOUR_MS, NOON_MS } from "../testRecords.ts";

const NOW_MS = NOON_MS + 20 * DAY_MS;
const lines = (name: string, count: number): string =>
  Array.from({ length: count }, (_, index) => `const ${name}${index} = ${index};\n`).join("");

describe("commits of sessions in a repository", function () {
  // Each commit starts git a few times.
  this.timeout(240_000);
  let repository: GitRepository;
  let git: RunGit;

  beforeEach(() => {
    repository = new GitRepository();
    git = repository.runner();
  });

  afterEach(() => {
    repository.dispose();
  });

  const read = (
    changes: { readonly known?: ReadonlyMap<string, LandedCommit>; readonly greenMs?: readonly number[] } = {},
    nowMs = NOW_MS,
    sessions = [{ folder: repository.folder, startMs: NOON_MS, endMs: NOON_MS + HOUR_MS }],
  ) => readRepository(git, { path: repository.folder, sessions, known: new Map(), greenMs: [], ...changes }, nowMs);
  const write = (path: string, content: string, subject: string, atMs: number): void => {
    repository.write(path, content);
    repository.commit(subject, atMs);
  };

  it("are told with their lines, and how many of them are there two weeks later", async () => {
    write("a.ts", lines("old", 3), "before", NOON_MS - DAY_MS);
    write("a.ts", lines("old", 3) + lines("one", 10), "in the session", NOON_MS);
    write("a.ts", lines("old", 3) + lines("one", 6), "some of it goes", NOON_MS + 5 * DAY_MS);
    write("a.ts", lines("old", 3), "the rest goes after two weeks", NOON_MS + 15 * DAY_MS);
    const commits = await read();
    assert.deepEqual(
      commits?.map(({ added, removed, surviving, change, landedMs }) => [added, removed, surviving, change, landedMs]),
      [[10, 0, 6, undefined, NOON_MS]],
    );
  });

  it("have no such number before two weeks are over, and keep it from then on", async () => {
    write("a.ts", lines("one", 10), "in the session", NOON_MS);
    const young = await read({}, NOON_MS + 14 * DAY_MS - 1000);
    assert.deepEqual(
      young?.map(({ surviving }) => surviving),
      [undefined],
    );
    const old = await read({ known: new Map(young?.map((commit) => [commit.hash, commit])) }, NOON_MS + 14 * DAY_MS);
    assert.deepEqual(
      old?.map(({ surviving }) => surviving),
      [10],
    );
    const known = new Map(old?.map((commit) => [commit.hash, { ...commit, surviving: 7 }]));
    assert.deepEqual(
      (await read({ known }))?.map(({ surviving }) => surviving),
      [7],
    );
  });

  it("follow a file to its new name, and to its end", async () => {
    write("a.ts", lines("one", 10), "in the session", NOON_MS);
    write("gone.ts", lines("gone", 5), "in the session too", NOON_MS + 1000);
    repository.git(["mv", "a.ts", "b.ts"]);
    repository.git(["rm", "--quiet", "gone.ts"]);
    repository.commit("moved and removed", NOON_MS + DAY_MS);
    const commits = await read();
    assert.deepEqual(commits?.map(({ added, surviving }) => [added, surviving]).toSorted(), [
      [10, 10],
      [5, 0],
    ]);
  });

  it("belong to the merge that brought them in, and count from then", async () => {
    write("a.ts", lines("old", 3), "before", NOON_MS - DAY_MS);
    repository.git(["checkout", "--quiet", "-b", "fix"]);
    write("b.ts", lines("one", 4), "in the session", NOON_MS);
    repository.git(["checkout", "--quiet", "main"]);
    const landedMs = NOON_MS + 2 * DAY_MS;
    const date = `@${landedMs / 1000} +0000`;
    repository.git(["merge", "--quiet", "--no-ff", "-m", "Merge it", "fix"], {
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_DATE: date,
    });
    const merge = repository.git(["rev-parse", "HEAD"]).trim();
    const commits = await read({ greenMs: [landedMs + HOUR_MS] });
    assert.deepEqual(
      commits?.map(({ change, landedMs: ms, surviving, isGreen }) => [change, ms, surviving, isGreen]),
      [[merge, landedMs, 4, true]],
    );
    const late = await read({ greenMs: [landedMs + DAY_MS + 1000, landedMs - 1000] });
    assert.deepEqual(
      late?.map(({ isGreen }) => isGreen),
      [false],
    );
  });

  it("are a merged change by themselves where the subject ends with the number of a pull request", async () => {
    write("a.ts", lines("one", 4), "Add ones (#12)", NOON_MS);
    write("b.ts", lines("two", 4), "Add (#12) twos", NOON_MS + 1000);
    const commits = await read();
    assert.deepEqual(
      commits?.map(({ hash, change }) => change === hash),
      [false, true],
    );
  });

  it("are the person's own, of a session or shortly after it, and not of branches that have not landed", async () => {
    write("a.ts", lines("one", 4), "before", NOON_MS - 2000);
    write("b.ts", lines("two", 4), "after", NOON_MS + 3 * HOUR_MS + 1000);
    repository.write("c.ts", lines("three", 4));
    repository.commit("somebody else's", NOON_MS, { email: "bob@example.test" });
    repository.git(["checkout", "--quiet", "-b", "fix"]);
    write("d.ts", lines("four", 4), "not landed", NOON_MS);
    assert.deepEqual(await read(), []);
  });

  it("are unknown without an own name, without a default branch and in a history that is cut off", async () => {
    assert.equal(await read(), undefined);
    write("a.ts", lines("one", 4), "one", NOON_MS);
    repository.git(["config", "--unset", "user.email"]);
    assert.equal(await read(), undefined);
    repository.git(["config", "user.email", "ann@example.test"]);
    assert.equal((await read())?.length, 1);
    repository.git(["branch", "--quiet", "-m", "main", "own"]);
    assert.equal(await read(), undefined);
  });

  it("are unknown where git cannot be asked", async () => {
    write("a.ts", lines("one", 4), "one", NOON_MS);
    const failing: RunGit = () => Promise.resolve({ kind: "failed", code: undefined });
    const asked = { path: repository.folder, sessions: [], known: new Map(), greenMs: [] };
    assert.equal(await readRepository(failing, asked, NOW_MS), undefined);
  });
});
