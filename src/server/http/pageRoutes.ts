import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { BoardPage } from "../page/boardPage.ts";
import { Refusal } from "./refusal.ts";

/** Addresses of the page; the script reads which part of it is meant. */
const PATHS = ["/", "/practice", "/volume", "/me", "/admin"];
const YEAR_MS = 365 * 86_400_000;

/** Scripts, styles and requests of this server alone; nothing inline, and no text becomes markup. */
const POLICY = {
  useDefaults: false,
  directives: {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "connect-src": ["'self'"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
    "frame-ancestors": ["'none'"],
    "require-trusted-types-for": ["'script'"],
    "trusted-types": ["'none'"],
  },
};

/** Addresses that programs ask. */
const OF_PROGRAMS = /^\/(?:v1|auth|assets)(?:\/|$)/;

/** Whether somebody looks at an address with a browser. */
function isLookedAt({ url, headers }: FastifyRequest): boolean {
  return !OF_PROGRAMS.test(url.split("?", 1)[0] ?? "") && (headers.accept ?? "").includes("text/html");
}

/** The board's page in a browser. */
export async function pageRoutes(app: FastifyInstance, page: BoardPage): Promise<void> {
  await app.register(fastifyStatic, { root: page.folder, serve: false, index: false, preCompressed: true });

  for (const path of PATHS) {
    app.get(path, { helmet: { contentSecurityPolicy: POLICY } }, async (_request, reply) => {
      reply.type("text/html; charset=utf-8");
      return page.html;
    });
  }

  // A mistyped or older address shows the page, which then begins at its first part. Programs are told in their own way.
  app.get("/*", { helmet: { contentSecurityPolicy: POLICY } }, async (request, reply) => {
    if (!isLookedAt(request)) throw new Refusal("notFound");
    reply.code(404).type("text/html; charset=utf-8");
    return page.html;
  });

  app.get<{ Params: { readonly version: string; readonly name: string } }>(
    "/assets/:version/:name",
    async (request, reply) => {
      const { version, name } = request.params;
      if (version !== page.version || !page.names.has(name)) throw new Refusal("notFound");
      return reply.sendFile(name, { maxAge: YEAR_MS, immutable: true });
    },
  );
}
