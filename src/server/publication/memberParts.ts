import { modelRates, type ModelRates } from "../../core/perspective/modelRates.ts";
import type { Pricer } from "../../core/prices/pricer.ts";
import { numberIn, textIn, type BoardDatabase, type Row } from "../database/boardDatabase.ts";
import { hoursOfDays } from "../ranking/daySums.ts";
import { daysOfMembers } from "./daysOfMembers.ts";
import { lockThere } from "./lockThere.ts";
import { WIRE_BOUNDS } from "../../shared/board/wireBounds.ts";

const DAY_MS = 86_400_000;
const MOST = Number.MAX_SAFE_INTEGER;

export interface PartsPass {
  readonly members: readonly number[];
  /** Days that were counted anew since then. */
  readonly sinceMs: number;
  readonly today: number;
}

/** Sums the changed days of these members by tool and model, and prices them by the list of their day. */
export async function refreshParts(
  inTurn: BoardDatabase["transaction"],
  pass: PartsPass,
  ratesOf: RatesOfDay,
): Promise<void> {
  const { members, sinceMs, today } = pass;
  const { due, sums } = await inTurn(async (queries) => {
    const rows = await queries.query(
      `SELECT member_id AS member, day FROM member_day WHERE member_id = ANY ($1::bigint[]) AND changed_ms >= $2
       AND ${daysOfMembers("$3", "$4")}`,
      // Hours of days before are not held any more, and a sum without them would be wrong.
      [members, sinceMs, today - WIRE_BOUNDS.hoursBack / 24, today + 1],
    );
    if (rows.length === 0) return { due: rows, sums: [] };
    const hours = hoursOfDays(rows.map((row) => numberIn(row, "day")));
    return { due: rows, sums: await queries.query(SUM_PARTS, [JSON.stringify(rows), members, ...hours]) };
  });
  if (due.length === 0) return;
  await inTurn(async (queries) => {
    const parts = sums.map((row) => pricedPart(row, ratesOf));
    const there = await lockThere(queries, members);
    await queries.query(
      `DELETE FROM member_part p USING jsonb_to_recordset($1::jsonb) AS k(member bigint, day int)
       WHERE p.member_id = k.member AND p.day = k.day AND p.member_id = ANY ($2::bigint[])`,
      [JSON.stringify(due), members],
    );
    await queries.query(PUT_PARTS, [JSON.stringify(parts.filter(({ member }) => there.has(member)))]);
  });
}

/** List prices in US dollars per million tokens, which is as many millionths of a dollar per token. */
export type RatesOfDay = (tool: string, model: string, day: number) => ModelRates | undefined;

/** Looks each price up once. */
export function ratesByDay(pricer: Pricer): RatesOfDay {
  const known = new Map<string, ModelRates | undefined>();
  return (tool, model, day) => {
    const key = `${tool} ${model} ${day}`;
    if (!known.has(key)) known.set(key, modelRates(pricer, { tool, model }, day * DAY_MS));
    return known.get(key);
  };
}

function pricedPart(row: Row, ratesOf: RatesOfDay) {
  const [inp, outp, cr, cw] = [numberIn(row, "inp"), numberIn(row, "outp"), numberIn(row, "cr"), numberIn(row, "cw")];
  const rates = ratesOf(textIn(row, "tool_name"), textIn(row, "model_name"), numberIn(row, "day"));
  const cost =
    rates === undefined
      ? null
      : Math.min(
          MOST,
          Math.round(inp * rates.freshInput + outp * rates.output + cr * rates.cacheRead + cw * rates.cacheWrite5m),
        );
  return {
    member: numberIn(row, "member_id"),
    day: numberIn(row, "day"),
    tool: numberIn(row, "tool"),
    model: numberIn(row, "model"),
    calls: numberIn(row, "calls"),
    inp,
    outp,
    cr,
    cw,
    cost,
  };
}

const total = (column: string): string => `least(sum(u.${column}), ${MOST})::bigint AS ${column}`;

/** By members and hours as well: by the keys alone the planner would rather read the hours of everybody. */
const SUM_PARTS = `
  SELECT s.*, t.name AS tool_name, m.name AS model_name FROM (
    SELECT u.member_id, k.day, u.tool, u.model, ${["calls", "inp", "outp", "cr", "cw"].map(total).join(", ")}
    FROM jsonb_to_recordset($1::jsonb) AS k(member bigint, day int)
    JOIN usage_hour u ON u.member_id = k.member AND (u.h + u.shift_h) / 24 = k.day
    WHERE u.member_id = ANY ($2::bigint[]) AND u.h BETWEEN $3 AND $4
    GROUP BY u.member_id, k.day, u.tool, u.model) s
  JOIN term t ON t.term_id = s.tool JOIN term m ON m.term_id = s.model
  WHERE s.inp + s.outp + s.cr + s.cw > 0`;

const PUT_PARTS = `
  INSERT INTO member_part (member_id, day, tool, model, calls, inp, outp, cr, cw, cost_micro)
  SELECT r.member, r.day, r.tool, r.model, r.calls, r.inp, r.outp, r.cr, r.cw, r.cost
  FROM jsonb_to_recordset($1::jsonb) AS r(member bigint, day int, tool int, model int, calls bigint, inp bigint, outp bigint,
    cr bigint, cw bigint, cost bigint)`;
