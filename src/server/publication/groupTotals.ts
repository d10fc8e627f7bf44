import { NOBODY, mapMeasures, together, type GroupSums } from "../../core/board/publication/groupSums.ts";

/** Sums of groups that are added up some people at a time. They are cut at what a number tells exactly. */
export class GroupTotals {
  readonly #sums = new Map<number, GroupSums>();

  add(group: number, sums: GroupSums): void {
    const { people, total, most } = together(this.of(group), sums);
    const cut = mapMeasures((measure) => Math.min(total[measure], Number.MAX_SAFE_INTEGER));
    this.#sums.set(group, { people, total: cut, most });
  }

  of(group: number): GroupSums {
    return this.#sums.get(group) ?? NOBODY;
  }

  get all(): ReadonlyMap<number, GroupSums> {
    return this.#sums;
  }
}
