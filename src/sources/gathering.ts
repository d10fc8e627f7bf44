import type { SkipReason, UsageRecord } from "../core/usageRecord.ts";
import type { ReadRecords } from "./source.ts";

/** What is read of a piece of a log, record by record. */
export class Gathering implements ReadRecords {
  readonly records: UsageRecord[] = [];
  readonly skipped: { [Reason in SkipReason]?: number } = {};

  add(record: UsageRecord): void {
    this.records.push(record);
  }

  skip(reason: SkipReason): void {
    this.skipped[reason] = (this.skipped[reason] ?? 0) + 1;
  }

  /** Takes the outcome of reading one record: nothing of use, a reason to skip it, or the record. */
  take(reading: UsageRecord | SkipReason | undefined): void {
    if (typeof reading === "string") this.skip(reading);
    else if (reading !== undefined) this.add(reading);
  }
}
