import assert from "node:assert/strict";
import { matchesName } from "../../../../src/boardPage/volume/matchesName.ts";

describe("matchesName", () => {
  it("finds a name by a part of it, in any case, with or without accents", () => {
    for (const typed of ["zoe", "ZOË", "müller", "muller", " o'b ", ""])
      assert.ok(matchesName("Zoë O'Brien-Müller", typed), typed);
    assert.ok(matchesName("مريم الحاسب", "مريم"));
    assert.ok(!matchesName("Zoë", "zoo"));
  });

  it("takes what is typed as it is, not as a pattern", () => {
    assert.ok(!matchesName("ada", ".*"));
    assert.ok(matchesName("a.d (1)", "d (1"));
  });
});
