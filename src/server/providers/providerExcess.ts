import type { Finding } from "../../core/board/checks/mergeFlags.ts";
import { numberIn, type Queries, type Row } from "../database/boardDatabase.ts";
import type { DayKey } from "../ranking/daySums.ts";

/** C19: up to this the difference is one of clocks and rounding. */
const MOST_ABOVE = 1.05;
/** Below this it is worth a word: other keys, or another tool. */
const LEAST_TOLD = 0.5;
/** The tool that the provider's report is about. */
const TOOL = "claudeCode";

const TOKENS = "inp + outp + cr + cw";
const COMPARED = (keys: string): string => `
  SELECT p.member_id, p.day, p.tokens, s.told, s.seen FROM ${keys} JOIN LATERAL (
    SELECT coalesce(sum(${TOKENS}) FILTER (WHERE t.name = '${TOOL}'), 0)::double precision AS told,
      coalesce(sum(${TOKENS}), 0)::double precision AS seen
    FROM usage_hour u JOIN term t ON t.term_id = u.tool
    WHERE u.member_id = p.member_id AND u.h BETWEEN p.day * 24 - 14 AND p.day * 24 + 37 AND (u.h + u.shift_h) / 24 = p.day) s ON true`;

/** Part of each of these days that counts; days of which a provider says nothing, or not less, are not in it. */
export async function countedParts(queries: Queries, days: readonly DayKey[]): Promise<ReadonlyMap<string, number>> {
  if (days.length === 0) return new Map();
  const rows = await queries.query(
    COMPARED(
      `jsonb_to_recordset($1::jsonb) AS k(member bigint, day int) JOIN provider_day p ON p.member_id = k.member AND p.day = k.day`,
    ),
    [JSON.stringify(days)],
  );
  const parts = new Map<string, number>();
  for (const row of rows) {
    const { told, seen, allowed } = compared(row);
    if (told > allowed)
      parts.set(`${numberIn(row, "member_id")} ${numberIn(row, "day")}`, (seen - told + allowed) / seen);
  }
  return parts;
}

/** What a member is told of the differences. Neither direction ever holds anybody. */
export async function providerFindings(queries: Queries, member: number): Promise<readonly Finding[]> {
  const rows = await queries.query(`${COMPARED("provider_day p")} WHERE p.member_id = $1 ORDER BY p.day`, [member]);
  return rows.flatMap((row): readonly Finding[] => {
    const { told, allowed } = compared(row);
    const provider = numberIn(row, "tokens");
    if (told <= allowed && told >= LEAST_TOLD * provider) return [];
    const figures = { told: Math.min(told, Number.MAX_SAFE_INTEGER), provider };
    return [{ id: "C19", day: numberIn(row, "day"), effect: "info", figures, toolVersion: "" }];
  });
}

function compared(row: Row): { readonly told: number; readonly seen: number; readonly allowed: number } {
  return {
    told: numberIn(row, "told"),
    seen: numberIn(row, "seen"),
    allowed: MOST_ABOVE * numberIn(row, "tokens"),
  };
}
