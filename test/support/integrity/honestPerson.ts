import { Random } from "../company/random.ts";
import { DAYS, HOUR_MS, NOW_MS, TODAY, onTime, rowOf, tokensOf, type SimulatedRow } from "./simulatedRow.ts";

export type Archetype = "casual" | "steady" | "power" | "autonomous" | "ciBot";

/** How people of a kind work: guesses, made so that the sums of a company are those that were published. */
const HABITS = {
  casual: { workdays: 0.4, weekends: 0.03, turns: 9, steered: 0.95, hours: 4 },
  steady: { workdays: 0.8, weekends: 0.06, turns: 24, steered: 0.9, hours: 7 },
  power: { workdays: 0.92, weekends: 0.25, turns: 48, steered: 0.75, hours: 11 },
  autonomous: { workdays: 0.95, weekends: 0.6, turns: 40, steered: 0.35, hours: 20 },
  ciBot: { workdays: 0.97, weekends: 0.95, turns: 6, steered: 0.1, hours: 24 },
} as const satisfies Readonly<Record<Archetype, Readonly<Record<string, number>>>>;

/** Median and width of a person's tokens of 30 days in the company of 85,000. */
const MEDIAN_TOKENS = 150e6;
const SIGMA = 1.8;
/** Days of one person differ by this much: two in three by a factor of 1.8 at most. */
const DAY_SIGMA = 0.6;

const MODELS = [
  "claude-opus-4-8",
  "claude-sonnet-5",
  "claude-sonnet-4-5",
  "claude-haiku-4-5",
  "gpt-5.4-mini",
  "other",
] as const;
const TOOLS = ["claudeCode", "claudeCode", "claudeCode", "codex", "openCode", "droid"] as const;

/** What befalls honest people, each for a few in a thousand. */
export const MISHAPS = {
  offlineHoliday: 0.03,
  wrongClock: 0.01,
  wslTwin: 0.002,
  devContainers: 0.003,
  sharedMachine: 0.001,
  rejoined: 0.001,
  placeholderCounts: 0.02,
  hiddenThinking: 0.1,
  oldReaders: 0.002,
} as const;
export type Mishap = keyof typeof MISHAPS;

export interface SimulatedPerson {
  readonly archetype: Archetype;
  readonly mishaps: ReadonlySet<Mishap>;
  readonly rows: readonly SimulatedRow[];
  /** UTC days on which their devices joined. */
  readonly deviceDays: readonly number[];
}

/** An honest person, the same for the same seed. */
export function honestPerson(seed: number): SimulatedPerson {
  const random = new Random(seed);
  const volume = random.normal();
  const archetype = archetypeOf(random, volume);
  const mishaps = new Set<Mishap>();
  for (const [name, share] of Object.entries(MISHAPS)) if (random.chance(share)) mishaps.add(name as Mishap);
  const rows = workOf(random, archetype, MEDIAN_TOKENS * Math.exp(SIGMA * volume), mishaps);
  return befall(random, { archetype, mishaps, rows, deviceDays: [TODAY - 200] });
}

function archetypeOf(random: Random, volume: number): Archetype {
  if (random.chance(0.01)) return "ciBot";
  const rank = volume + random.normal(0.6);
  if (rank < -0.3) return "casual";
  if (rank < 1.1) return "steady";
  return rank < 1.9 ? "power" : "autonomous";
}

