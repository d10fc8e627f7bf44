import { checkRow, HOUR_CHECKS, type Figures, type HourCheckId } from "../../core/board/checks/hourChecks.ts";
import type { CheckId } from "../../core/board/checks/checkRules.ts";
import type { Finding } from "../../core/board/checks/mergeFlags.ts";
import { bitOf, bitsOf, idsOf } from "../../core/board/checks/signalBits.ts";
import type { UsageRow } from "../../shared/board/usageRow.ts";
import { numberIn, textIn, type Queries, type Row } from "../database/boardDatabase.ts";
import { partLate } from "../ranking/toldInTime.ts";

export const ROW_CODES: ReadonlySet<CheckId> = new Set(Object.keys(HOUR_CHECKS) as readonly HourCheckId[]);
const ROW_BITS = bitsOf(ROW_CODES);
/** Rows with signals that are looked at; of more, the newest tell enough. */
const MOST_ROWS = 2_000;

/**
 * What the checks of single rows have found in those that the board holds, and which of them were raised too late: a finding for
 * each check and day, of its newest row.
 */
export async function rowFindings(queries: Queries, member: number): Promise<readonly Finding[]> {
  const rows = await queries.query(MARKED, [member]);
  const findings = new Map<string, Finding & { readonly rows: number }>();
  for (const row of rows) {
    const day = numberIn(row, "day");
    const found = new Map(checkRow(receivedRowOf(row)).map(({ id, figures }) => [id, figures]));
    const raised = raisedLate(row);
    if (raised !== undefined && !found.has("C17")) found.set("C17", raised);
    const bits = (numberIn(row, "signals") & ROW_BITS) | (raised === undefined ? 0 : bitOf("C17"));
    for (const id of idsOf(bits)) {
      const key = `${id} ${day}`;
      const before = findings.get(key);
      const figures = before?.figures ?? found.get(id as HourCheckId) ?? {};
      const toolVersion = before?.toolVersion ?? textIn(row, "tool_version");
      findings.set(key, { id, day, effect: effectOf(id), figures, toolVersion, rows: (before?.rows ?? 0) + 1 });
    }
  }
  return [...findings.values()].map(({ rows: count, ...finding }) => ({
    ...finding,
    figures: { ...finding.figures, rows: count },
  }));
}

/** What a row was raised by too late; `undefined` for one that was not. */
function raisedLate(row: Row): Figures | undefined {
  const [lateTokens, lateTurns] = [numberIn(row, "late_tokens"), numberIn(row, "late_turns")];
  return lateTokens > 0 || lateTurns > 0 ? { lateTokens, lateTurns } : undefined;
}

function effectOf(id: CheckId): Finding["effect"] {
  if (id === "C17") return "info";
  return id === "C18" ? "provisional" : "held";
}

const LATE_TOKENS = (["inp", "outp", "cr", "cw"] as const).map((column) => partLate("u", column)).join(" + ");
const MARKED = `
  SELECT u.*, (u.h + u.shift_h) / 24 AS day, t.name AS tool_name, m.name AS model_name,
    ${LATE_TOKENS} AS late_tokens, ${partLate("u", "turns")} AS late_turns
  FROM usage_hour u JOIN term t ON t.term_id = u.tool JOIN term m ON m.term_id = u.model
  WHERE u.member_id = $1
    AND (u.signals & ${ROW_BITS} <> 0 OR u.timely_inp IS NOT NULL AND (${LATE_TOKENS} > 0 OR ${partLate("u", "turns")} > 0))
  ORDER BY u.h DESC, u.device_id, t.name, m.name, u.mode LIMIT ${MOST_ROWS}`;

function receivedRowOf(row: Row): Parameters<typeof checkRow>[0] {
  const figures: UsageRow = {
    h: numberIn(row, "h"),
    tool: textIn(row, "tool_name"),
    model: textIn(row, "model_name"),
    mode: numberIn(row, "mode") === 1 ? 1 : 0,
    rev: numberIn(row, "rev"),
    toolVersion: textIn(row, "tool_version"),
    in: numberIn(row, "inp"),
    out: numberIn(row, "outp"),
    cr: numberIn(row, "cr"),
    cw: numberIn(row, "cw"),
    calls: numberIn(row, "calls"),
    busy: numberIn(row, "busy_s"),
    turns: numberIn(row, "turns"),
    maxPrompt: numberIn(row, "max_prompt"),
    recount: numberIn(row, "recount"),
    sess: numberIn(row, "sess"),
  };
  return {
    row: figures,
    shiftH: numberIn(row, "shift_h"),
    parser: numberIn(row, "parser"),
    firstSeenMs: numberIn(row, "first_seen_ms"),
  };
}
