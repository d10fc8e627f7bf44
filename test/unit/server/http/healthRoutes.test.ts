import assert from "node:assert/strict";
import { fastify, type FastifyInstance } from "fastify";
import type { Queries } from "../../../../src/server/database/boardDatabase.ts";
import { answerErrors } from "../../../../src/server/http/answerErrors.ts";
import { healthRoutes } from "../../../../src/server/http/healthRoutes.ts";
import { IngestGate } from "../../../../src/server/http/ingestGate.ts";
import { Metrics } from "../../../../src/server/http/metrics.ts";

function serve(query: Queries["query"], readyMs: number): FastifyInstance {
  const app = fastify();
  answerErrors(app);
  const gate = new IngestGate({ width: 1, longestWaitMs: 1, mostWaiting: 1 }, Date.now);
  const reads = { query, run: async () => {} };
  healthRoutes(app, { reads, gate, metrics: new Metrics() }, { isStopping: () => false, readyMs });
  return app;
}

async function askReady(query: Queries["query"], readyMs: number): Promise<readonly [number, string]> {
  const { statusCode, body } = await serve(query, readyMs).inject({ url: "/readyz" });
  return [statusCode, body];
}

describe("whether a board is ready", () => {
  it("is answered with no when the database hangs, and with yes when it answers", async () => {
    const hangs = new Promise<never>(() => {});
    assert.deepEqual(await askReady(() => hangs, 1), [503, '{"error":"busy"}']);
    assert.deepEqual(await askReady(() => Promise.resolve([]), 60_000), [200, '{"status":"ready"}']);
  });
});
