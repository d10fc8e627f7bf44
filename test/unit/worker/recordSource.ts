import { join } from "node:path";
import type { UsageRecord } from "../../../src/core/usageRecord.ts";
import { forEachLine, parseObject } from "../../../src/sources/lines.ts";
import type { LineParser, Source } from "../../../src/sources/source.ts";

export const RECORD_ROOT = "records";

/** Lines as `recordSource` reads them: one record each. */
export function recordLines(records: readonly UsageRecord[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join("");
}

/**
 * A source whose logs are usage records as JSON, below `records` in the home: any record can be put before the ledger.
 * Later versions of its parser may read differently.
 */
export function recordSource(
  parserVersion = 1,
  read: (record: UsageRecord) => UsageRecord | undefined = (record) => record,
): Source {
  const parser: LineParser = {
    start: () => ({}),
    parse(state, lines) {
      const records: UsageRecord[] = [];
      let malformed = 0;
      forEachLine(lines, (start, end) => {
        const object = parseObject(lines.toString("utf8", start, end));
        // Tests write nothing but records and torn records.
        const record = object === undefined ? undefined : read(object as unknown as UsageRecord);
        if (object === undefined) malformed += 1;
        else if (record !== undefined) records.push(record);
      });
      return { state, records, skipped: malformed === 0 ? {} : { malformed } };
    },
  };
  return {
    id: "records",
    name: "Records",
    parserVersion,
    roots: ({ home }) => [{ path: join(home, RECORD_ROOT), origin: "default" }],
    formats: [
      {
        id: "records",
        description: "Records as JSON",
        places: ["~/records"],
        quality: "exact-call",
        isLog: (path) => path.endsWith(".jsonl") || path.endsWith(".jsonl.zst"),
        kind: "lines",
        parser,
      },
    ],
    limits: [],
  };
}
