import { countMemberDay } from "../../../../src/core/board/countMemberDay.ts";
import type { UsageRow } from "../../../../src/shared/board/usageRow.ts";

/** A row that the board should hold: `shift` corrects the clock that it was sent by. */
interface Held {
  readonly device: number;
  readonly shift: number;
  readonly row: UsageRow;
}
type Rows = ReadonlyMap<string, Held>;
export interface ModelDay {
  readonly seen: number;
  readonly counted: number;
  readonly steered: number;
  readonly turns: number;
}

/** What a board should hold, as simply as it can be said: per member, of every key the row of the highest revision. */
export class BoardModel {
  #members = new Map<number, Rows>();

  get members(): readonly number[] {
    return [...this.#members.keys()].toSorted((a, b) => a - b);
  }

  join = (member: number): void => void this.#members.set(member, new Map());
  leave = (member: number): void => void this.#members.delete(member);
  rows = (member: number): readonly Held[] => [...(this.#members.get(member)?.values() ?? [])];
  copy = (): ReadonlyMap<number, Rows> => new Map(this.#members);
  restore = (copy: ReadonlyMap<number, Rows>): void => void (this.#members = new Map(copy));

  /** @returns how many of the rows replace what was held */
  take(member: number, device: number, shift: number, rows: readonly UsageRow[]): number {
    const held = new Map(this.#members.get(member));
    const replaced = new Set<string>();
    for (const row of rows) {
      const key = [device, row.h, row.tool, row.model, row.mode].join(" ");
      if (row.rev <= (held.get(key)?.row.rev ?? 0)) continue;
      held.set(key, { device, shift, row });
      replaced.add(key);
    }
    this.#members.set(member, held);
    return replaced.size;
  }

  days(member: number): ReadonlyMap<number, ModelDay> {
    const byDay = new Map<number, UsageRow[]>();
    for (const { row, shift } of this.rows(member)) {
      const day = Math.floor((row.h + shift) / 24);
      byDay.set(day, [...(byDay.get(day) ?? []), row]);
    }
    return new Map([...byDay].map(([day, rows]) => [day, sumsOf(rows)]));
  }
}

/** What is the same whether rows have settled yet or not. */
function sumsOf(rows: readonly UsageRow[]): ModelDay {
  const { seen, counted, steered, turns } = countMemberDay(rows.map((row) => ({ ...row, settling: "pending" })));
  return { seen, counted, steered, turns };
}
