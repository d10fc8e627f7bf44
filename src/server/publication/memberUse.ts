import type { OutcomeSums } from "../../core/board/publication/practiceFigures.ts";
import { MATURED_DAYS, sumOutcomes, type ToldDay } from "../../core/board/publication/sumOutcomes.ts";
import { WINDOW_DAYS } from "../../core/board/windowDays.ts";
import type { ModelUse } from "../../core/achievements/dayFacts.ts";
import { NO_TOKENS } from "../../shared/tokenCounts.ts";
import { numberIn, optionalNumberIn, textIn, type Queries, type Row } from "../database/boardDatabase.ts";
import { daysOfMembers } from "./daysOfMembers.ts";

const NANOS_PER_MICRO = 1_000;

/** A member's window by tool and model. */
export interface Use extends ModelUse {
  readonly toolId: number;
  readonly modelId: number;
  readonly seen: number;
  /** Without a list price. */
  readonly isUnpriced: boolean;
}

export async function readUses(
  queries: Queries,
  members: readonly number[],
  today: number,
): Promise<ReadonlyMap<number, readonly Use[]>> {
  return byMember(await queries.query(USES, [members, today - WINDOW_DAYS + 1, today]), (row) => {
    const [inp, outp, cr, cw] = [numberIn(row, "inp"), numberIn(row, "outp"), numberIn(row, "cr"), numberIn(row, "cw")];
    return {
      tool: textIn(row, "tool_name"),
      model: textIn(row, "model_name"),
      toolId: numberIn(row, "tool"),
      modelId: numberIn(row, "model"),
      calls: Math.max(1, numberIn(row, "calls")),
      tokens: { ...NO_TOKENS, freshInput: inp, output: outp, cacheRead: cr, cacheWrite5m: cw },
      costNanos: (optionalNumberIn(row, "cost_micro") ?? 0) * NANOS_PER_MICRO,
      isUnpriced: optionalNumberIn(row, "cost_micro") === undefined,
      seen: inp + outp + cr + cw,
    };
  });
}

/** What came of the members' days, of all their devices. */
export async function readOutcomes(
  queries: Queries,
  members: readonly number[],
  today: number,
): Promise<ReadonlyMap<number, OutcomeSums>> {
  const rows = await queries.query(
    `SELECT * FROM outcome_day WHERE member_id = ANY ($1::bigint[]) AND ${daysOfMembers("$2", "$3")}
     ORDER BY member_id, day, device_id`,
    [members, today - MATURED_DAYS.first, today],
  );
  const days = byMember(rows, toldDayIn);
  return new Map([...days].map(([member, ofMember]) => [member, sumOutcomes(ofMember, today)]));
}

function toldDayIn(row: Row): ToldDay {
  return {
    day: numberIn(row, "day"),
    merged: numberIn(row, "merged"),
    effAdded: numberIn(row, "eff_added"),
    effMatured: numberIn(row, "eff_matured"),
    effSurviving: numberIn(row, "eff_surviving"),
    reworked: numberIn(row, "reworked"),
    testRuns: numberIn(row, "test_runs"),
    testGreen: numberIn(row, "test_green"),
    promptToMergeH: optionalNumberIn(row, "prompt_to_merge_h") ?? null,
    costMaturedMicro: numberIn(row, "cost_matured_micro"),
  };
}

function byMember<Value>(rows: readonly Row[], read: (row: Row) => Value): ReadonlyMap<number, readonly Value[]> {
  const members = new Map<number, Value[]>();
  for (const row of rows) {
    const member = numberIn(row, "member_id");
    const values = members.get(member);
    if (values === undefined) members.set(member, [read(row)]);
    else values.push(read(row));
  }
  return members;
}

const USES = `
  SELECT s.*, t.name AS tool_name, m.name AS model_name FROM (
    SELECT member_id, tool, model, sum(calls)::bigint AS calls, sum(inp)::bigint AS inp, sum(outp)::bigint AS outp,
      sum(cr)::bigint AS cr, sum(cw)::bigint AS cw, sum(cost_micro)::bigint AS cost_micro
    FROM member_part WHERE member_id = ANY ($1::bigint[]) AND day BETWEEN $2 AND $3 GROUP BY member_id, tool, model) s
  JOIN term t ON t.term_id = s.tool JOIN term m ON m.term_id = s.model`;
