import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { FastifyInstance } from "fastify";

const CHANNEL = "fastify.initialization";

/** Every route of the servers that are built while the body runs, such as `GET /v1/me`. */
export async function routesOf(body: () => Promise<void>): Promise<readonly string[]> {
  const routes = new Set<string>();
  const listen = (message: unknown): void => {
    const { fastify } = message as { readonly fastify: FastifyInstance };
    fastify.addHook("onRoute", ({ method, url }) => {
      for (const each of [method].flat()) if (each !== "HEAD") routes.add(`${each} ${url}`);
    });
  };
  subscribe(CHANNEL, listen);
  try {
    await body();
  } finally {
    unsubscribe(CHANNEL, listen);
  }
  return [...routes].toSorted();
}
