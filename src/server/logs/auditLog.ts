import type { AdminView } from "../../shared/board/adminView.ts";
import { accountsIn } from "../accounts/accounts.ts";
import {
  numberIn,
  optionalTextIn,
  textIn,
  type BoardDatabase,
  type Queries,
  type Row,
} from "../database/boardDatabase.ts";
import type { RandomBytes } from "../membership/codes.ts";

const DAY_MS = 86_400_000;
/** Thirteen months. */
const KEPT_DAYS = 397;

export const AUDIT_ACTIONS = [
  "namesOff",
  "namesOn",
  "roles",
  "staffSignInCode",
  "accessEnded",
  "signInJoined",
  "teamAdded",
  "teamRemoved",
  "invitation",
  "signalCleared",
  "signalUpheld",
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

export interface Decision {
  /** `viewerId` of who decided. */
  readonly actor: string;
  readonly action: AuditAction;
  /** Number of the person whom it concerns, who can read it. */
  readonly subject?: number | undefined;
  /** As its author wrote it; everyone whom it concerns reads it. */
  readonly reason: string;
}

type AuditEntry = NonNullable<AdminView["audit"]>[number];

/** Adds a decision, in the transaction that carries it out: none without the other. There is no way to change one. */
export async function noteDecision(
  queries: Queries,
  { actor, action, subject, reason }: Decision,
  surroundings: { readonly nowMs: number; readonly random: RandomBytes },
): Promise<void> {
  if (subject !== undefined) await accountsIn(queries).ensure(subject, surroundings);
  await queries.query(
    `INSERT INTO audit_log (at_ms, actor, action, subject, reason)
     VALUES ($1, $2, $3, (SELECT viewer_id FROM account WHERE member_id = $4), $5)`,
    [surroundings.nowMs, actor, action, subject ?? null, reason],
  );
}

/** The newest entries before an instant; those of the last millisecond all of them. */
export async function readAuditLog(
  queries: Queries,
  { beforeMs, entries }: { readonly beforeMs: number; readonly entries: number },
): Promise<readonly AuditEntry[]> {
  const rows = await queries.query(
    `SELECT * FROM (
       SELECT audit_id, at_ms, actor, action, subject, reason FROM audit_log WHERE at_ms < $1
       ORDER BY at_ms DESC FETCH FIRST ${entries} ROWS WITH TIES) newest ORDER BY at_ms DESC, audit_id DESC`,
    [beforeMs],
  );
  return rows.map(readEntry);
}

/** What was decided about one person, oldest first. */
export async function readDecisionsAbout(queries: Queries, viewerId: string): Promise<readonly AuditEntry[]> {
  const rows = await queries.query(
    "SELECT at_ms, actor, action, subject, reason FROM audit_log WHERE subject = $1 ORDER BY audit_id",
    [viewerId],
  );
  return rows.map(readEntry);
}

export async function dropOldAudit(database: BoardDatabase, nowMs: number): Promise<void> {
  await database.transaction(async (queries) => {
    await queries.run("SET LOCAL board.retention = 'on'");
    await queries.query("DELETE FROM audit_log WHERE at_ms < $1", [nowMs - KEPT_DAYS * DAY_MS]);
  });
}

function readEntry(row: Row): AuditEntry {
  const subject = optionalTextIn(row, "subject");
  return {
    at: numberIn(row, "at_ms"),
    actor: textIn(row, "actor"),
    action: textIn(row, "action"),
    ...(subject === undefined ? {} : { subject }),
    reason: textIn(row, "reason"),
  };
}
