import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance } from "fastify";
import { registrationSchema } from "../../shared/board/membership.ts";
import { CONSENT_VERSION } from "../../shared/board/syncBatch.ts";
import { readBoard } from "../boardRecord.ts";
import { register } from "../membership/register.ts";
import { isSignedBy, requireRecent } from "./authenticate.ts";
import type { BoardServices } from "./boardServices.ts";
import { readJson } from "./readJson.ts";
import { Refusal } from "./refusal.ts";

/** Tries from one address: many people may share one, and 99 bits are not guessed at this rate. */
const TRIES_PER_MINUTE = 60;

/** What may be asked before joining, and joining. */
export async function joinRoutes(app: FastifyInstance, services: BoardServices): Promise<void> {
  const { writes, reads, clock, random, leastPeople, legalText } = services;
  await app.register(rateLimit, { max: TRIES_PER_MINUTE, timeWindow: "1 minute" });

  app.get("/v1/board", async () => {
    const { boardId, name, epoch } = await readBoard(reads);
    const terms = { consentVersion: CONSENT_VERSION, leastPeople, ...(legalText === undefined ? {} : { legalText }) };
    return { boardId, name, epoch, ...terms, serverTime: clock() };
  });

  app.post("/v1/devices", async (request) => {
    const registration = readJson(request, registrationSchema);
    if (!isSignedBy(Buffer.from(registration.publicKey, "base64url"), request)) throw new Refusal("unsigned");
    requireRecent(request, clock());
    const joined = await register(writes, registration, { nowMs: clock(), random });
    if (joined === undefined) throw new Refusal("forbidden");
    const { boardId, epoch } = await readBoard(writes);
    return {
      boardId,
      memberId: joined.member,
      deviceId: joined.device,
      epoch,
      consentVersion: CONSENT_VERSION,
      serverTime: clock(),
    };
  });
}
