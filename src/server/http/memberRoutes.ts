import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance, FastifyRequest } from "fastify";
import * as v from "valibot";
import { deviceIdSchema } from "../../shared/board/boardIds.ts";
import { listingSchema, type CodeReply } from "../../shared/board/membership.ts";
import { codesIn, makeCode } from "../membership/codes.ts";
import { devicesIn, type Device } from "../membership/devices.ts";
import { exportMember } from "../membership/exportMember.ts";
import { leave } from "../membership/leave.ts";
import { membersIn } from "../membership/members.ts";
import { readStanding, readTop } from "../ranking/ranks.ts";
import { authenticate, requireRecent } from "./authenticate.ts";
import type { BoardServices } from "./boardServices.ts";
import { readJson } from "./readJson.ts";
import { Refusal } from "./refusal.ts";

const LINK_MS = 15 * 60_000;
/** Reading the list of names, per device; everything else more often. */
const NAMED_READS_PER_HOUR = 60;
const REQUESTS_PER_HOUR = 240;

const HOUR = "1 hour";
const revocationSchema = v.strictObject({ deviceId: deviceIdSchema });
const nothingSchema = v.strictObject({});

/** What a member asks and tells of themselves, signed by one of their devices. No route takes the id of another member. */
export async function memberRoutes(app: FastifyInstance, services: BoardServices): Promise<void> {
  const { writes, reads, clock, random } = services;
  await app.register(rateLimit, {
    max: REQUESTS_PER_HOUR,
    timeWindow: HOUR,
    keyGenerator: (request) => request.headers.authorization ?? request.ip,
  });
  const signedNow = async (request: FastifyRequest): Promise<Device> => {
    const device = await authenticate(reads, request);
    requireRecent(request, clock());
    return device;
  };

  app.get("/v1/top", { config: { rateLimit: { max: NAMED_READS_PER_HOUR, timeWindow: HOUR } } }, async (request) => {
    await signedNow(request);
    return readTop(reads, clock());
  });

  app.get("/v1/me", async (request) => {
    const { member } = await signedNow(request);
    return orGone(await readStanding(reads, member));
  });

  app.get("/v1/me/export", async (request) => {
    const { member } = await signedNow(request);
    return orGone(await exportMember(reads, member));
  });

  app.put("/v1/me/listing", async (request) => {
    const { member } = await signedNow(request);
    const listing = readJson(request, listingSchema);
    const isDone = await writes.transaction(async (queries) => {
      const members = membersIn(queries);
      orGone(await members.lock(member));
      return members.setListing(member, listing);
    });
    if (!isDone) throw new Refusal("taken");
    return listing;
  });

  app.post("/v1/me/links", async (request): Promise<CodeReply> => {
    const { member } = await signedNow(request);
    readJson(request, nothingSchema);
    const link = { code: makeCode(random), member, uses: 1, expiresMs: clock() + LINK_MS };
    await codesIn(writes).add(link);
    return { code: link.code, expiresAt: link.expiresMs };
  });

  app.post("/v1/me/devices/revoke", async (request) => {
    const { member } = await signedNow(request);
    const { deviceId } = readJson(request, revocationSchema);
    if (!(await devicesIn(writes).revoke(member, deviceId, clock()))) throw new Refusal("notFound");
    return { deviceId };
  });

  app.post("/v1/me/leave", async (request) => {
    const { member } = await signedNow(request);
    readJson(request, nothingSchema);
    return orGone(await leave(writes, member, clock()));
  });
}

function orGone<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Refusal("gone");
  return value;
}
