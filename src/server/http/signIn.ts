import type { FastifyReply, FastifyRequest } from "fastify";
import { sessionsIn, type NewSession } from "../accounts/sessions.ts";
import type { BoardServices } from "./boardServices.ts";
import { readSessionCookie, setSessionCookie } from "./sessionCookie.ts";

/** Begins a session, always a new one: what the browser brought along ends. */
export async function signIn(
  { writes, clock, random, site }: BoardServices,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  person: Pick<NewSession, "account" | "directoryRoles" | "providerUser">,
): Promise<void> {
  const nowMs = clock();
  const before = readSessionCookie(request, site);
  const { token, endsMs } = await writes.transaction(async (queries) => {
    const sessions = sessionsIn(queries);
    if (before !== undefined) await sessions.end(before);
    return sessions.start({ ...person, nowMs, random });
  });
  setSessionCookie(reply, site, token, Math.floor((endsMs - nowMs) / 1_000));
}
