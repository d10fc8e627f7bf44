import type { OutcomeSums } from "../../core/board/publication/practiceFigures.ts";
import { WINDOW_DAYS } from "../../core/board/windowDays.ts";
import type { ModelUse } from "../../core/achievements/dayFacts.ts";
import { NO_TOKENS } from "../../shared/tokenCounts.ts";
import { numberIn, optionalNumberIn, textIn, type Queries, type Row } from "../database/boardDatabase.ts";

const NANOS_PER_MICRO = 1_000;
/** Lines of these days back have lived for 14 days, or have not. */
const MATURED = { first: 44, last: 14 } as const;

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

export async function readOutcomes(
  queries: Queries,
  members: readonly number[],
  today: number,
): Promise<ReadonlyMap<number, OutcomeSums>> {
  const rows = await queries.query(
    "SELECT * FROM outcome_day WHERE member_id = ANY ($1::bigint[]) AND day BETWEEN $2 AND $3",
    [members, today - MATURED.first, today],
  );
  const days = byMember(rows, (row) => row);
  return new Map([...days].map(([member, ofMember]) => [member, sumOutcomes(ofMember, today)]));
}

function sumOutcomes(rows: readonly Row[], today: number): OutcomeSums {
  const matured = rows.filter((row) => numberIn(row, "day") <= today - MATURED.last);
  const recent = rows.filter((row) => numberIn(row, "day") > today - WINDOW_DAYS);
  const sum = (of: readonly Row[], column: string): number => of.reduce((all, row) => all + numberIn(row, column), 0);
  return {
    effAdded: sum(matured, "eff_added"),
    effMatured: sum(matured, "eff_matured"),
    effSurviving: sum(matured, "eff_surviving"),
    reworked: sum(matured, "reworked"),
    costMaturedMicro: sum(matured, "cost_matured_micro"),
    merged: sum(recent, "merged"),
    testRuns: sum(recent, "test_runs"),
    testGreen: sum(recent, "test_green"),
    promptToMerge: recent.flatMap((row) => {
      const hours = optionalNumberIn(row, "prompt_to_merge_h");
      return hours === undefined ? [] : [[hours, numberIn(row, "merged")] as const];
    }),
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
