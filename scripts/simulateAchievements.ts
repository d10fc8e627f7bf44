import { makeFarmer } from "../test/support/company/farmer.ts";
import { describeCompany, LAST_DAY, LENGTH, play, simulateCompany } from "../test/support/company/simulate.ts";

/*
 * Runs the catalogue of badges and tiers on a made-up company, and on one who leaves agents running. To be looked at before
 * a threshold is changed: about two thirds of people should have the first grade of a badge, a thirtieth the last.
 * `npm run achievements:simulate -- 85000`
 */

const people = Number(process.argv[2] ?? 85_000);
console.log(describeCompany(simulateCompany(people)));
for (const apart of [false, true]) {
  const { days, use } = makeFarmer(LAST_DAY, LENGTH, apart);
  const { kept, tier } = play(days, use);
  const grades = kept.map(({ id, grade }) => `${id} ${grade ?? ""}`).join(", ");
  console.log(`agents left running in ${apart ? "sessions of their own" : "the same sessions"}: ${tier}, ${grades}`);
}
