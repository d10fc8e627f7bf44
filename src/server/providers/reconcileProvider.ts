import type { Finding } from "../../core/board/checks/mergeFlags.ts";
import { numberIn, type BoardDatabase, type Queries } from "../database/boardDatabase.ts";
import { boardSalt } from "../integrity/boardSalt.ts";
import { noteFailedCheck } from "../integrity/failedChecks.ts";
import { keepFlags, type Surroundings } from "../integrity/keepFlags.ts";
import { membersIn } from "../membership/members.ts";
import { countDaysAnew } from "../ranking/countDaysAnew.ts";
import { fetchClaudeCodeDay, type ProviderAccess } from "./fetchClaudeCodeDay.ts";
import { providerFindings } from "./providerExcess.ts";
import { ANTHROPIC, providerUserHash, readLinks } from "./providerLinks.ts";

const DAY_MS = 86_400_000;
/** Whole days that are read anew each time: reports are completed later. */
const DAYS_BACK = 3;

/**
 * Reads what the provider reports of the last days, keeps it of those members who are linked and of nobody else, and counts their
 * days anew. A day that cannot be read as a whole stays as it was.
 */
export async function reconcileProvider(
  database: BoardDatabase,
  access: ProviderAccess,
  surroundings: Surroundings,
): Promise<void> {
  const { nowMs, random } = surroundings;
  const links = await readLinks(database, ANTHROPIC);
  if (links.size === 0) return;
  const salt = await boardSalt(database, random);
  const today = Math.floor(nowMs / DAY_MS);
  const tokensOf = new Map<number, Map<number, number>>();
  for (let day = today - DAYS_BACK; day < today; day += 1) {
    const report = await fetchClaudeCodeDay(access, new Date(day * DAY_MS).toISOString().slice(0, 10));
    if (report.kind !== "read" || report.malformed > 0) await noteFailedCheck(database, "C19", nowMs);
    // Of a report with records that cannot be read, sums are too low.
    if (report.kind !== "read" || report.malformed > 0) break;
    for (const { user, tokens } of report.records) {
      const hash = Buffer.from(providerUserHash(salt, ANTHROPIC, user)).toString("hex");
      for (const member of links.get(hash) ?? []) {
        const days = tokensOf.get(member) ?? new Map<number, number>();
        days.set(day, Math.min(Number.MAX_SAFE_INTEGER, (days.get(day) ?? 0) + tokens));
        tokensOf.set(member, days);
      }
    }
  }
  const shared = new Set([...links.values()].filter((members) => members.length > 1).flat());
  for (const member of new Set([...links.values()].flat())) {
    const days = tokensOf.get(member) ?? new Map<number, number>();
    await database.transaction((queries) =>
      keep(queries, member, { days, isShared: shared.has(member) }, surroundings),
    );
  }
}

interface Reported {
  /** Tokens by UTC day; a day of which the provider says nothing is not known, and not zero. */
  readonly days: ReadonlyMap<number, number>;
  /** Another member is linked to the same account. */
  readonly isShared: boolean;
}

async function keep(
  queries: Queries,
  member: number,
  { days, isShared }: Reported,
  surroundings: Surroundings,
): Promise<void> {
  const { nowMs } = surroundings;
  if ((await membersIn(queries).lock(member)) === undefined) return;
  const records = [...days].map(([day, tokens]) => ({ day, tokens }));
  const changed = await queries.query(
    `INSERT INTO provider_day (member_id, provider, day, tokens, read_ms)
     SELECT $1::bigint, $2, r.day, r.tokens, $3::bigint FROM jsonb_to_recordset($4::jsonb) AS r(day int, tokens bigint)
     ON CONFLICT (member_id, provider, day) DO UPDATE SET tokens = excluded.tokens, read_ms = excluded.read_ms
     WHERE provider_day.tokens <> excluded.tokens RETURNING day`,
    [member, ANTHROPIC, nowMs, JSON.stringify(records)],
  );
  await countDaysAnew(
    queries,
    member,
    changed.map((row) => numberIn(row, "day")),
    nowMs,
  );
  const day = Math.floor(nowMs / DAY_MS);
  const sharing: readonly Finding[] = isShared ? [{ id: "C15", day, effect: "ask", figures: {}, toolVersion: "" }] : [];
  const found = [...(await providerFindings(queries, member)), ...sharing];
  await keepFlags(queries, member, found, new Set(["C15", "C19"]), surroundings);
}
