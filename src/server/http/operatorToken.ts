import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { Refusal } from "./refusal.ts";

/** What the logs call who has the operator's token, which is nobody's own: it is for the first steps. */
export const TOKEN_ACTOR = "operatorToken";

/** Whether the request says that it brings the operator's token. */
export function bringsToken(request: FastifyRequest): boolean {
  return request.headers.authorization?.startsWith("Bearer ") ?? false;
}

/** @throws Refusal for anything but the token, and where the board has none */
export function requireToken(request: FastifyRequest, token: string | undefined): void {
  const given = /^Bearer (\S{1,200})$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
  // By hash, so that neither length nor content shows in the time that it takes.
  if (token === undefined || !timingSafeEqual(hashOf(given), hashOf(token))) throw new Refusal("unsigned");
}

function hashOf(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
