import type { SkipReason } from "../../core/usageRecord.ts";
import { extractedFacts } from "../extractedFacts.ts";
import type { StoreRow } from "../logStore.ts";

/** A message with pictures in it takes some megabytes; beyond this it is not looked into. */
const MAX_ROW_BYTES = 32 * 1024 * 1024;

/**
 * Column with the fields of a row's JSON as an array: what else is in it, nearly all of a large database, is not handed over.
 * @param limit rows with more bytes are told apart by a `size` beyond it
 */
export function factsColumn(table: string, fields: readonly string[], limit = MAX_ROW_BYTES): string {
  const paths = fields.map((field) => `'$.${field}'`).join(", ");
  return `octet_length(${table}.data) AS size, CASE WHEN octet_length(${table}.data) <= ${limit} AND json_valid(${table}.data)
    THEN json_extract(${table}.data, ${paths}) END AS facts`;
}

/** The fields in the order they were asked for. */
export function factsIn(row: StoreRow): readonly unknown[] | SkipReason {
  const facts = extractedFacts(row["facts"]);
  return facts ?? (Number(row["size"]) > MAX_ROW_BYTES ? "line-too-long" : "malformed");
}
