import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance, FastifyReply } from "fastify";
import { SIGN_IN_FAULT, type SignInFault } from "../../shared/board/viewer.ts";
import { ensureIdentity } from "../accounts/identities.ts";
import {
  CALLBACK_PATH,
  DirectoryAway,
  SignInRefused,
  type Directory,
  type DirectoryPerson,
} from "../oidc/directory.ts";
import { oidcFlowsIn } from "../oidc/oidcFlows.ts";
import { boardSalt } from "../integrity/boardSalt.ts";
import { ANTHROPIC, providerUserHash } from "../providers/providerLinks.ts";
import type { BoardServices } from "./boardServices.ts";
import { clearFlowCookie, readFlowCookie, setFlowCookie } from "./sessionCookie.ts";
import { signIn } from "./signIn.ts";

const TRIES_PER_MINUTE = 30;
const FLOW_MS = 10 * 60_000;

/** Signing in with the company's directory: there and back again. A browser is on its way here, so that each answer sends it on. */
export async function oidcRoutes(app: FastifyInstance, services: BoardServices, directory: Directory): Promise<void> {
  const { writes, clock, random, site, readsProvider } = services;
  await app.register(rateLimit, { max: TRIES_PER_MINUTE, timeWindow: "1 minute" });

  async function providerUserOf({ address }: DirectoryPerson): Promise<Uint8Array | undefined> {
    if (!readsProvider || address === undefined) return undefined;
    return providerUserHash(await boardSalt(writes, random), ANTHROPIC, address);
  }

  app.get("/auth/oidc", async (request, reply) => {
    try {
      const { url, flow } = await directory.begin();
      const token = Buffer.from(random(32)).toString("base64url");
      await oidcFlowsIn(writes).add(token, flow, clock() + FLOW_MS);
      setFlowCookie(reply, site, token, FLOW_MS / 1_000);
      return await reply.redirect(url.href, 303);
    } catch (error) {
      if (!(error instanceof DirectoryAway)) throw error;
      request.log.warn({ fault: faultOf(error) }, "the directory is away");
      return backWith(reply, "away");
    }
  });

  app.get(CALLBACK_PATH, async (request, reply) => {
    const token = readFlowCookie(request, site);
    clearFlowCookie(reply, site);
    const flow = token === undefined ? undefined : await oidcFlowsIn(writes).take(token, clock());
    if (flow === undefined) return backWith(reply, "failed");
    try {
      const search = new URL(request.url, "http://board").search;
      const person = await directory.finish(search, flow);
      const account = await writes.transaction((queries) =>
        ensureIdentity(queries, person, { nowMs: clock(), random }),
      );
      const providerUser = await providerUserOf(person);
      await signIn(services, { request, reply }, { account, directoryRoles: person.roles, providerUser });
      return await reply.redirect("/", 303);
    } catch (error) {
      if (!(error instanceof DirectoryAway) && !(error instanceof SignInRefused)) throw error;
      request.log.warn({ fault: faultOf(error) }, "a sign-in with the directory failed");
      return backWith(reply, error instanceof DirectoryAway ? "away" : "failed");
    }
  });
}

function backWith(reply: FastifyReply, fault: SignInFault): FastifyReply {
  return reply.redirect(`/?${SIGN_IN_FAULT}=${fault}`, 303);
}

/** A word of the library for what was wrong; messages are left out, as they may hold what a token holds. */
function faultOf(error: Error): string {
  const { cause } = error;
  return cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : error.name;
}
