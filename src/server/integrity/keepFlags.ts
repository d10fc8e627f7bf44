import { isHeldBy, isHoldGround } from "../../core/board/checks/judgeHold.ts";
import type { CheckId } from "../../core/board/checks/checkRules.ts";
import { mergeFlags, type Finding, type FlagChange } from "../../core/board/checks/mergeFlags.ts";
import { optionalNumberIn, type Queries } from "../database/boardDatabase.ts";
import type { RandomBytes } from "../membership/codes.ts";
import { setHold } from "../ranking/holds.ts";
import { flagsOf, type Flag } from "./flags.ts";
import { randomSignalId } from "./randomSignalId.ts";

const DAY_MS = 86_400_000;
/** A hold that nobody decides about ends after this. */
export const HOLD_MS = 14 * DAY_MS;
/** A hold that was upheld lasts until its rows are corrected or gone. */
export const UPHELD_MS = 35 * DAY_MS;

export interface Surroundings {
  readonly nowMs: number;
  readonly random: RandomBytes;
}

/** Brings a member's signals in line with what these checks find now, and their hold with the signals. The member has to be locked. */
export async function keepFlags(
  queries: Queries,
  member: number,
  found: readonly Finding[],
  codes: ReadonlySet<CheckId>,
  { nowMs, random }: Surroundings,
): Promise<void> {
  const stored = await flagsOf(queries, member);
  const changes = mergeFlags(stored, found, codes, nowMs);
  for (const change of changes) await put(queries, member, change, { nowMs, random });
  if (changes.length > 0) await keepHold(queries, member, nowMs);
}

async function put(
  queries: Queries,
  member: number,
  change: FlagChange,
  { nowMs, random }: Surroundings,
): Promise<void> {
  const { finding, status, openedMs } = change;
  const { id, day, effect, figures, toolVersion } = finding;
  await queries.query(
    `INSERT INTO flag (member_id, signal_id, code, day, effect, status, figures, tool_version, opened_ms, changed_ms)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (member_id, signal_id) DO UPDATE SET day = excluded.day, effect = excluded.effect, status = excluded.status,
       figures = excluded.figures, tool_version = excluded.tool_version, opened_ms = excluded.opened_ms,
       changed_ms = excluded.changed_ms,
       decided_ms = CASE WHEN flag.opened_ms = excluded.opened_ms THEN flag.decided_ms END,
       reason = CASE WHEN flag.opened_ms = excluded.opened_ms THEN flag.reason END,
       appeal = CASE WHEN flag.opened_ms = excluded.opened_ms THEN flag.appeal END`,
    [
      member,
      change.signalId ?? randomSignalId(random),
      id,
      day,
      effect,
      status,
      JSON.stringify(figures),
      toolVersion,
      openedMs,
      nowMs,
    ],
  );
}

/** Holds or releases a member as their signals say. The member has to be locked. */
export async function keepHold(queries: Queries, member: number, nowMs: number): Promise<void> {
  const grounds = (await flagsOf(queries, member)).filter((flag) => isGround(flag, nowMs));
  const isHeld = isHeldBy(grounds);
  const until = isHeld ? Math.max(...grounds.map(endOf)) : undefined;
  await queries.query(
    `UPDATE flag SET ends_ms = CASE WHEN $2::boolean THEN CASE status WHEN 'upheld' THEN decided_ms + ${UPHELD_MS}
         ELSE opened_ms + ${HOLD_MS} END END
     WHERE member_id = $1 AND status IN ('open', 'upheld') AND (effect = 'held' OR code IN ('C6', 'C12'))`,
    [member, isHeld],
  );
  const [row] = await queries.query("SELECT held_until_ms FROM member WHERE member_id = $1", [member]);
  if (row !== undefined && optionalNumberIn(row, "held_until_ms") !== until)
    await setHold(queries, member, until, nowMs);
}

function isGround(flag: Flag, nowMs: number): boolean {
  return isHoldGround(flag) && (flag.status === "open" || flag.status === "upheld") && endOf(flag) > nowMs;
}

function endOf({ status, openedMs, decidedMs }: Flag): number {
  return status === "upheld" && decidedMs !== undefined ? decidedMs + UPHELD_MS : openedMs + HOLD_MS;
}

/** Signals whose time is over without a decision. The holds themselves end by their own time. */
export async function expireFlags(queries: Queries, nowMs: number): Promise<void> {
  await queries.query(
    `UPDATE flag SET status = 'expired', changed_ms = $1 WHERE status IN ('open', 'upheld') AND ends_ms <= $1`,
    [nowMs],
  );
}
