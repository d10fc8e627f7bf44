import { foldUsage } from "../core/insights/foldUsage.ts";
import { extentOf, resolveRange } from "../core/insights/resolveRange.ts";
import { sessionDetails } from "../core/insights/sessionDetails.ts";
import { sessionRow, sessionTable } from "../core/insights/sessionRows.ts";
import type { SessionDetails, SessionQuery, SessionsQuery, SessionTable } from "../shared/sessionTable.ts";
import { numberIn } from "./ledger/database.ts";
import type { QuestionGround } from "./questionGround.ts";
import { SessionReader } from "./sessions/sessionReader.ts";

/** @throws UserError for a range with a day that does not exist */
export function answerSessions({ range, filter }: SessionsQuery, { sessions, nowMs }: QuestionGround): SessionTable {
  sessions.advance(() => true);
  const today = sessions.calendar.dayKey(nowMs);
  const days = resolveRange(range, today, extentOf(sessions.usageDays.keys()));
  return sessionTable(sessions.sessions(), days, filter);
}

/** Of a session that has got a parent since the question was made, the root's details; `null` where there is none. */
export function answerSession({ id }: SessionQuery, { ledger, sessions }: QuestionGround): SessionDetails | null {
  const row = ledger.database.prepare("SELECT root FROM session WHERE id = ?").get(id);
  if (row === undefined) return null;
  const root = numberIn(row, "root");
  const session = new SessionReader(ledger.database).read(root);
  const usage = foldUsage(session, sessions.calendar, ledger.pricer);
  return usage === undefined ? null : sessionDetails(session, sessionRow(root, usage));
}
