import type { FastifyInstance } from "fastify";
import { SENT_AT_HEADER, SIGNATURE_HEADER } from "../../shared/board/signedRequest.ts";
import { Refusal } from "./refusal.ts";

/** Headers that say who asks and for whom. A proxy may take the first of two and the server the last. */
const ONCE: ReadonlySet<string> = new Set([
  "authorization",
  "cookie",
  "host",
  "origin",
  "sec-fetch-site",
  "x-csrf",
  SENT_AT_HEADER,
  SIGNATURE_HEADER,
]);

/** Refuses requests that say twice who asks, instead of believing one of the two. */
export function refuseAmbiguous(app: FastifyInstance): void {
  app.addHook("onRequest", async (request) => {
    const names = request.raw.rawHeaders.filter((_, i) => i % 2 === 0).map((name) => name.toLowerCase());
    const seen = new Set<string>();
    for (const name of names) {
      if (ONCE.has(name) && seen.has(name)) throw new Refusal("badRequest");
      seen.add(name);
    }
  });
}