function workOf(
  random: Random,
  archetype: Archetype,
  tokensOf30Days: number,
  mishaps: ReadonlySet<Mishap>,
): readonly SimulatedRow[] {
  const habits = HABITS[archetype];
  const usual = tokensOf30Days / ((30 / 7) * (5 * habits.workdays + 2 * habits.weekends));
  const begin = Math.floor(24 * random.next());
  const devices = random.chance(0.25) ? 2 : 1;
  const model = MODELS[Math.floor(random.next() * MODELS.length)] ?? "other";
  const tool = TOOLS[Math.floor(random.next() * TOOLS.length)] ?? "claudeCode";
  const rows: SimulatedRow[] = [];
  for (let day = TODAY - DAYS + 1; day <= TODAY; day += 1) {
    // The first day since 1970 was a Thursday.
    const isWeekend = (day + 4) % 7 === 0 || (day + 4) % 7 === 6;
    if (!random.chance(isWeekend ? habits.weekends : habits.workdays)) continue;
    const tokens = random.around(usual, DAY_SIGMA);
    const hours = Math.max(1, Math.min(24, Math.round(random.around(habits.hours, 0.2))));
    const steered = Math.min(1, habits.steered * random.around(1, 0.1));
    for (let i = 0; i < hours; i += 1) {
      const h = day * 24 + ((begin + i) % 24);
      const part = (tokens / hours) * random.around(1, 0.4);
      const device = 1 + (devices > 1 && i % 3 === 0 ? 1 : 0);
      const turns = Math.max(1, Math.round(random.around(habits.turns / hours, 0.3)));
      const hidden = mishaps.has("placeholderCounts")
        ? 1 / (10 + 90 * random.next())
        : mishaps.has("hiddenThinking")
          ? 10 + 7 * random.next()
          : 1 + 2 * random.next();
      const about = { h, tool, model, hidden };
      const isSteered = archetype !== "ciBot" || i < 3;
      const mine = isSteered ? steered * part : 0;
      if (mine >= 1) rows.push(onTime(rowOf(random, { ...about, mode: 1, tokens: mine, turns }), device));
      if (part - mine >= 1)
        rows.push(onTime(rowOf(random, { ...about, mode: 0, tokens: part - mine, turns: 0 }), device));
    }
  }
  return rows;
}

function befall(random: Random, person: SimulatedPerson): SimulatedPerson {
  const { mishaps } = person;
  let { rows, deviceDays } = person;
  if (mishaps.has("offlineHoliday")) {
    const back = TODAY - Math.floor(5 * random.next());
    const from = back - 8 - Math.floor(8 * random.next());
    const isAway = (h: number): boolean => h >= from * 24 && h < back * 24;
    rows = rows.map((each) => (isAway(each.row.h) ? { ...each, firstSeenMs: (back * 24 + 23.5) * HOUR_MS } : each));
  }
  if (mishaps.has("wrongClock")) {
    const shiftH = Math.round(-13 + 26 * random.next());
    rows = rows.map((each) => ({ ...each, shiftH, row: { ...each.row, h: each.row.h - shiftH } }));
  }
  if (mishaps.has("wslTwin")) {
    deviceDays = [...deviceDays, TODAY - 20];
    rows = [...rows, ...rows.map((each) => ({ ...each, device: 9, firstSeenMs: each.firstSeenMs + HOUR_MS }))];
  }
  if (mishaps.has("devContainers")) {
    deviceDays = [...deviceDays, ...Array.from({ length: 6 }, (_, i) => TODAY - 3 * i)];
    rows = rows.map((each) => ({ ...each, device: 1 + (Math.floor(each.row.h / 24) % 7) }));
  }
  // A reader of ours without a version, for a week, until the update came and everything was sent again.
  if (mishaps.has("oldReaders")) rows = rows.map((each) => (each.row.h % 5 === 0 ? { ...each, parser: 0 } : each));
  return { ...person, rows: rows.filter((each) => each.firstSeenMs <= NOW_MS), deviceDays };
}

/** Who shares a machine with the person before them tells of a part of that one's hours as well, up to 30 % of their own. */
export function withSharedMachine(person: SimulatedPerson, other: SimulatedPerson): SimulatedPerson {
  let room = 0.3 * person.rows.reduce((all, row) => all + tokensOf(row), 0);
  const shared = other.rows.filter((row) => (room -= tokensOf(row)) > 0);
  const later = shared.map((row) => ({ ...row, device: 8, firstSeenMs: row.firstSeenMs + 10 * 60_000 }));
  return { ...person, rows: [...person.rows, ...later] };
}

/** Who joined again without leaving sends everything anew, under another number. */
export function sentAnew(person: SimulatedPerson, before: SimulatedPerson): SimulatedPerson {
  const again = before.rows.map((row) => ({ ...row, firstSeenMs: row.firstSeenMs + 2 * 60_000 }));
  return { ...person, rows: again, deviceDays: [TODAY - 1] };
}
