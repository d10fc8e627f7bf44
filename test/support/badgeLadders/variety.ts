import type { PlayedDay } from "../../../src/core/achievements/history.ts";
import { addDays } from "../../../src/core/localDay.ts";
import { dayBack, daysBack, makeDay } from "../playedDays.ts";
import { COUNT, type Ladder, everyGrade, spread, ofDays } from "./ladder.ts";

const CONNOISSEUR = [
  [3, 2],
  [4, 2],
  [6, 3],
  [8, 3],
] as const;

/** Families of as many vendors, with so many turns each on three days; other turns go to none. */
function tasting(families: number, vendors: number, turns: number, ofDay: readonly number[]): readonly PlayedDay[] {
  return ofDay.map((all, back) =>
    dayBack(back, {
      turns: all,
      families: Array.from({ length: families }, (_, index) => [`v${index % vendors} f${index}`, turns]),
    }),
  );
}

const RELEASES = [
  ["claude-opus-4-5", "2025-11-24"],
  ["claude-sonnet-4-6", "2026-02-17"],
  ["claude-opus-4-6", "2026-02-05"],
  ["claude-opus-4-7", "2026-04-16"],
  ["claude-haiku-4-5", "2025-10-15"],
  ["claude-sonnet-4-5", "2025-09-29"],
  ["gpt-5.4", "2026-03-05"],
  ["gpt-5.5", "2026-04-23"],
  ["gpt-5.2", "2025-12-11"],
  ["gemini-3.1-pro-preview", "2026-02-19"],
  ["gemini-3.5-flash", "2026-05-19"],
] as const;

export const VARIETY_LADDERS: readonly Ladder[] = ofDays([
  {
    badge: "model-connoisseur",
    what: "families",
    steps: CONNOISSEUR.map(([families]) => families),
    ...COUNT,
    days: (families, index) => tasting(families, CONNOISSEUR[index]?.[1] ?? 0, 40, Array(3).fill(40 * families)),
  },
  {
    badge: "model-connoisseur",
    what: "vendors",
    steps: CONNOISSEUR.map(([, vendors]) => vendors),
    ...COUNT,
    days: (vendors, index) => {
      const families = CONNOISSEUR[index]?.[0] ?? 0;
      return tasting(families, vendors, 40, Array(3).fill(40 * families));
    },
  },
  {
    badge: "model-connoisseur",
    what: "turns",
    steps: everyGrade(100),
    ...COUNT,
    days: (turns, index) => {
      const [families, vendors] = CONNOISSEUR[index] ?? [0, 0];
      return tasting(families, vendors, 4, [33, 33, turns - 66]);
    },
  },
  {
    badge: "toolsmith",
    what: "tools",
    steps: [2, 3, 4, 5],
    ...COUNT,
    days: (count) => daysBack(4, { tools: Array.from({ length: count }, (_, tool) => [`t${tool}`, 5]) }),
  },
  {
    badge: "early-taster",
    what: "models",
    steps: [1, 3, 6, 10],
    ...COUNT,
    days: (count) =>
      RELEASES.slice(0, count).flatMap(([model, released]) => [
        { key: released, facts: makeDay({ models: [[model, 10]] }) },
        { key: addDays(released, 7), facts: makeDay({ models: [[model, 1]] }) },
      ]),
  },
  {
    badge: "second-opinion",
    what: "sessions, one a day",
    steps: [5, 15, 40, 100],
    ...COUNT,
    days: spread({ secondOpinions: 4 }),
  },
  {
    badge: "cartographer",
    what: "projects",
    steps: [3, 5, 8, 12],
    ...COUNT,
    days: (count) => daysBack(3, { projects: Array.from({ length: count }, (_, project) => [`p${project}`, 5]) }),
  },
  {
    badge: "season-ticket",
    what: "weeks",
    steps: [6, 10, 20, 40],
    ...COUNT,
    days: (weeks) => Array.from({ length: weeks }, (_, week) => daysBack(2, {}, 7 * week)).flat(),
  },
  {
    badge: "welcome-back",
    what: "active days after a rest",
    steps: [5],
    ...COUNT,
    days: (count) => [...daysBack(count, {}, 21 - count), dayBack(35)],
  },
]);
