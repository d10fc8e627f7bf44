import type { LedgerRecord, SampleRecord, UsageRecord } from "../../core/usageRecord.ts";
import { countText } from "../../sources/countText.ts";
import type { IngestLogTools } from "./ingestLogTools.ts";

/** The records with the texts of sampled calls counted or, where that is not asked for, left out: here all texts end. */
export function countSamples(
  records: readonly UsageRecord[],
  { counter, recounts }: Pick<IngestLogTools, "counter" | "recounts">,
): readonly LedgerRecord[] {
  if (records.every(isNoSample)) return records;
  return records.flatMap((record): LedgerRecord | readonly LedgerRecord[] => {
    if (isNoSample(record)) return record;
    return recounts ? count(record) : [];
  });

  function count({ family, member, part, text, model }: SampleRecord): LedgerRecord {
    return { kind: "recount", family, member, part, tokens: countText(counter, text, model).tokens };
  }
}

function isNoSample(record: UsageRecord): record is Exclude<UsageRecord, SampleRecord> {
  return record.kind !== "sample";
}
