import type { BadgeStanding, Grade, LevelStanding } from "../shared/gameSnapshot.ts";

/** What each grade adds to those below it. */
const GRADE_POINTS = { bronze: 1, silver: 2, gold: 4, diamond: 8 } as const satisfies Readonly<Record<Grade, number>>;
/** Of a badge without grades. */
const SINGLE_POINTS = 3;

/** Points come from badges alone; tokens give none. */
export function pointsOf(badges: Iterable<Pick<BadgeStanding, "earned">>): number {
  let points = 0;
  for (const { earned } of badges) {
    for (const { grade } of earned) points += grade === undefined ? SINGLE_POINTS : GRADE_POINTS[grade];
  }
  return points;
}

/** Level 2 takes 3 points, level 3 takes 9, level 4 takes 18: each one 3 more than the last. */
export function levelStanding(points: number): LevelStanding {
  let level = 1;
  while (pointsFor(level + 1) <= points) level += 1;
  return { level, points, levelPoints: pointsFor(level), nextLevelPoints: pointsFor(level + 1) };
}

function pointsFor(level: number): number {
  return (3 * level * (level - 1)) / 2;
}
