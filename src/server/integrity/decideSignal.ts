import type { CheckId } from "../../core/board/checks/checkRules.ts";
import { bitOf } from "../../core/board/checks/signalBits.ts";
import { numberIn, type BoardDatabase, type Queries } from "../database/boardDatabase.ts";
import { noteDecision } from "../logs/auditLog.ts";
import { membersIn } from "../membership/members.ts";
import { countDaysAnew } from "../ranking/countDaysAnew.ts";
import { FORGET_TOLD_IN_TIME } from "../ranking/toldInTime.ts";
import { boardSalt, subjectOf } from "./boardSalt.ts";
import { findFlag, type Flag } from "./flags.ts";
import { keepHold, type Surroundings } from "./keepFlags.ts";

const HOUR_MS = 3_600_000;

export interface SignalDecision {
  readonly signalId: number;
  readonly subject: string;
  readonly verdict: "cleared" | "upheld";
  readonly text: string;
}

export interface Moderator {
  readonly account: number;
  readonly viewerId: string;
}

/**
 * Carries out what a moderator has decided about a signal, and writes it down, where its subject can read it. Cleared rows count.
 *
 * @returns `own` for the moderator's own signal, about which somebody else has to decide
 */
export async function decideSignal(
  database: BoardDatabase,
  { account, viewerId }: Moderator,
  { signalId, subject, verdict, text }: SignalDecision,
  surroundings: Surroundings,
): Promise<"done" | "own" | "notFound"> {
  const { nowMs, random } = surroundings;
  const salt = await boardSalt(database, random);
  return database.transaction(async (queries) => {
    const named = await findFlag(queries, signalId);
    if (named === undefined || subjectOf(salt, named.member) !== subject) return "notFound";
    if (named.member === account) return "own";
    await membersIn(queries).lock(named.member);
    const flag = await findFlag(queries, signalId);
    if (flag === undefined || (flag.status !== "open" && flag.status !== "upheld")) return "notFound";
    await queries.query(
      "UPDATE flag SET status = $3, decided_ms = $4, reason = $5, changed_ms = $4 WHERE member_id = $1 AND signal_id = $2",
      [flag.member, signalId, verdict, nowMs, text],
    );
    if (verdict === "cleared") await releaseRows(queries, flag, nowMs);
    await keepHold(queries, flag.member, nowMs);
    const action = verdict === "cleared" ? "signalCleared" : "signalUpheld";
    await noteDecision(queries, { actor: viewerId, action, subject: flag.member, reason: text }, surroundings);
    return "done";
  });
}

/** Rows that a check keeps out of the rank, as far as one signal speaks of them. */
const ROWS_OF: ReadonlyMap<CheckId, "day" | "all"> = new Map([
  ["C1", "day"],
  ["C2", "day"],
  ["C3", "day"],
  ["C4", "day"],
  ["C17", "all"],
  ["C18", "all"],
]);

async function releaseRows(queries: Queries, { member, id, day }: Flag, nowMs: number): Promise<void> {
  const rows = ROWS_OF.get(id);
  if (rows === undefined) return;
  // What came late, or was raised late, counts as if it had come at its time.
  const isLate = id === "C17";
  const first = isLate ? `, first_seen_ms = (h + shift_h + 1)::bigint * ${HOUR_MS}, ${FORGET_TOLD_IN_TIME}` : "";
  const changed = await queries.query(
    `UPDATE usage_hour SET signals = signals & ~${bitOf(id)}${first}
     WHERE member_id = $1 AND (signals & ${bitOf(id)} <> 0${isLate ? " OR timely_inp IS NOT NULL" : ""})
       AND ($2::int IS NULL OR (h + shift_h) / 24 = $2)
     RETURNING (h + shift_h) / 24 AS day`,
    [member, rows === "day" ? day : null],
  );
  await countDaysAnew(
    queries,
    member,
    changed.map((row) => numberIn(row, "day")),
    nowMs,
  );
}
