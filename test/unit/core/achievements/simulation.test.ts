import assert from "node:assert/strict";
import { TIERS } from "../../../../src/core/tierCatalogue.ts";
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
    this.timeout(60_000);
    const company = simulateCompany(2000);
    for (const grade of ["bronze", "silver", "gold", "diamond"]) {
      const shares = [...company.badges].filter(([key]) => key.endsWith(` ${grade}`)).map(([, share]) => share);
      assert.ok(shares.length > 0, describeCompany(company));
    }
    for (const [key, share] of company.badges) {
      const [id, grade] = key.split(" ");
      if (grade === "diamond") assert.ok(share <= 0.2, `${key}: ${share}\n${describeCompany(company)}`);
      if (grade === "silver") assert.ok(share <= (company.badges.get(`${id} bronze`) ?? 0), key);
    }
  });
});
