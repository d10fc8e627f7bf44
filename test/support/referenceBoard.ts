import type { HourRow } from "../../src/core/board/makeHourRows.ts";
import { replaces, rowKeyOf } from "../../src/core/board/rowKey.ts";
import type { SyncBatch } from "../../src/shared/board/syncBatch.ts";
import type { SyncReply } from "../../src/shared/board/syncReply.ts";
import { isTombstone, type UsageRow } from "../../src/shared/board/usageRow.ts";

/** What a board does with batches, in a few lines: the highest revision of each row stays. */
export class ReferenceBoard {
  #rows = new Map<string, UsageRow>();
  #seq = 0;
  #epoch = 1;
  #newestEpoch = 1;

  get epoch(): string {
    return `0c7f4f5e-19a4-4f43-8f0c-${String(this.#epoch).padStart(12, "0")}`;
  }

  receive(text: string): SyncReply {
    // Made by the outbox under test.
    const { rows, seq } = JSON.parse(text) as SyncBatch;
    const newer = rows.filter((row) => replaces(row.rev, this.#rows.get(rowKeyOf(row))?.rev));
    for (const row of newer) this.#rows.set(rowKeyOf(row), row);
    const lastSeq = this.#seq;
    this.#seq = Math.max(lastSeq, seq);
    return {
      epoch: this.epoch,
      serverTime: 0,
      lastSeq,
      accepted: newer.length,
      stale: rows.length - newer.length,
      refused: [],
      minIntervalS: 5,
    };
  }

  /** What it has, to be put back later: a backup. */
  copy(): () => void {
    const [rows, seq, epoch] = [new Map(this.#rows), this.#seq, this.#epoch];
    return () => {
      this.#rows = new Map(rows);
      this.#seq = seq;
      this.#epoch = epoch;
    };
  }

  /** Tells devices that it may have lost something, as whoever puts back a backup has it do. No two epochs are the same. */
  renewEpoch(): void {
    this.#newestEpoch += 1;
    this.#epoch = this.#newestEpoch;
  }

  /** Another board in its place, with nothing of what it had. */
  lose(): void {
    this.#rows.clear();
    this.#seq = 0;
    this.renewEpoch();
  }

  /** Rows that are not gone, without their revisions, in an order of their own. */
  held(fromHour: number): readonly HourRow[] {
    return [...this.#rows.values()]
      .filter((row) => row.h >= fromHour && !isTombstone(row))
      .map((row) => Object.fromEntries(Object.entries(row).filter(([field]) => field !== "rev")) as HourRow)
      .toSorted((a, b) => (rowKeyOf(a) < rowKeyOf(b) ? -1 : 1));
  }
}
