import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { invitationSchema } from "../../shared/board/adminRequests.ts";
import type { CodeReply } from "../../shared/board/membership.ts";
import { noteDecision } from "../logs/auditLog.ts";
import { codesIn, makeCode } from "../membership/codes.ts";
import type { BoardServices } from "./boardServices.ts";
import { readJson } from "./readJson.ts";
import { requireOperator } from "./requireOperator.ts";
import { staffRoutes, type OperatorSettings } from "./staffRoutes.ts";

const DAY_MS = 86_400_000;
const PER_MINUTE = 30;

/**
 * What an operator does who is signed in, and who has the token of the environment: for the first steps, when nobody has a role
 * yet. There is no route to any member's data among them.
 */
export async function operatorRoutes(
  app: FastifyInstance,
  services: BoardServices,
  settings: OperatorSettings,
): Promise<void> {
  const { writes, clock, random } = services;
  await app.register(rateLimit, { max: PER_MINUTE, timeWindow: "1 minute" });

  const invite = async (request: FastifyRequest): Promise<CodeReply> => {
    const { actor } = await requireOperator(services, request, settings.token);
    const { uses, days } = readJson(request, invitationSchema);
    const surroundings = { nowMs: clock(), random };
    const invitation = {
      code: makeCode(random),
      member: undefined,
      uses,
      expiresMs: surroundings.nowMs + days * DAY_MS,
    };
    await writes.transaction(async (queries) => {
      await codesIn(queries).add(invitation);
      const reason = `uses: ${uses}, days: ${days}`;
      await noteDecision(queries, { actor, action: "invitation", reason }, surroundings);
    });
    return { code: invitation.code, expiresAt: invitation.expiresMs };
  };
  app.post("/v1/invitations", invite);
  app.post("/v1/admin/invitations", invite);
  staffRoutes(app, services, settings);
}
