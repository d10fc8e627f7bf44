import type { Queries } from "../database/boardDatabase.ts";
import { noteDecision } from "../logs/auditLog.ts";
import type { RandomBytes } from "../membership/codes.ts";
import { membersIn } from "../membership/members.ts";
import { accountsIn, type Account } from "./accounts.ts";
import { countIdentities, moveIdentity } from "./identities.ts";
import { sessionsIn, type Session } from "./sessions.ts";
import { signInCodesIn } from "./signInCodes.ts";

/**
 * Why it did not come about: `noCode`, it signs no member in; `notEmpty`, the account takes part, is one of staff or did not come
 * by the directory; `ended`, its session; `taken`, the directory knows that member by another identity.
 */
export type JoinFault = "noCode" | "notEmpty" | "ended" | "taken";

/** Whether a person came by the directory and is nothing else on the board yet. */
export async function canJoinMember(queries: Queries, account: number): Promise<boolean> {
  const known = await accountsIn(queries).find(account);
  return known !== undefined && isEmpty(known) && (await countIdentities(queries, account)) > 0;
}

/**
 * Makes one person of who signed in with the directory and the member whose editor made the code: the identity goes to the member,
 * and the empty account is gone. The session goes on as the member's, under a token of its own, and ends when it would have.
 *
 * To be called in a transaction, which has to be undone where this comes to a fault: the code can then still sign in.
 */
export async function joinMember(
  queries: Queries,
  { session, code }: { readonly session: Session; readonly code: string },
  surroundings: { readonly nowMs: number; readonly random: RandomBytes },
): Promise<Session | JoinFault> {
  const { nowMs, random } = surroundings;
  const [accounts, members, sessions, codes] = [
    accountsIn(queries),
    membersIn(queries),
    sessionsIn(queries),
    signInCodesIn(queries),
  ];
  const own = session.account;
  const member = await codes.find(code, nowMs);
  if (member === undefined) return "noCode";
  // Rows are taken in the order in which departures, sign-ins and devices that join take theirs.
  const moved = await moveIdentity(queries, own, member);
  if (moved === 0) return "notEmpty";
  await queries.query("DELETE FROM invitation WHERE member_id = $1", [own]);
  const account = await accounts.lock(own);
  // A departure that was noted a moment ago has ended it.
  if (account === undefined || (await sessions.find(session.token, nowMs)) === undefined) return "ended";
  if (!isEmpty(account)) return "notEmpty";
  if ((await members.lock(member)) === undefined || (await codes.take(code, nowMs)) !== member) return "noCode";
  if ((await countIdentities(queries, member)) > moved) return "taken";
  const decision = { actor: account.viewerId, action: "signInJoined", subject: member, reason: "by a code" } as const;
  await noteDecision(queries, decision, surroundings);
  for (const table of ["session", "sign_in_code", "account"])
    await queries.query(`DELETE FROM ${table} WHERE member_id = $1`, [own]);
  const { directoryRoles, providerUser, endsMs } = session;
  return sessions.start({ account: member, directoryRoles, providerUser, nowMs, random, endsMs });
}

function isEmpty({ isMember, isNamed, staffRoles }: Account): boolean {
  return !isMember && !isNamed && staffRoles.length === 0;
}
