import { MEASURES, NO_MEASURES, mapMeasures, type Measures } from "../../../src/core/board/publication/groupSums.ts";
import type { PublishedTotals } from "../../../src/core/board/publication/publishTotals.ts";
import type { MemoryPublication } from "./memoryPublication.ts";

/** What of whom is in a figure: by person, with a sign. */
type Parts = ReadonlyMap<number, Measures>;

/** What somebody has written down of one publication, and what is really in it. */
export interface Seen {
  readonly published: PublishedTotals;
  readonly company: Parts;
  readonly teams: ReadonlyMap<number, Parts>;
}

export function writeDown(store: MemoryPublication, published: PublishedTotals): Seen {
  const blocks = [...store.truth.values()];
  const shown = [...published.teams].filter(([, { form }]) => form === "value");
  return {
    published,
    company: combine(blocks.map((parts) => [1, parts] as const)),
    teams: new Map(shown.map(([team]) => [team, new Map(store.truth.get(team))])),
  };
}

/**
 * What an attacker can make of two publications by adding and subtracting, as far as whole figures go: the company without any of
 * its teams, each team, and the difference of each of these from one publication to the next. Each has to be a figure of nobody
 * or of a group, or it tells of a person.
 *
 * @returns the first one that does, in words
 */
export function findTelling(before: Seen | undefined, after: Seen, least: number): string | undefined {
  for (const [name, parts] of figuresOf(after)) {
    const telling = tellsOfPerson(parts, least);
    if (telling !== undefined) return `${name}: ${telling}`;
  }
  if (before === undefined) return undefined;
  const earlier = new Map(figuresOf(before));
  for (const [name, parts] of figuresOf(after)) {
    const old = earlier.get(name);
    if (old === undefined) continue;
    const difference = combine([
      [1, parts],
      [-1, old],
    ]);
    const telling = tellsOfPerson(difference, least);
    if (telling !== undefined) return `change of ${name}: ${telling}`;
  }
  return undefined;
}

function figuresOf({ published, company, teams }: Seen): readonly (readonly [string, Parts])[] {
  const figures: (readonly [string, Parts])[] = [...teams].map(([team, parts]) => [`team ${team}`, parts]);
  // A band is no figure to subtract from.
  if (published.company.form !== "value") return figures;
  const ids = [...teams.keys()].toSorted((a, b) => a - b);
  for (let set = 0; set < 2 ** ids.length; set += 1) {
    const without = ids.filter((_, i) => (set & (1 << i)) !== 0);
    const parts = without.map((team) => [-1, teams.get(team) ?? new Map<number, Measures>()] as const);
    figures.push([`company without teams ${without.join(" ")}`, combine([[1, company], ...parts])]);
  }
  return figures;
}

function combine(terms: readonly (readonly [number, Parts])[]): Parts {
  const sum = new Map<number, Measures>();
  for (const [sign, parts] of terms)
    for (const [id, part] of parts) {
      const before = sum.get(id) ?? NO_MEASURES;
      sum.set(
        id,
        mapMeasures((measure) => before[measure] + sign * part[measure]),
      );
    }
  return sum;
}

function tellsOfPerson(parts: Parts, least: number): string | undefined {
  const people = [...parts.values()].filter((part) => MEASURES.some((measure) => part[measure] !== 0));
  if (people.length === 0) return undefined;
  if (people.length < least) return `${people.length} people`;
  for (const measure of MEASURES) {
    const amounts = people.map((part) => Math.abs(part[measure]));
    const total = amounts.reduce((all, amount) => all + amount, 0);
    if (Math.max(...amounts) * 2 > total) return `one person makes up ${Math.max(...amounts)} of ${total} ${measure}`;
  }
  return undefined;
}
