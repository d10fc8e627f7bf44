import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance } from "fastify";
import * as v from "valibot";
import { deviceIdSchema } from "../../shared/board/boardIds.ts";
import { listingSchema, type CodeReply } from "../../shared/board/membership.ts";
import { sessionsIn } from "../accounts/sessions.ts";
import { signInCodesIn } from "../accounts/signInCodes.ts";
import { readDecisionsAbout } from "../logs/auditLog.ts";
import { codesIn, makeCode } from "../membership/codes.ts";
import type { Queries } from "../database/boardDatabase.ts";
import { devicesIn } from "../membership/devices.ts";
import { exportMember } from "../membership/exportMember.ts";
import { leave } from "../membership/leave.ts";
import { membersIn } from "../membership/members.ts";
import { revokeDevice } from "../membership/revokeDevice.ts";
import { readStanding } from "../views/readStanding.ts";
import { readTop } from "../views/readTop.ts";
import type { BoardServices } from "./boardServices.ts";
import { limitKey } from "./limitKey.ts";
import { noteNames } from "./noteNames.ts";
import { readJson } from "./readJson.ts";
import { Refusal } from "./refusal.ts";
import { requireDevice, requireMember, requireViewer, type Viewer } from "./requireViewer.ts";
import { clearSessionCookie } from "./sessionCookie.ts";

const LINK_MS = 15 * 60_000;
const SIGN_IN_MS = 5 * 60_000;
/** Reading the list of names, per device; everything else more often. */
const NAMED_READS_PER_HOUR = 60;
const REQUESTS_PER_HOUR = 240;

const HOUR = "1 hour";
const revocationSchema = v.strictObject({ deviceId: deviceIdSchema });
const nothingSchema = v.strictObject({});

/** What a member asks and tells of themselves, by a device or the page. No route takes the id of another member. */
export async function memberRoutes(app: FastifyInstance, services: BoardServices): Promise<void> {
  const { writes, reads, list, clock, random, site } = services;
  await app.register(rateLimit, {
    max: REQUESTS_PER_HOUR,
    timeWindow: HOUR,
    keyGenerator: (request) => limitKey(request, site),
  });
  app.get("/v1/top", { config: { rateLimit: { max: NAMED_READS_PER_HOUR, timeWindow: HOUR } } }, async (request) => {
    const viewer = await requireMember(services, request);
    const { view, subjects } = await readTop(reads, { member: viewer.member, nowMs: clock() }, list);
    await noteNames(services, viewer, "list", subjects);
    return view;
  });

  app.get("/v1/me", async (request) => {
    const { member } = await requireMember(services, request);
    return orGone(await readStanding(reads, member, { nowMs: clock(), least: services.leastPeople }));
  });

  app.get("/v1/me/export", async (request) => {
    const { member } = await requireMember(services, request);
    return orGone(await exportMember(reads, member));
  });

  app.get("/v1/me/decisions", async (request) => {
    const { viewerId } = await requireMember(services, request);
    return { decisions: await readDecisionsAbout(reads, viewerId) };
  });

  app.put("/v1/me/listing", async (request) => {
    const { member } = await requireMember(services, request);
    const listing = readJson(request, listingSchema);
    const isDone = await writes.transaction(async (queries) => {
      const members = membersIn(queries);
      orGone(await members.lock(member));
      return members.setListing(member, listing, clock());
    });
    if (!isDone) throw new Refusal("taken");
    return listing;
  });

  app.post("/v1/me/links", async (request): Promise<CodeReply> => {
    // Also of who does not take part yet: with this code they come to.
    const viewer = await requireViewer(services, request);
    readJson(request, nothingSchema);
    const link = { code: makeCode(random), member: viewer.account, uses: 1, expiresMs: clock() + LINK_MS };
    await asStillThere(viewer, (queries) => codesIn(queries).add(link));
    return { code: link.code, expiresAt: link.expiresMs };
  });

  app.post("/v1/me/sign-in-codes", async (request): Promise<CodeReply> => {
    const viewer = await requireDevice(services, request);
    readJson(request, nothingSchema);
    const code = makeCode(random);
    const expiresAt = clock() + SIGN_IN_MS;
    await asStillThere(viewer, (queries) => signInCodesIn(queries).add(code, viewer.account, expiresAt));
    return { code, expiresAt };
  });

  app.post("/v1/me/devices/revoke", async (request) => {
    const { member, session } = await requireMember(services, request);
    const { deviceId } = readJson(request, revocationSchema);
    const revoked = { member, device: deviceId, session: session?.token };
    if (!(await revokeDevice(writes, revoked, clock()))) throw new Refusal("notFound");
    return { deviceId };
  });

  app.post("/v1/me/leave", async (request, reply) => {
    const { member, session } = await requireMember(services, request);
    readJson(request, nothingSchema);
    const receipt = orGone(await leave(writes, member, clock()));
    if (session !== undefined) clearSessionCookie(reply, site);
    return receipt;
  });

  /** Makes something for whoever asks, if they have neither left nor been shut out since they were let in. */
  function asStillThere({ member, device, session }: Viewer, body: (queries: Queries) => Promise<void>): Promise<void> {
    return writes.transaction(async (queries) => {
      if (member !== undefined) orGone(await membersIn(queries).lock(member));
      const isShutOut =
        member !== undefined && device !== undefined
          ? (await devicesIn(queries).find(member, device))?.isRevoked !== false
          : session !== undefined && (await sessionsIn(queries).find(session.token, clock())) === undefined;
      if (isShutOut) throw new Refusal("gone");
      await body(queries);
    });
  }
}

function orGone<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Refusal("gone");
  return value;
}
