import type { FastifyReply, FastifyRequest } from "fastify";
import type { StaffRole } from "../accounts/accounts.ts";
import { sessionsIn } from "../accounts/sessions.ts";
import type { BoardServices } from "./boardServices.ts";
import { readSessionCookie, setSessionCookie } from "./sessionCookie.ts";

/** Begins a session, always a new one: what the browser brought along ends. */
export async function signIn(
  { writes, clock, random, site }: BoardServices,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  person: { readonly account: number; readonly directoryRoles: readonly StaffRole[] },
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
