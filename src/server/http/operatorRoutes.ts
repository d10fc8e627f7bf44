import { createHash, timingSafeEqual } from "node:crypto";
import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance } from "fastify";
import * as v from "valibot";
import type { CodeReply } from "../../shared/board/membership.ts";
import { codesIn, makeCode } from "../membership/codes.ts";
import type { BoardServices } from "./boardServices.ts";
import { readJson } from "./readJson.ts";
import { Refusal } from "./refusal.ts";

const DAY_MS = 86_400_000;
const whole = (most: number): v.GenericSchema<number> =>
  v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most));
const invitationSchema = v.strictObject({ uses: whole(10_000), days: whole(90) });

/** What the operator does. There is no route to any member's data among them. */
export async function operatorRoutes(app: FastifyInstance, services: BoardServices, token: string): Promise<void> {
  await app.register(rateLimit, { max: 30, timeWindow: "1 minute" });
  app.addHook("onRequest", async (request) => {
    const given = /^Bearer (\S{1,200})$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
    // By hash, so that neither length nor content shows in the time that it takes.
    if (!timingSafeEqual(hashOf(given), hashOf(token))) throw new Refusal("unsigned");
  });

  app.post("/v1/invitations", async (request): Promise<CodeReply> => {
    const { uses, days } = readJson(request, invitationSchema);
    const invitation = {
      code: makeCode(services.random),
      member: undefined,
      uses,
      expiresMs: services.clock() + days * DAY_MS,
    };
    await codesIn(services.writes).add(invitation);
    return { code: invitation.code, expiresAt: invitation.expiresMs };
  });
}

function hashOf(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
