import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance } from "fastify";
import * as v from "valibot";
import { signInSchema } from "../../shared/board/membership.ts";
import type { Viewer as ViewerReply } from "../../shared/board/viewer.ts";
import { canJoinMember, joinMember, type JoinFault } from "../accounts/joinMember.ts";
import { csrfOf, sessionsIn } from "../accounts/sessions.ts";
import { signInCodesIn } from "../accounts/signInCodes.ts";
import { readBoard } from "../boardRecord.ts";
import type { Queries } from "../database/boardDatabase.ts";
import type { BoardServices } from "./boardServices.ts";
import { readJson } from "./readJson.ts";
import { Refusal, type RefusalReason } from "./refusal.ts";
import { findSessionViewer, requireViewer, type SessionViewer } from "./requireViewer.ts";
import { clearSessionCookie, setSessionCookie } from "./sessionCookie.ts";
import { signIn } from "./signIn.ts";
import { isFromOwnPage } from "./site.ts";

/** Tries from one address: many people may share one, and 99 bits are not guessed at this rate. */
const TRIES_PER_MINUTE = 30;
const JOIN_REFUSALS = {
  noCode: "forbidden",
  notEmpty: "notEmpty",
  ended: "unsigned",
  taken: "taken",
} as const satisfies Readonly<Record<JoinFault, RefusalReason>>;
const nothingSchema = v.strictObject({});

/**
 * Signing in to the page and out again, and who is signed in.
 *
 * @param company what people call the directory that they can sign in with, where there is one
 */
export async function viewerRoutes(
  app: FastifyInstance,
  services: BoardServices,
  company: string | undefined,
): Promise<void> {
  const { reads, writes, clock, random, site } = services;

  app.get("/v1/viewer", async (request): Promise<ViewerReply> => {
    const viewer = await findSessionViewer(services, request);
    const { name } = await readBoard(reads);
    return {
      boardName: name,
      leastPeople: services.leastPeople,
      signIn: { ...(company === undefined ? {} : { company }), code: true },
      ...(viewer === undefined ? {} : { session: await sessionReply(reads, viewer) }),
    };
  });

  await app.register(async (scope) => {
    await scope.register(rateLimit, { max: TRIES_PER_MINUTE, timeWindow: "1 minute" });
    scope.post("/auth/code", async (request, reply) => {
      // Signing somebody in unasked, to an account that is not theirs, is an attack as well.
      if (!isFromOwnPage(request, site)) throw new Refusal("forbidden");
      const { code } = readJson(request, signInSchema);
      const account = await signInCodesIn(writes).take(code, clock());
      if (account === undefined) throw new Refusal("forbidden");
      await signIn(services, { request, reply }, { account, directoryRoles: [] });
      return { isSignedIn: true };
    });

    scope.post("/auth/member", async (request, reply) => {
      const { session } = await requireViewer(services, request);
      if (session === undefined) throw new Refusal("forbidden");
      const { code } = readJson(request, signInSchema);
      const nowMs = clock();
      const joined = await writes.transaction(async (queries) => {
        const result = await joinMember(queries, { session, code }, { nowMs, random });
        if (typeof result === "string") throw new Refusal(JOIN_REFUSALS[result]);
        return result;
      });
      setSessionCookie(reply, site, joined.token, Math.floor((joined.endsMs - nowMs) / 1_000));
      return { isSignedIn: true };
    });
  });

  app.post("/auth/sign-out", async (request, reply) => {
    const { session } = await requireViewer(services, request);
    readJson(request, nothingSchema);
    if (session !== undefined) await sessionsIn(writes).end(session.token);
    clearSessionCookie(reply, site);
    return { isSignedIn: false };
  });

  app.post("/auth/sign-out-everywhere", async (request, reply) => {
    const { account } = await requireViewer(services, request);
    readJson(request, nothingSchema);
    await sessionsIn(writes).endAll(account);
    clearSessionCookie(reply, site);
    return { isSignedIn: false };
  });
}

async function sessionReply(
  queries: Queries,
  { account, roles, member, viewerId, session }: SessionViewer,
): Promise<NonNullable<ViewerReply["session"]>> {
  return {
    roles: [...roles],
    isMember: member !== undefined,
    canJoinMember: member === undefined && (await canJoinMember(queries, account)),
    csrf: csrfOf(session.token),
    viewerId,
    endsAt: session.endsMs,
  };
}
