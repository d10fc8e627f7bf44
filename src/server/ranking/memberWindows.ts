import { countMemberDay } from "../../core/board/countMemberDay.ts";
import { WINDOW_DAYS } from "../../core/board/windowDays.ts";
import type { Queries } from "../database/boardDatabase.ts";
import { owesEvidence } from "../integrity/askEvidence.ts";
import { countedParts } from "../providers/providerExcess.ts";
import type { DayKey, DaySum } from "./daySums.ts";

const DAY_MS = 86_400_000;

export interface MemberWindows {
  /** Counts the given days anew. A day without a sum has no use any more. */
  putDays(days: readonly DayKey[], sums: readonly DaySum[]): Promise<void>;
  /** Sums the 30 days up to today anew; the members have to be locked. */
  refresh(members: readonly number[]): Promise<void>;
}

export function memberWindowsIn(queries: Queries, nowMs: number): MemberWindows {
  return {
    async putDays(days, sums) {
      const sumsOf = new Map<string, DaySum[]>(days.map((day) => [keyOf(day), []]));
      for (const sum of sums) sumsOf.get(keyOf(sum))?.push(sum);
      const parts = await countedParts(queries, days);
      const records = days.map((day) => recordOf(day, sumsOf.get(keyOf(day)) ?? [], parts.get(keyOf(day)) ?? 1));
      await queries.query(PUT_DAYS, [nowMs, JSON.stringify(records)]);
    },
    async refresh(members) {
      await queries.query(REFRESH, [members, Math.floor(nowMs / DAY_MS), nowMs]);
    },
  };
}

function keyOf({ member, day }: DayKey): string {
  return `${member} ${day}`;
}

/** @param part of what counts that a provider's report leaves */
function recordOf({ member, day }: DayKey, sums: readonly DaySum[], part: number): object {
  const { settled, pending, ...counted } = countMemberDay(sums);
  const next = Math.min(...sums.map((sum) => sum.nextSettleMs ?? Infinity));
  return {
    member,
    day,
    hours: sums.reduce((all, sum) => all | sum.hours, 0),
    next: next === Infinity ? null : next,
    ...counted,
    settled: Math.floor(part * settled),
    pending: Math.floor(part * pending),
  };
}

const PUT_DAYS = `
  INSERT INTO member_day (member_id, day, seen, counted, settled, pending, steered, prompt, cache_read, turns, hours,
    next_settle_ms, changed_ms)
  SELECT r.member, r.day, r.seen, r.counted, r.settled, r.pending, r.steered, r.prompt, r."cacheRead", r.turns, r.hours, r.next,
    $1::bigint
  FROM jsonb_to_recordset($2::jsonb) AS r(member bigint, day int, seen bigint, counted bigint, settled bigint, pending bigint,
    steered bigint, prompt bigint, "cacheRead" bigint, turns int, hours int, next bigint)
  ON CONFLICT (member_id, day) DO UPDATE SET seen = excluded.seen, counted = excluded.counted, settled = excluded.settled,
    pending = excluded.pending, steered = excluded.steered, prompt = excluded.prompt, cache_read = excluded.cache_read,
    turns = excluded.turns, hours = excluded.hours, next_settle_ms = excluded.next_settle_ms, changed_ms = excluded.changed_ms`;

const sum = (column: string): string =>
  `least(coalesce(sum(d.${column}), 0), ${Number.MAX_SAFE_INTEGER})::bigint AS ${column}`;

/** A day counts as active from 3 human turns and 50,000 tokens on, as for the badges. */
const REFRESH = `
  INSERT INTO window30 (member_id, listed, held_until_ms, score, provisional, withheld, seen, steered, prompt, cache_read,
    active_days, first_ms, asof)
  SELECT m.member_id, m.listed AND NOT ${owesEvidence("$3::bigint")}, CASE WHEN m.held_until_ms > $3::bigint THEN m.held_until_ms END, s.settled, s.pending,
    s.counted - s.settled - s.pending, s.seen, s.steered, s.prompt, s.cache_read, s.active_days, $3::bigint, $2::int
  FROM member m CROSS JOIN LATERAL (
    SELECT ${["settled", "pending", "counted", "seen", "steered", "prompt", "cache_read"].map(sum).join(", ")},
      (count(*) FILTER (WHERE d.turns >= 3 AND d.seen >= 50000))::int AS active_days
    FROM member_day d WHERE d.member_id = m.member_id AND d.day BETWEEN $2::int - ${WINDOW_DAYS - 1} AND $2::int) s
  WHERE m.member_id = ANY ($1::bigint[])
  ON CONFLICT (member_id) DO UPDATE SET
    listed = excluded.listed, held_until_ms = excluded.held_until_ms, score = excluded.score, provisional = excluded.provisional,
    withheld = excluded.withheld, seen = excluded.seen, steered = excluded.steered, prompt = excluded.prompt,
    cache_read = excluded.cache_read, active_days = excluded.active_days, asof = greatest(window30.asof, excluded.asof),
    first_ms = CASE WHEN excluded.score > window30.score THEN excluded.first_ms ELSE window30.first_ms END`;
