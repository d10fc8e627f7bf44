import { dropIdleAccounts } from "./accounts/dropIdleAccounts.ts";
import { dropEndedSessions } from "./accounts/sessions.ts";
import type { BoardDatabase } from "./database/boardDatabase.ts";
import { keepHourPartitions } from "./database/hourPartitions.ts";
import { ASK_KEPT_MS } from "./integrity/askEvidence.ts";
import { dropOldFailures } from "./integrity/failedChecks.ts";
import { countLooks, dropOldAccess } from "./logs/accessLog.ts";
import { dropOldAudit } from "./logs/auditLog.ts";
import { endHolds } from "./ranking/holds.ts";
import { rebuildRanks } from "./ranking/rebuildRanks.ts";

const DAY_MS = 86_400_000;
const REPLIES_KEPT_MS = 2 * DAY_MS;
/** Signals, and what providers report: a few weeks longer than the hours that they are about. */
const FLAG_DAYS_KEPT = 62;
const THIRTEEN_MONTHS = 397;
/** How many days of each table are kept. Published figures tell of nobody; they are kept for the thirteen weeks that are shown. */
const DAYS_OF = [
  ["member_day", THIRTEEN_MONTHS],
  ["outcome_day", THIRTEEN_MONTHS],
  ["rank_snapshot", THIRTEEN_MONTHS],
  ["member_part", 35],
  ["published", 100],
] as const;

/** What people see change every minute: holds that are over, ranks from all, and looks at names. */
export async function keepRanks(database: BoardDatabase, nowMs: number): Promise<void> {
  await endHolds(database, nowMs);
  await rebuildRanks(database, nowMs);
  await database.transaction(countLooks);
}

/** What has to be done every hour: room for the hours to come, and an end to what has been kept long enough. */
export async function keepRetention(database: BoardDatabase, nowMs: number): Promise<void> {
  await keepHourPartitions(database, nowMs);
  await database.query("DELETE FROM batch_reply WHERE at_ms < $1", [nowMs - REPLIES_KEPT_MS]);
  const today = Math.floor(nowMs / DAY_MS);
  for (const [table, days] of DAYS_OF) await database.query(`DELETE FROM ${table} WHERE day < $1`, [today - days]);
  await database.query("DELETE FROM tombstone WHERE until_ms < $1", [nowMs]);
  await dropEndedSessions(database, nowMs);
  await dropIdleAccounts(database, nowMs);
  await database.query("DELETE FROM sign_in_code WHERE expires_ms < $1", [nowMs]);
  await database.transaction(countLooks);
  await dropOldAccess(database, nowMs);
  await dropOldAudit(database, nowMs);
  await dropOldFailures(database, nowMs);
  await database.query("DELETE FROM flag WHERE day < $1", [Math.floor(nowMs / DAY_MS) - FLAG_DAYS_KEPT]);
  await database.query("DELETE FROM session_claim WHERE expires_ms < $1", [nowMs]);
  await database.query("DELETE FROM evidence_ask WHERE asked_ms < $1", [nowMs - ASK_KEPT_MS]);
  await database.query("DELETE FROM evidence_part WHERE at_ms < $1", [nowMs - ASK_KEPT_MS]);
  await database.query("DELETE FROM provider_day WHERE day < $1", [Math.floor(nowMs / DAY_MS) - FLAG_DAYS_KEPT]);
  await database.query("DELETE FROM oidc_flow WHERE expires_ms < $1", [nowMs]);
  await database.query("DELETE FROM invitation WHERE expires_ms < $1 OR uses_left = 0", [nowMs]);
}
