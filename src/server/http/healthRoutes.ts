import { setTimeout as delay } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import { DatabaseAway } from "../database/databaseAway.ts";
import type { BoardServices } from "./boardServices.ts";
import { Refusal } from "./refusal.ts";

export interface Readiness {
  readonly isStopping: () => boolean;
  /** A database that takes longer to answer is as good as away. Whoever asks has little patience as well. */
  readonly readyMs?: number;
}

type HealthServices = Pick<BoardServices, "reads" | "metrics" | "gate">;

/** For those who run the server: whether the process lives, whether it can serve, and counts. */
export function healthRoutes(
  app: FastifyInstance,
  services: HealthServices,
  { isStopping, readyMs = 3_000 }: Readiness,
): void {
  app.get("/healthz", async () => ({ status: "ok" }));

  app.get("/readyz", async () => {
    if (isStopping()) throw new Refusal("busy");
    await answerWithin(readyMs, services.reads.query("SELECT 1 FROM board"));
    return { status: "ready" };
  });

  app.get("/metrics", async (_request, reply) => {
    reply.type("text/plain; version=0.0.4; charset=utf-8");
    return services.metrics.text(services.gate.waiting);
  });
}

/** PostgreSQL itself ends what takes too long, unless it hangs. */
async function answerWithin(ms: number, answer: Promise<unknown>): Promise<void> {
  const answered = new AbortController();
  const tooLate = delay(ms, undefined, { signal: answered.signal }).then(() => {
    throw new DatabaseAway("The database does not answer in time");
  });
  try {
    await Promise.race([answer, tooLate]);
  } finally {
    answered.abort();
  }
}
