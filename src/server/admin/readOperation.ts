import type { AdminView } from "../../shared/board/adminView.ts";
import { readBoard } from "../boardRecord.ts";
import { numberIn, optionalNumberIn, textIn, type Queries } from "../database/boardDatabase.ts";
import { readStaff } from "./staff.ts";

type Operation = NonNullable<AdminView["operation"]>;

/** How long each kind is kept, and the oldest of it that there is, as a UTC day. */
const RETENTION = [
  {
    what: "hours",
    keptDays: 35,
    oldest:
      "SELECT min(substring(c.relname from 'w([0-9]+)$')::int) * 7 AS day FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'usage_hour'::regclass",
  },
  { what: "days", keptDays: 397, oldest: "SELECT min(day) AS day FROM member_day" },
  { what: "outcomes", keptDays: 397, oldest: "SELECT min(day) AS day FROM outcome_day" },
  { what: "rankSnapshots", keptDays: 397, oldest: "SELECT min(day) AS day FROM rank_snapshot" },
  { what: "accessLog", keptDays: 90, oldest: "SELECT (min(at_ms) / 86400000)::int AS day FROM access_log" },
  { what: "auditLog", keptDays: 397, oldest: "SELECT (min(at_ms) / 86400000)::int AS day FROM audit_log" },
] as const;

/** How the board is doing, without a name or a figure of a person. */
export async function readOperation(
  queries: Queries,
  told: Pick<Operation, "jobs" | "failedChecks">,
): Promise<Operation> {
  const { areNamesOff } = await readBoard(queries);
  const [database] = await queries.query(
    "SELECT split_part(version(), ' (', 1) AS version, pg_database_size(current_database()) AS bytes",
  );
  const [members] = await queries.query("SELECT count(*) AS n FROM member");
  const teams = await queries.query("SELECT team_id, name FROM team ORDER BY name");
  const retention = [];
  for (const { what, keptDays, oldest } of RETENTION) {
    const [row] = await queries.query(oldest);
    const oldestDay = optionalNumberIn(row, "day");
    retention.push({ what, keptDays, ...(oldestDay === undefined ? {} : { oldestDay }) });
  }
  return {
    areNamesOff,
    database: textIn(database, "version"),
    databaseBytes: numberIn(database, "bytes"),
    people: roughly(numberIn(members, "n")),
    retention,
    teams: teams.map((row) => ({ teamId: numberIn(row, "team_id"), name: textIn(row, "name") })),
    staff: [...(await readStaff(queries))],
    ...told,
  };
}

/** To ten, so that nobody can be seen to come or go. */
function roughly(people: number): string {
  const tens = Math.round(people / 10) * 10;
  return tens === 0 ? "fewer than 10" : `about ${tens}`;
}
