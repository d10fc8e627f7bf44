import { t } from "@vscode/l10n";

import { formatCount } from "../format.ts";
import { addDays, utcDayKey } from "../localDay.ts";
import { modelTraitsOf } from "../modelTraits.ts";
import { enough } from "./condition.ts";
import type { Criterion } from "./efficiency.ts";
import { isActive, type History, type PlayedDay } from "./history.ts";
import type { Tally } from "./dayFacts.ts";

type TurnsBy = "families" | "tools" | "projects";

/** What a tool, project or family needs in order to count. */
interface LeastUse {
  readonly days: number;
  readonly turns: number;
  /** Of all human turns. */
  readonly share?: number;
}

/** Names that were used as much as asked for within the last 30 days. */
function namesUsed({ last30 }: History, by: TurnsBy, least: LeastUse): readonly string[] {
  const uses = new Map<string, { days: number; turns: number }>();
  for (const { facts } of last30.days) {
    for (const [name, turns] of facts[by]) {
      const use = uses.get(name) ?? { days: 0, turns: 0 };
      uses.set(name, use);
      use.turns += turns;
      if (isActive(facts)) use.days += 1;
    }
  }
  const leastTurns = Math.max(least.turns, (least.share ?? 0) * last30.sum.turns);
  return [...uses].flatMap(([name, { days, turns }]) => (days >= least.days && turns >= leastTurns ? [name] : []));
}

const FAMILY: LeastUse = { days: 3, turns: 10 };

export function modelFamilies(least: number, share: number): Criterion {
  return (history) =>
    enough(namesUsed(history, "families", { ...FAMILY, share }).length, least, (count) =>
      count === 1 ? t("1 model family") : t("{0} model families", formatCount(count)),
    );
}

export function modelVendors(least: number, share: number): Criterion {
  return (history) => {
    // A family's name begins with its vendor's.
    const vendors = namesUsed(history, "families", { ...FAMILY, share }).map((name) => name.split(" ")[0]);
    return enough(new Set(vendors).size, least, (count) =>
      count === 1 ? t("1 vendor") : t("{0} vendors", formatCount(count)),
    );
  };
}

export function toolsUsed(least: number): Criterion {
  return (history) =>
    enough(namesUsed(history, "tools", { days: 4, turns: 20 }).length, least, (count) =>
      count === 1 ? t("1 tool") : t("{0} tools", formatCount(count)),
    );
}

export function projectsUsed(least: number): Criterion {
  return (history) =>
    enough(namesUsed(history, "projects", { days: 3, turns: 15 }).length, least, (count) =>
      count === 1 ? t("1 project") : t("{0} projects", formatCount(count)),
    );
}

const TASTE = { withinDays: 14, turns: 10, againAfterDays: 7 } as const;

export function tastedModels(least: number): Criterion {
  return ({ days }) => {
    const names = new Set(days.flatMap(({ facts }) => facts.models.map(([name]) => name)));
    const tasted = [...names].filter((name) => isTasted(name, days));
    return enough(tasted.length, least, (count) =>
      count === 1 ? t("1 model tasted early") : t("{0} models tasted early", formatCount(count)),
    );
  };
}

function isTasted(name: string, days: readonly PlayedDay[]): boolean {
  const { releasedMs } = modelTraitsOf(name);
  if (releasedMs === undefined) return false;
  const released = utcDayKey(releasedMs);
  const until = addDays(released, TASTE.withinDays);
  const used = days.filter(({ facts }) => timesIn(facts.models, name) > 0);
  const early = used.filter(({ key }) => released <= key && key <= until);
  const turns = early.reduce((sum, { facts }) => sum + timesIn(facts.models, name), 0);
  const [first] = early;
  const last = used.at(-1);
  if (first === undefined || last === undefined) return false;
  return turns >= TASTE.turns && last.key >= addDays(first.key, TASTE.againAfterDays);
}

function timesIn(tally: Tally, name: string): number {
  return tally.find(([other]) => other === name)?.[1] ?? 0;
}

/** Weeks with at least two active days among the last ones, this week included. */
export function activeWeeks(least: number, of: number): Criterion {
  return ({ weeks }) => {
    const active = weeks.slice(-of).filter((week) => week.activeDays >= 2);
    return enough(active.length, least, (count) =>
      count === 1
        ? t("1 active week of the last {0}", of)
        : t("{0} active weeks of the last {1}", formatCount(count), of),
    );
  };
}

const RETURN = { restDays: 14, withinDays: 14 } as const;

/** The most active days within two weeks after two weeks without any use. */
export function returnDays(least: number): Criterion {
  return ({ days }) => {
    let best = 0;
    for (const [index, { key }] of days.entries()) {
      const before = days[index - 1];
      if (before === undefined || addDays(before.key, RETURN.restDays) >= key) continue;
      const until = addDays(key, RETURN.withinDays);
      const active = days.filter((day) => key <= day.key && day.key < until && isActive(day.facts));
      best = Math.max(best, active.length);
    }
    return enough(best, least, (count) =>
      count === 1
        ? t("1 active day after a rest of two weeks")
        : t("{0} active days after a rest of two weeks", formatCount(count)),
    );
  };
}
