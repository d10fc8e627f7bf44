import type { SkipReason, UsageRecord } from "../core/usageRecord.ts";
import { forEachLine, parseLine, type JsonObject } from "./lines.ts";
import type { Parsed, ParserState, ReadRecords } from "./source.ts";

/** What comes of reading one record: nothing of use, a reason to skip it, or the record. */
export type Reading = UsageRecord | SkipReason | undefined;

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

  take(reading: Reading): void {
    if (typeof reading === "string") this.skip(reading);
    else if (reading !== undefined) this.add(reading);
  }

  /** Takes what `read` makes of each object of lines that hold one; what is no object is malformed. */
  takeLines(lines: Buffer, read: (object: JsonObject) => Reading): void {
    forEachLine(lines, (start, end) => this.takeLine(lines.toString("utf8", start, end), read));
  }

  takeLine(text: string, read: (object: JsonObject) => Reading): void {
    if (text.trim() === "") return;
    for (const object of parseLine(text)) this.take(object === undefined ? "malformed" : read(object));
  }

  /** All of it, with the parser's state behind the piece. */
  behind<State extends ParserState>(state: State): Parsed<State> {
    return { state, records: this.records, skipped: this.skipped };
  }
}
