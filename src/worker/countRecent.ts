import { countDays, type CountedTokens } from "../core/countedTokens.ts";
import type { LedgerReader } from "./ledger/ledgerReader.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Tiers go by the last 30 UTC days, today included, so that every machine and the board agree on them. */
export function countRecent(reader: LedgerReader, nowMs: number): CountedTokens {
  const toMs = (Math.floor(nowMs / DAY_MS) + 1) * DAY_MS;
  return countDays(reader.dayUse({ fromMs: toMs - 30 * DAY_MS, toMs }));
}
