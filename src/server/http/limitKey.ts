import type { FastifyRequest } from "fastify";
import { readSessionCookie } from "./sessionCookie.ts";
import type { Site } from "./site.ts";

/**
 * By what requests are counted for limits: whom they name as the asker, and where they come from. Nothing of it is checked yet, so
 * that a stranger who names somebody else uses up what is the stranger's.
 */
export function limitKey(request: FastifyRequest, site: Site): string {
  return `${request.ip} ${request.headers.authorization ?? readSessionCookie(request, site) ?? ""}`;
}
