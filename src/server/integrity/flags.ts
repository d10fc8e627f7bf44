import * as v from "valibot";
import { CHECK_RULES, type CheckEffect, type CheckId } from "../../core/board/checks/checkRules.ts";
import type { FlagStatus, StoredFlag } from "../../core/board/checks/mergeFlags.ts";
import { appealSchema, type Appeal, type Signal } from "../../shared/board/meView.ts";
import {
  numberIn,
  optionalNumberIn,
  optionalTextIn,
  textIn,
  type Queries,
  type Row,
} from "../database/boardDatabase.ts";

export interface Flag extends StoredFlag {
  readonly member: number;
  readonly appeal: Appeal | undefined;
  readonly reason: string | undefined;
}

const figuresSchema = v.record(v.string(), v.number());

/** Signals of a member, newest day first; all that the board has not forgotten. */
export async function flagsOf(queries: Queries, member: number): Promise<readonly Flag[]> {
  const rows = await queries.query("SELECT * FROM flag WHERE member_id = $1 ORDER BY day DESC, signal_id", [member]);
  return rows.map(readFlag);
}

/** Open signals of everybody, oldest first; labels and notes are nobody's business but the member's. */
export async function openFlags(queries: Queries, most: number): Promise<readonly Flag[]> {
  const rows = await queries.query(
    `SELECT * FROM flag WHERE status IN ('open', 'upheld') AND (effect IN ('provisional', 'held') OR code IN ('C6', 'C12')
       OR appeal LIKE '%"askPerson"%') ORDER BY opened_ms, signal_id LIMIT $1`,
    [most],
  );
  return rows.map(readFlag);
}

export async function findFlag(queries: Queries, signalId: number): Promise<Flag | undefined> {
  const [row] = await queries.query("SELECT * FROM flag WHERE signal_id = $1", [signalId]);
  return row === undefined ? undefined : readFlag(row);
}

/** As its owner and moderators see it. */
export function signalOf(flag: Flag): Signal {
  const { signalId, id, day, effect, status, figures, toolVersion, endsMs, appeal, decidedMs, reason } = flag;
  return {
    signalId,
    code: id,
    day,
    effect,
    status,
    figures,
    ...(toolVersion === "" ? {} : { toolVersion }),
    ...(endsMs === undefined ? {} : { endsAt: endsMs }),
    ...(appeal === undefined ? {} : { appeal }),
    ...(decidedMs === undefined || reason === undefined ? {} : { decision: { at: decidedMs, text: reason } }),
  };
}

function readFlag(row: Row): Flag {
  const appeal = optionalTextIn(row, "appeal");
  return {
    member: numberIn(row, "member_id"),
    signalId: numberIn(row, "signal_id"),
    id: codeOf(textIn(row, "code")),
    day: numberIn(row, "day"),
    // The table takes no others.
    effect: textIn(row, "effect") as CheckEffect,
    status: textIn(row, "status") as FlagStatus,
    figures: v.parse(figuresSchema, JSON.parse(textIn(row, "figures"))),
    toolVersion: textIn(row, "tool_version"),
    openedMs: numberIn(row, "opened_ms"),
    endsMs: optionalNumberIn(row, "ends_ms"),
    decidedMs: optionalNumberIn(row, "decided_ms"),
    appeal: appeal === undefined ? undefined : v.parse(appealSchema, JSON.parse(appeal)),
    reason: optionalTextIn(row, "reason"),
  };
}

function codeOf(code: string): CheckId {
  const rule = CHECK_RULES.find(({ id }) => id === code);
  if (rule === undefined) throw new Error(`The board holds a signal of a check that there is not: ${code}`);
  return rule.id;
}
