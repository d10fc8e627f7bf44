import assert from "node:assert/strict";
import { landedDeeds, type LandedCommit } from "../../../../src/core/outcomes/landedDeeds.ts";

const DAY_MS = 86_400_000;
const dayOf = (ms: number): string => String(Math.floor(ms / DAY_MS));

let made = 0;
function commit(changes: Partial<LandedCommit> = {}): LandedCommit {
  made += 1;
  return {
    hash: `hash ${made}`,
    landedMs: 0,
    change: `change ${made}`,
    added: 100,
    removed: 0,
    surviving: 80,
    isGreen: false,
    ...changes,
  };
}
const deeds = (commits: readonly LandedCommit[]) => landedDeeds(commits, true, dayOf);

describe("what came of commits", () => {
  it("is unknown where no repository was read", () => {
    assert.equal(landedDeeds([], false, dayOf), undefined);
  });

  it("is their lines once they are two weeks old, merged or not", () => {
    const found = deeds([commit(), commit({ change: undefined, surviving: 0 }), commit({ surviving: undefined })]);
    assert.deepEqual([found?.maturedLines, found?.survivingLines], [200, 80]);
  });

  it("is merged changes of which four fifths last, all commits of one together", () => {
    const count = (...commits: readonly LandedCommit[]) => deeds(commits)?.lastingChanges;
    assert.equal(count(commit()), 1);
    assert.equal(count(commit({ surviving: 79 })), 0);
    assert.equal(count(commit({ change: undefined })), 0);
    assert.equal(count(commit({ change: "c", surviving: 60 }), commit({ change: "c", surviving: 100 })), 1);
    assert.equal(count(commit({ change: "c" }), commit({ change: "c", surviving: undefined })), 0);
    assert.equal(count(commit({ added: 0, surviving: 0 })), 0);
  });

  it("counts three changes of a day", () => {
    const sameDay = Array.from({ length: 5 }, () => commit());
    assert.equal(deeds([...sameDay, commit({ landedMs: DAY_MS })])?.lastingChanges, 4);
  });

  it("is changes that took away fifty lines more than they added, with passing tests after", () => {
    const count = (...commits: readonly LandedCommit[]) => deeds(commits)?.cleanings;
    assert.equal(count(commit({ added: 10, removed: 60, isGreen: true })), 1);
    assert.equal(count(commit({ added: 10, removed: 59, isGreen: true })), 0);
    assert.equal(count(commit({ added: 10, removed: 60 })), 0);
    assert.equal(count(commit({ change: undefined, added: 10, removed: 60, isGreen: true })), 0);
    assert.equal(
      count(
        commit({ change: "c", added: 0, removed: 60, isGreen: true }),
        commit({ change: "c", added: 20, removed: 0 }),
      ),
      0,
    );
  });
});
