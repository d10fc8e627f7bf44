import { numberIn, type Queries } from "../database/boardDatabase.ts";
import { readLooks, readOwnAccess } from "../logs/accessLog.ts";
import { readDecisionsAbout } from "../logs/auditLog.ts";
import { accountsIn } from "./accounts.ts";
import { countIdentities } from "./identities.ts";

/** What the board holds of a person besides their usage: how they sign in, what was decided about them, who looked at what. */
export interface AccountExport {
  readonly viewerId: string;
  readonly roles: readonly string[];
  /** Whether the company's directory is linked; of it the board holds a hash alone. */
  readonly isLinked: boolean;
  readonly sessions: readonly { readonly createdMs: number; readonly seenMs: number; readonly endsMs: number }[];
  readonly decisions: Awaited<ReturnType<typeof readDecisionsAbout>>;
  readonly ownReadings: Awaited<ReturnType<typeof readOwnAccess>>;
  readonly looks: Awaited<ReturnType<typeof readLooks>>;
}

/** `undefined` for who has no account yet. */
export async function exportAccount(queries: Queries, account: number): Promise<AccountExport | undefined> {
  const known = await accountsIn(queries).find(account);
  if (known === undefined) return undefined;
  const { viewerId, staffRoles } = known;
  const sessions = await queries.query(
    "SELECT created_ms, seen_ms, ends_ms FROM session WHERE member_id = $1 ORDER BY created_ms",
    [account],
  );
  return {
    viewerId,
    roles: staffRoles,
    isLinked: (await countIdentities(queries, account)) > 0,
    sessions: sessions.map((row) => ({
      createdMs: numberIn(row, "created_ms"),
      seenMs: numberIn(row, "seen_ms"),
      endsMs: numberIn(row, "ends_ms"),
    })),
    decisions: await readDecisionsAbout(queries, viewerId),
    ownReadings: await readOwnAccess(queries, viewerId),
    looks: await readLooks(queries, account),
  };
}
