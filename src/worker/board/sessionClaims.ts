import { createHmac } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import type { SessionClaim } from "../../shared/board/evidence.ts";
import { numberIn, textIn } from "../ledger/database.ts";
import { HOUR_MS } from "../ledger/rollups.ts";

const WINDOW_DAYS = 30;
const DAY_MS = 24 * HOUR_MS;
const MOST_CLAIMS = 20_000;

/**
 * What the last 30 UTC days hold by session, with ids that the board can compare and nobody can turn back. The largest sessions
 * first; sums are those of the hours that rows tell of.
 *
 * @param salt the board's, in base64url
 */
export function sessionClaims(database: DatabaseSync, salt: string, nowMs: number): readonly SessionClaim[] {
  const fromMs = (Math.floor(nowMs / DAY_MS) - WINDOW_DAYS + 1) * DAY_MS;
  const toMs = (Math.floor(nowMs / HOUR_MS) + 1) * HOUR_MS;
  const key = Buffer.from(salt, "base64url");
  return database
    .prepare(
      // By name, as assistants of one maker may tell of one session: an id is claimed once.
      `SELECT session.name, min(at_ms) AS first_ms, max(at_ms) AS last_ms, sum(context.calls) AS calls, sum(fresh_input) AS fresh_input,
         sum(output) AS output, sum(cache_read) AS cache_read, sum(cache_write_5m + cache_write_1h) AS cache_write,
         (SELECT count(DISTINCT turn.name) FROM turn JOIN session AS holder ON holder.id = turn.session
          WHERE holder.name = session.name AND turn.at_ms >= :fromMs AND turn.at_ms < :toMs) AS turns
       FROM event JOIN context ON context.id = event.context JOIN session ON session.id = context.session
       WHERE event.at_ms >= :fromMs AND event.at_ms < :toMs AND event.hidden = 0 GROUP BY session.name
       ORDER BY sum(fresh_input + output + cache_read + cache_write_5m + cache_write_1h) DESC, session.name LIMIT ${MOST_CLAIMS}`,
    )
    .all({ fromMs, toMs })
    .map((row) => ({
      hash: createHmac("sha256", key).update(textIn(row, "name")).digest().subarray(0, 16).toString("base64url"),
      firstHour: Math.floor(numberIn(row, "first_ms") / HOUR_MS),
      lastHour: Math.floor(numberIn(row, "last_ms") / HOUR_MS),
      calls: numberIn(row, "calls"),
      in: numberIn(row, "fresh_input"),
      out: numberIn(row, "output"),
      cr: numberIn(row, "cache_read"),
      cw: numberIn(row, "cache_write"),
      turns: numberIn(row, "turns"),
    }));
}
