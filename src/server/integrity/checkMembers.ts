import type { CheckId } from "../../core/board/checks/checkRules.ts";
import { checkMember, MEMBER_CHECKS, type MemberCheckId } from "../../core/board/checks/memberChecks.ts";
import type { Finding } from "../../core/board/checks/mergeFlags.ts";
import { numberIn, optionalNumberIn, type BoardDatabase, type Queries } from "../database/boardDatabase.ts";
import { membersIn } from "../membership/members.ts";
import { askEvidence } from "./askEvidence.ts";
import { noteFailedCheck } from "./failedChecks.ts";
import { expireFlags, keepFlags, type Surroundings } from "./keepFlags.ts";
import { markTwins } from "./markTwins.ts";
import { readBoardState, type BoardState } from "./readBoardUse.ts";
import { readMemberUse } from "./readMemberUse.ts";
import { ROW_CODES, rowFindings } from "./rowFindings.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Members checked in one go of the pass; the others come next time. */
const MOST = 2_500;
/** How often a member whose figures change all day is looked at. Rows are checked as they come, and counted accordingly. */
const EVERY_MS = HOUR_MS;
/** Changes older than this have been looked at, or are too old to matter. */
const LOOK_BACK_MS = 8 * DAY_MS;

const PASS_CODES: ReadonlySet<CheckId> = new Set<CheckId>([
  ...ROW_CODES,
  ...(Object.keys(MEMBER_CHECKS) as readonly MemberCheckId[]),
  "C8",
]);

/**
 * Checks the members whose figures have changed since they were last looked at, those first that have waited for longest. A
 * member whose check fails counts as before, and the failure is noted.
 *
 * @returns how many were checked; as many as `most` where others may be waiting still
 */
export async function checkMembers(
  database: BoardDatabase,
  surroundings: Surroundings,
  most: number = MOST,
): Promise<number> {
  const { nowMs } = surroundings;
  await expireFlags(database, nowMs);
  await askEvidence(database, nowMs);
  const due = await dueMembers(database, nowMs, most);
  if (due.length === 0) return 0;
  const board = await readBoardState(database, nowMs);
  for (const code of board.distrusted) await noteFailedCheck(database, code, nowMs);
  let done = 0;
  for (const member of due) {
    try {
      const isChecked = await database.transaction((queries) => checkOne(queries, member, board, surroundings));
      if (isChecked) done += 1;
    } catch {
      // Fails open: nothing of the member has changed, and the operator sees that something is wrong.
      await noteFailedCheck(database, "C20", nowMs);
      await noteChecked(database, member, nowMs);
    }
  }
  return done;
}

async function dueMembers(queries: Queries, nowMs: number, most: number): Promise<readonly number[]> {
  const rows = await queries.query(
    `SELECT d.member_id FROM member_day d LEFT JOIN check_state c ON c.member_id = d.member_id
     WHERE d.changed_ms > $1 AND (c.checked_ms IS NULL OR (d.changed_ms > c.checked_ms AND c.checked_ms <= $2))
     GROUP BY d.member_id ORDER BY min(coalesce(c.checked_ms, 0)), d.member_id LIMIT $3`,
    [nowMs - LOOK_BACK_MS, nowMs - EVERY_MS, most],
  );
  return rows.map((row) => numberIn(row, "member_id"));
}

async function checkOne(
  queries: Queries,
  member: number,
  board: BoardState,
  surroundings: Surroundings,
): Promise<boolean> {
  const { nowMs } = surroundings;
  if ((await membersIn(queries).lock(member)) === undefined) return false;
  const [state] = await queries.query("SELECT checked_ms FROM check_state WHERE member_id = $1", [member]);
  const sinceMs = state === undefined ? 0 : (optionalNumberIn(state, "checked_ms") ?? 0);
  const twins = await markTwins(queries, member, { sinceMs, nowMs });
  const { signals, failed } = checkMember(await readMemberUse(queries, member, nowMs), board.use);
  for (const code of failed) await noteFailedCheck(queries, code, nowMs);
  const found: readonly Finding[] = [
    ...(await rowFindings(queries, member)),
    ...twins,
    ...signals.map((signal) => ({ ...signal, toolVersion: "" })),
  ];
  const codes = new Set([...PASS_CODES].filter((id) => !failed.some((code) => code === id)));
  await keepFlags(
    queries,
    member,
    found.map((each) => trusted(each, board)),
    codes,
    surroundings,
  );
  await noteChecked(queries, member, nowMs);
  return true;
}

function trusted(finding: Finding, { distrusted }: BoardState): Finding {
  return distrusted.has(finding.id) ? { ...finding, effect: "info" } : finding;
}

async function noteChecked(queries: Queries, member: number, nowMs: number): Promise<void> {
  // Not for who has left meanwhile: nothing of theirs comes back.
  await queries.query(
    `INSERT INTO check_state (member_id, checked_ms) SELECT member_id, $2 FROM member WHERE member_id = $1 FOR UPDATE
     ON CONFLICT (member_id) DO UPDATE SET checked_ms = excluded.checked_ms`,
    [member, nowMs],
  );
}
