import assert from "node:assert/strict";
import { BADGES } from "../../../../src/core/achievements/catalogue.ts";
import { TIERS } from "../../../../src/core/tierCatalogue.ts";
import { GRADES } from "../../../../src/shared/gameSnapshot.ts";
import { makeFarmer } from "../../../support/company/farmer.ts";
import { describeCompany, LAST_DAY, LENGTH, play, simulateCompany } from "../../../support/company/simulate.ts";

describe("the catalogue on made-up people", () => {
  for (const apart of [false, true]) {
    it(`gives one who leaves agents running in ${apart ? "other" : "the same"} sessions two badges at most and no tier above Gold`, () => {
      const { days, use } = makeFarmer(LAST_DAY, LENGTH, apart);
      const { kept, tier, volumeTier } = play(days, use);
      const badges = new Set(kept.map(({ id }) => id));
      assert.ok(badges.size <= 2, [...badges].join(", "));
      const rank = (name: string | undefined): number => TIERS.findIndex((one) => one.name === name);
      assert.ok(rank(tier) <= rank("Gold"), tier);
      assert.ok(rank(volumeTier) <= rank("Gold"), "the caps alone keep it there");
    });
  }

  it("gives each grade to fewer people of a company than the one before, and Diamonds to few", function () {
    // It only computes; a busy machine takes more than a minute for it.
    this.timeout(300_000);
    const company = simulateCompany(2000);
    const told = describeCompany(company);
    for (const { id, rule } of BADGES) {
      if (rule.kind !== "graded") continue;
      const shares = GRADES.map((grade) => company.badges.get(`${id} ${grade}`) ?? 0);
      assert.deepEqual(
        shares,
        shares.toSorted((a, b) => b - a),
        `${id}\n${told}`,
      );
      assert.ok((shares.at(-1) ?? 0) <= 0.2, `${id}\n${told}`);
    }
    const held = (name: string): number => company.tiers.get(name) ?? 0;
    assert.equal(held("Token Legend"), 0, "it takes a board");
    assert.ok(held("Session Immortal") <= (company.volumeTiers.get("Session Immortal") ?? 0), told);
  });
});
