import "@fastify/cookie";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Site } from "./site.ts";

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** The token of the session that the request belongs to, as it says. */
export function readSessionCookie(request: FastifyRequest, site: Site): string | undefined {
  return readCookie(request, nameOf("session", site));
}

export function setSessionCookie(reply: FastifyReply, site: Site, token: string, maxAgeS: number): void {
  setCookie(reply, nameOf("session", site), token, { site, maxAgeS, sameSite: "strict" });
}

export function clearSessionCookie(reply: FastifyReply, site: Site): void {
  setCookie(reply, nameOf("session", site), "", { site, maxAgeS: 0, sameSite: "strict" });
}

/** Which sign-in with the directory the browser has begun. */
export function readFlowCookie(request: FastifyRequest, site: Site): string | undefined {
  return readCookie(request, nameOf("sign-in", site));
}

/** Lax, as the browser comes back from another site. */
export function setFlowCookie(reply: FastifyReply, site: Site, token: string, maxAgeS: number): void {
  setCookie(reply, nameOf("sign-in", site), token, { site, maxAgeS, sameSite: "lax" });
}

export function clearFlowCookie(reply: FastifyReply, site: Site): void {
  setCookie(reply, nameOf("sign-in", site), "", { site, maxAgeS: 0, sameSite: "lax" });
}

/** The prefix makes browsers refuse the cookie from any other host, also a neighbouring one; it needs https. */
function nameOf(what: string, { isSecure }: Site): string {
  return isSecure ? `__Host-token-legend-${what}` : `token-legend-${what}`;
}

/** Two cookies of one name: one of them came from elsewhere, and nothing tells which. */
function readCookie(request: FastifyRequest, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? "").split(";").map((pair) => pair.trim());
  const values = pairs.filter((pair) => pair.startsWith(`${name}=`)).map((pair) => pair.slice(name.length + 1));
  const [value] = values;
  return values.length === 1 && value !== undefined && TOKEN.test(value) ? value : undefined;
}

interface CookieOptions {
  readonly site: Site;
  readonly maxAgeS: number;
  readonly sameSite: "strict" | "lax";
}

function setCookie(reply: FastifyReply, name: string, value: string, { site, maxAgeS, sameSite }: CookieOptions): void {
  reply.setCookie(name, value, { path: "/", httpOnly: true, secure: site.isSecure, sameSite, maxAge: maxAgeS });
}
