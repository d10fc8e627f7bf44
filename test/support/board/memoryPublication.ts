import {
  NOBODY,
  NO_MEASURES,
  mapMeasures,
  together,
  type GroupSums,
  type Measures,
} from "../../../src/core/board/publication/groupSums.ts";
import { REST, type Block, type PublicationStore } from "../../../src/core/board/publication/publishTotals.ts";
import { stepAbove, type Departed, type GroupChange } from "../../../src/core/board/suppression.ts";

export interface Person {
  readonly team: number;
  readonly figures: Measures;
}

/** What is in published figures of each person, by block. */
type Parts = Map<number, Map<number, Measures>>;

const NOBODY_LEFT: Departed = { people: 0, most: NO_MEASURES };

function sumOf(figures: Iterable<Measures>): GroupSums {
  let sums = NOBODY;
  for (const each of figures) sums = together(sums, { people: 1, total: each, most: each });
  return sums;
}

const hasUse = ({ figures }: Person): boolean => figures.seen > 0;

/**
 * A board's publication in memory, as the server keeps it. Beside it, in `truth`, what is in the published figures of whom, also
 * of those who have left: that is what somebody would have who knows everybody's figures but one.
 */
export class MemoryPublication implements PublicationStore {
  readonly people = new Map<number, Person>();
  readonly parts: Parts = new Map();
  readonly truth: Parts = new Map();
  readonly #blocks = new Map<number, Block>();
  readonly #departed = new Map<number, Departed>();

  leave(id: number): void {
    this.people.delete(id);
    for (const [block, parts] of this.parts) {
      const part = parts.get(id);
      if (part === undefined) continue;
      parts.delete(id);
      const { people, most } = this.#departed.get(block) ?? NOBODY_LEFT;
      const larger = mapMeasures((measure) => Math.max(most[measure], stepAbove(part[measure])));
      this.#departed.set(block, { people: people + 1, most: larger });
    }
  }

  blocks(): Promise<readonly Block[]> {
    return Promise.resolve([...this.#blocks.values()]);
  }

  putBlock(block: Block): Promise<void> {
    this.#blocks.set(block.block, block);
    return Promise.resolve();
  }

  sumsNow(): Promise<ReadonlyMap<number, GroupSums>> {
    const teams = new Map<number, Measures[]>();
    for (const person of this.people.values())
      if (hasUse(person)) teams.set(person.team, [...(teams.get(person.team) ?? []), person.figures]);
    return Promise.resolve(new Map([...teams].map(([team, figures]) => [team, sumOf(figures)])));
  }

  changes(blocks: readonly number[]): Promise<ReadonlyMap<number, GroupChange>> {
    return Promise.resolve(new Map(blocks.map((block) => [block, this.#changeOf(block, blocks)])));
  }

  #changeOf(block: number, blocks: readonly number[]): GroupChange {
    const [now, changed, moved]: [Measures[], Measures[], Measures[]] = [[], [], []];
    const parts = this.parts.get(block) ?? new Map<number, Measures>();
    for (const [id, person] of this.people) {
      const part = parts.get(id);
      if (blockOf(person, blocks) !== block) {
        if (part !== undefined) moved.push(part);
        continue;
      }
      const { figures } = person;
      if (hasUse(person)) now.push(figures);
      if (part !== undefined) {
        const difference = mapMeasures((measure) => Math.abs(figures[measure] - part[measure]));
        if (Object.values(difference).some((value) => value > 0)) changed.push(difference);
      } else if (hasUse(person)) {
        const isElsewhere = [...this.parts.values()].some((others) => others.has(id));
        (isElsewhere ? moved : changed).push(figures);
      }
    }
    const departed = this.#departed.get(block) ?? NOBODY_LEFT;
    return { now: sumOf(now), changed: sumOf(changed), moved: sumOf(moved), departed };
  }

  release(block: number, blocks: readonly number[]): Promise<GroupSums> {
    const parts = new Map<number, Measures>();
    for (const [id, person] of this.people)
      if (hasUse(person) && blockOf(person, blocks) === block) parts.set(id, person.figures);
    this.parts.set(block, parts);
    this.truth.set(block, new Map(parts));
    this.#departed.delete(block);
    return Promise.resolve(sumOf(parts.values()));
  }

  publishedInRest(): ReturnType<PublicationStore["publishedInRest"]> {
    const teams = new Map<number, Measures[]>();
    for (const [id, part] of this.parts.get(REST) ?? []) {
      const team = this.people.get(id)?.team ?? REST;
      teams.set(team, [...(teams.get(team) ?? []), part]);
    }
    return Promise.resolve({
      teams: new Map([...teams].map(([team, figures]) => [team, sumOf(figures)])),
      departed: this.#departed.get(REST) ?? NOBODY_LEFT,
    });
  }

  carve(team: number): Promise<void> {
    const isOf = (id: number): boolean => this.people.get(id)?.team === team;
    for (const kept of [this.parts, this.truth]) {
      const rest = kept.get(REST) ?? new Map<number, Measures>();
      kept.set(team, new Map([...rest].filter(([id]) => isOf(id))));
      kept.set(REST, new Map([...rest].filter(([id]) => !isOf(id))));
    }
    return Promise.resolve();
  }

  merge(block: number): Promise<void> {
    for (const kept of [this.parts, this.truth]) {
      const rest = new Map(kept.get(REST));
      for (const [id, part] of kept.get(block) ?? []) {
        const before = rest.get(id) ?? NO_MEASURES;
        rest.set(
          id,
          mapMeasures((measure) => before[measure] + part[measure]),
        );
      }
      kept.set(REST, rest);
      kept.delete(block);
    }
    const [one, other] = [this.#departed.get(REST) ?? NOBODY_LEFT, this.#departed.get(block) ?? NOBODY_LEFT];
    this.#departed.set(REST, {
      people: one.people + other.people,
      most: mapMeasures((measure) => Math.max(one.most[measure], other.most[measure])),
    });
    this.#departed.delete(block);
    this.#blocks.delete(block);
    return Promise.resolve();
  }
}

function blockOf({ team }: Person, blocks: readonly number[]): number {
  return blocks.includes(team) ? team : REST;
}
