import { BADGES } from "../../../src/core/achievements/catalogue.ts";
import { evaluateBadges, type KeptGrade } from "../../../src/core/achievements/evaluateBadges.ts";
import { makeHistory, type PlayedDay } from "../../../src/core/achievements/history.ts";
import type { PriceOf } from "../../../src/core/achievements/rightSizing.ts";
import { countDays, type DayUse } from "../../../src/core/countedTokens.ts";
import { addDays, type DayKey } from "../../../src/core/localDay.ts";
import { createPricer } from "../../../src/core/prices/createPricer.ts";
import { TIERS } from "../../../src/core/tierCatalogue.ts";
import { gateFiguresOf } from "../../../src/core/tierGates.ts";
import { tierStanding } from "../../../src/core/tiers.ts";
import { GRADES } from "../../../src/shared/gameSnapshot.ts";
import { makePerson } from "./person.ts";
import { Random } from "./random.ts";

/** Last day of the simulation. */
export const LAST_DAY: DayKey = "2026-11-22";
const NOW_MS = Date.UTC(2026, 10, 22, 12);

/** A quarter: what is lifelong in badges is so far. */
export const LENGTH = 90;
/** Badges are looked at this often, as most go by the last days. */
const EVERY_DAYS = 15;

const pricer = createPricer();
const priceOf: PriceOf = (sourceId, model, tokens) =>
  pricer.costNanos({ sourceId, model, tokens, atMs: NOW_MS, serviceTier: "standard", usOnly: false });

export interface Outcome {
  /** Grades by badge id. */
  readonly kept: readonly KeptGrade[];
  readonly tier: string | undefined;
  /** The tier that volume alone would give, before the gates. */
  readonly volumeTier: string | undefined;
}

/** What a person has reached after a quarter. */
export function play(days: readonly PlayedDay[], use: readonly DayUse[]): Outcome {
  const kept: KeptGrade[] = [];
  for (let back = LENGTH - EVERY_DAYS; back >= 0; back -= EVERY_DAYS) {
    kept.push(...evaluateBadges(makeHistory(days, addDays(LAST_DAY, -back), priceOf), kept, NOW_MS).fresh);
  }
  const history = makeHistory(days, LAST_DAY, priceOf);
  const { badges } = evaluateBadges(history, kept, NOW_MS);
  const { counted, seen } = countDays(use);
  const { tier } = tierStanding(counted, seen, gateFiguresOf(history, badges));
  const volumeTier = TIERS.findLast(({ thresholdTokens }) => thresholdTokens <= counted)?.name;
  return { kept, tier, volumeTier };
}

export interface CompanyOutcome {
  readonly people: number;
  /** Share of people by badge and grade: `cache-wizard gold`. */
  readonly badges: ReadonlyMap<string, number>;
  readonly tiers: ReadonlyMap<string, number>;
  readonly volumeTiers: ReadonlyMap<string, number>;
}

/** Runs the catalogue on a made-up company. */
export function simulateCompany(people: number): CompanyOutcome {
  const badges = new Map<string, number>();
  const tiers = new Map<string, number>();
  const volumeTiers = new Map<string, number>();
  const add = (shares: Map<string, number>, key: string): void => {
    shares.set(key, (shares.get(key) ?? 0) + 1 / people);
  };
  for (let seed = 1; seed <= people; seed += 1) {
    const person = makePerson(new Random(seed), LAST_DAY, LENGTH, priceOf);
    const { kept, tier, volumeTier } = play(person.days, person.use);
    for (const { id, grade } of kept) add(badges, `${id} ${grade ?? ""}`);
    add(tiers, tier ?? "none");
    add(volumeTiers, volumeTier ?? "none");
  }
  return { people, badges, tiers, volumeTiers };
}

/** The outcome as text: a row for each badge and each tier. */
export function describeCompany({ people, badges, tiers, volumeTiers }: CompanyOutcome): string {
  const percent = (share: number | undefined): string => `${(100 * (share ?? 0)).toFixed(1)} %`.padStart(9);
  const rows = BADGES.filter(({ whyUnknown }) => whyUnknown === undefined).map(({ id, rule }) => {
    const grades = rule.kind === "single" ? [""] : GRADES;
    return id.padEnd(20) + grades.map((grade) => percent(badges.get(`${id} ${grade}`))).join("");
  });
  const tierRows = ["none", ...TIERS.map(({ name }) => name)].map(
    (name) => name.padEnd(20) + percent(volumeTiers.get(name)) + percent(tiers.get(name)),
  );
  return [
    `${people} people after ${LENGTH} days`,
    "badge".padEnd(20) + GRADES.map((grade) => grade.padStart(9)).join(""),
    ...rows,
    "tier".padEnd(20) + "volume".padStart(9) + "held".padStart(9),
    ...tierRows,
  ].join("\n");
}
