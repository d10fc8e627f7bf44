import type { FastifyRequest } from "fastify";

/** Where people find the board, as far as its operator has told. */
export interface Site {
  /** Scheme, host and port of the page; `undefined` where it was not told. */
  readonly origin: string | undefined;
  readonly isSecure: boolean;
}

export function siteOf(publicUrl: string | undefined): Site {
  const origin = publicUrl === undefined ? undefined : new URL(publicUrl).origin;
  return { origin, isSecure: origin?.startsWith("https:") ?? false };
}

/** Whether the board's own page sent the request. Browsers name the sender of everything that may change something. */
export function isFromOwnPage(request: FastifyRequest, { origin }: Site): boolean {
  const { host, origin: sender, "sec-fetch-site": relation } = request.headers;
  if (relation !== undefined && relation !== "same-origin") return false;
  if (sender === undefined) return false;
  return origin === undefined ? [`http://${host ?? ""}`, `https://${host ?? ""}`].includes(sender) : sender === origin;
}
