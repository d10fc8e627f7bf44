import type { FastifyInstance } from "fastify";
import { CONSENT_VERSION, syncBatchSchema, type ReceivedBatch } from "../../shared/board/syncBatch.ts";
import { WIRE_BOUNDS } from "../../shared/board/wireBounds.ts";
import { readBoard } from "../boardRecord.ts";
import { ingestBatch, type IngestResult } from "../ingest/ingestBatch.ts";
import type { Device } from "../membership/devices.ts";
import { takeRequest } from "../membership/requestBucket.ts";
import { authenticate, bodyOf } from "./authenticate.ts";
import type { BoardServices } from "./boardServices.ts";
import { readJson } from "./readJson.ts";
import { Refusal } from "./refusal.ts";

/** Uploads. Their time is not checked: a clock that is wrong is corrected, and an old batch changes nothing. */
export function syncRoutes(app: FastifyInstance, services: BoardServices): void {
  const { writes: database, terms, clock, random, intervalS, gate, metrics } = services;
  app.post("/v1/sync", async (request) => {
    // Asking who it is waits in the same line: an embedded database does one thing at a time.
    const result = await gate.run(async () => {
      const device = await authenticate(services.reads, request);
      refuseFlood(device, clock());
      const batch = readJson(request, syncBatchSchema);
      await requireOwn(batch, device, services);
      return ingestBatch(batch, bodyOf(request), { database, terms, nowMs: clock(), random, intervalS });
    });
    const reply = replyOf(result);
    metrics.countRows("accepted", reply.accepted);
    metrics.countRows("stale", reply.stale);
    metrics.countRows("refused", reply.refused.length);
    return reply;
  });
}

/** Before anything of the body is read: the count that holds is taken when it is stored. */
function refuseFlood({ bucketLeft, bucketMs }: Device, nowMs: number): void {
  const bucket = takeRequest({ left: bucketLeft, atMs: bucketMs }, nowMs);
  if ("retryAfterS" in bucket) throw new Refusal("tooMany", bucket.retryAfterS);
}

async function requireOwn(batch: ReceivedBatch, device: Device, { reads }: BoardServices): Promise<void> {
  if (batch.memberId !== device.member || batch.deviceId !== device.device) throw new Refusal("forbidden");
  if (batch.rows.length > WIRE_BOUNDS.rowsPerBatch) throw new Refusal("tooLarge");
  if (batch.consentVersion !== CONSENT_VERSION) throw new Refusal("consent");
  if (batch.boardId !== (await readBoard(reads)).boardId) throw new Refusal("otherBoard");
}

function replyOf(result: IngestResult): Extract<IngestResult, { kind: "done" }>["reply"] {
  switch (result.kind) {
    case "done":
      return result.reply;
    case "gone":
      throw new Refusal("gone");
    case "clock":
      throw new Refusal("clock");
    case "tooMany":
      throw new Refusal("tooMany", result.retryAfterS);
  }
}
