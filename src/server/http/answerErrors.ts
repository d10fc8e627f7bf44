import type { FastifyInstance, FastifyReply } from "fastify";
import { DatabaseAway, isPassing, sqlStateOf } from "../database/databaseAway.ts";
import { describeFault } from "../describeFault.ts";
import { REFUSALS, Refusal, type RefusalReason } from "./refusal.ts";

const RETRY_AFTER_S = 5;

/** Turns failures into answers: what a client did wrong as a word, everything else without a word of what happened. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler(async (error, request, reply) => {
    if (error instanceof Refusal) return refuse(reply, error.reason, error.retryAfterS);
    if (error instanceof DatabaseAway || isPassing(error)) {
      request.log.warn({ state: sqlStateOf(error instanceof Error ? error.cause : undefined) }, "the database is away");
      return refuse(reply, "busy", RETRY_AFTER_S);
    }
    const status = statusOf(error);
    if (status === 413) return refuse(reply, "tooLarge");
    if (status === 429) return refuse(reply, "tooMany", Number(reply.getHeader("retry-after")) || RETRY_AFTER_S);
    if (status >= 400 && status < 500) return refuse(reply, "badRequest");
    request.log.error(describeFault(error), "a request failed");
    return reply.code(500).send({ error: "internal" });
  });
  app.setNotFoundHandler(async (_request, reply) => refuse(reply, "notFound"));
}

function refuse(reply: FastifyReply, reason: RefusalReason, retryAfterS?: number): FastifyReply {
  if (retryAfterS !== undefined) reply.header("retry-after", retryAfterS);
  return reply.code(REFUSALS[reason]).send({ error: reason });
}

function statusOf(error: unknown): number {
  if (typeof error !== "object" || error === null || !("statusCode" in error)) return 500;
  return typeof error.statusCode === "number" ? error.statusCode : 500;
}
