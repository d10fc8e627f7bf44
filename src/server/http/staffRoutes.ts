import type { FastifyInstance } from "fastify";
import { departureSchema, rolesSchema, staffSchema } from "../../shared/board/adminRequests.ts";
import type { CodeReply } from "../../shared/board/membership.ts";
import { accountsIn } from "../accounts/accounts.ts";
import { findIdentity } from "../accounts/identities.ts";
import { signInCodesIn } from "../accounts/signInCodes.ts";
import { endAccess } from "../admin/endAccess.ts";
import { ensureStaff, setRoles } from "../admin/staff.ts";
import type { Queries } from "../database/boardDatabase.ts";
import { noteDecision } from "../logs/auditLog.ts";
import { makeCode } from "../membership/codes.ts";
import type { BoardServices } from "./boardServices.ts";
import { readJson } from "./readJson.ts";
import { Refusal } from "./refusal.ts";
import { requireOperator } from "./requireOperator.ts";

const STAFF_CODE_MS = 15 * 60_000;

export interface OperatorSettings {
  readonly token: string | undefined;
  /** Address of the company's directory, where there is one. */
  readonly issuer: string | undefined;
}

/** Who may do what on the board, and who no longer comes to it. */
export function staffRoutes(app: FastifyInstance, services: BoardServices, { token, issuer }: OperatorSettings): void {
  const { writes, clock, random } = services;

  app.put("/v1/admin/roles", async (request) => {
    const { actor, account: own } = await requireOperator(services, request, token);
    const { viewerId, roles, reason } = readJson(request, rolesSchema);
    const surroundings = { nowMs: clock(), random };
    await writes.transaction(async (queries) => {
      const accounts = accountsIn(queries);
      const named = await accounts.findViewer(viewerId);
      const found = named === undefined ? undefined : await accounts.lock(named.account);
      if (found === undefined) throw new Refusal("notFound");
      // It takes a second person to give somebody more to see or do.
      if (found.account === own) throw new Refusal("forbidden");
      await setRoles(queries, found.account, roles, surroundings.nowMs);
      const decision = { actor, action: "roles", subject: found.account, reason: withRoles(roles, reason) } as const;
      await noteDecision(queries, decision, surroundings);
    });
    return { viewerId, roles };
  });

  app.post("/v1/admin/staff", async (request): Promise<CodeReply> => {
    const { actor, account: own } = await requireOperator(services, request, token);
    const { name, roles, reason } = readJson(request, staffSchema);
    const surroundings = { nowMs: clock(), random };
    const code = makeCode(random);
    const expiresAt = surroundings.nowMs + STAFF_CODE_MS;
    await writes.transaction(async (queries) => {
      const account = await ensureStaff(queries, name, surroundings);
      if (account === own) throw new Refusal("forbidden");
      await setRoles(queries, account, roles, surroundings.nowMs);
      await signInCodesIn(queries).add(code, account, expiresAt);
      const decision = {
        actor,
        action: "staffSignInCode",
        subject: account,
        reason: withRoles(roles, reason),
      } as const;
      await noteDecision(queries, decision, surroundings);
    });
    return { code, expiresAt };
  });

  app.post("/v1/admin/departures", async (request) => {
    const { actor, account: own } = await requireOperator(services, request, token);
    const { reason, ...person } = readJson(request, departureSchema);
    const surroundings = { nowMs: clock(), random };
    await writes.transaction(async (queries) => {
      const account = await findPerson(queries, person);
      if (account === undefined || (await accountsIn(queries).lock(account)) === undefined) return;
      if (account === own) throw new Refusal("forbidden");
      await noteDecision(queries, { actor, action: "accessEnded", subject: account, reason }, surroundings);
      await endAccess(queries, account, surroundings.nowMs);
    });
    return { isDone: true };
  });

  async function findPerson(
    queries: Queries,
    person: { readonly subject: string } | { readonly viewerId: string },
  ): Promise<number | undefined> {
    if ("viewerId" in person) return (await accountsIn(queries).findViewer(person.viewerId))?.account;
    // That tells nothing of a person: on this board nobody can be found by a subject.
    if (issuer === undefined) throw new Refusal("noDirectory");
    return findIdentity(queries, { issuer, subject: person.subject }, random);
  }
}

function withRoles(roles: readonly string[], reason: string): string {
  return `${roles.length === 0 ? "no role" : roles.join(", ")}: ${reason}`;
}
