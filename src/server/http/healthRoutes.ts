import type { FastifyInstance } from "fastify";
import type { BoardServices } from "./boardServices.ts";
import { Refusal } from "./refusal.ts";

/** For those who run the server: whether the process lives, whether it can serve, and counts. */
export function healthRoutes(app: FastifyInstance, services: BoardServices, isStopping: () => boolean): void {
  app.get("/healthz", async () => ({ status: "ok" }));

  app.get("/readyz", async () => {
    if (isStopping()) throw new Refusal("busy");
    await services.reads.query("SELECT 1 FROM board");
    return { status: "ready" };
  });

  app.get("/metrics", async (_request, reply) => {
    reply.type("text/plain; version=0.0.4; charset=utf-8");
    return services.metrics.text(services.gate.waiting);
  });
}
