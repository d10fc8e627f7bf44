import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance, FastifyRequest } from "fastify";
import * as v from "valibot";
import { namesSwitchSchema, teamSchema } from "../../shared/board/adminRequests.ts";
import type { AdminView } from "../../shared/board/adminView.ts";
import { STAFF_ROLES } from "../accounts/accounts.ts";
import { readOperation } from "../admin/readOperation.ts";
import { addTeam, removeTeam } from "../admin/teams.ts";
import { readAccessLog } from "../logs/accessLog.ts";
import { noteDecision, readAuditLog } from "../logs/auditLog.ts";
import type { BoardServices } from "./boardServices.ts";
import { limitKey } from "./limitKey.ts";
import { readJson } from "./readJson.ts";
import { Refusal } from "./refusal.ts";
import { requireRole, requireViewer, type Viewer } from "./requireViewer.ts";

const PER_MINUTE = 120;
/** Lines of a log at a time. */
const LOG_LINES = 100;

const instant = v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number)));
const pageSchema = v.strictObject({ auditBefore: instant, accessBefore: instant });
const teamIdSchema = v.object({ teamId: v.pipe(v.string(), v.regex(/^[1-9]\d{0,8}$/), v.transform(Number)) });

/** What staff sees and decides, each by their role. Nothing here names a member. */
export async function adminRoutes(app: FastifyInstance, services: BoardServices): Promise<void> {
  const { writes, reads, clock, random, site } = services;
  await app.register(rateLimit, {
    max: PER_MINUTE,
    timeWindow: "1 minute",
    keyGenerator: (request) => limitKey(request, site),
  });

  const requireOperator = async (request: FastifyRequest): Promise<Viewer> => {
    const viewer = await requireViewer(services, request);
    requireRole(viewer, "operator");
    return viewer;
  };

  app.get("/v1/admin", async (request): Promise<AdminView> => {
    const viewer = await requireViewer(services, request);
    requireRole(viewer, ...STAFF_ROLES);
    const page = v.safeParse(pageSchema, request.query);
    if (!page.success) throw new Refusal("badRequest");
    return {
      asOf: clock(),
      ...(viewer.roles.has("moderator") ? { signals: await services.adminParts.signals(reads, clock()) } : {}),
      ...(viewer.roles.has("operator") ? { operation: await operation() } : {}),
      ...(viewer.roles.has("auditor") ? await logs(page.output) : {}),
    };
  });

  const operation = async (): Promise<AdminView["operation"]> => {
    const failedChecks = await services.adminParts.failedChecks(reads);
    return readOperation(reads, { jobs: [...services.jobs.lines()], failedChecks: [...failedChecks] });
  };

  const logs = async ({
    auditBefore = Number.MAX_SAFE_INTEGER,
    accessBefore = Number.MAX_SAFE_INTEGER,
  }: v.InferOutput<typeof pageSchema>): Promise<Pick<AdminView, "audit" | "access">> => ({
    audit: [...(await readAuditLog(reads, { beforeMs: auditBefore, entries: LOG_LINES }))],
    access: await readAccessLog(reads, { beforeMs: accessBefore, entries: LOG_LINES }),
  });

  app.put("/v1/admin/names", async (request) => {
    const { viewerId: actor } = await requireOperator(request);
    const { areOff, reason } = readJson(request, namesSwitchSchema);
    await writes.transaction(async (queries) => {
      await queries.query("UPDATE board SET names_off = $1", [areOff]);
      const decision = { actor, action: areOff ? "namesOff" : "namesOn", reason } as const;
      await noteDecision(queries, decision, { nowMs: clock(), random });
    });
    return { areOff };
  });

  app.post("/v1/admin/teams", async (request) => {
    const { viewerId: actor } = await requireOperator(request);
    const { name } = readJson(request, teamSchema);
    return writes.transaction(async (queries) => {
      const teamId = await addTeam(queries, name);
      if (teamId === undefined) throw new Refusal("taken");
      await noteDecision(queries, { actor, action: "teamAdded", reason: name }, { nowMs: clock(), random });
      return { teamId, name };
    });
  });

  app.delete("/v1/admin/teams/:teamId", async (request) => {
    const { viewerId: actor } = await requireOperator(request);
    const asked = v.safeParse(teamIdSchema, request.params);
    if (!asked.success) throw new Refusal("notFound");
    const { teamId } = asked.output;
    return writes.transaction(async (queries) => {
      const name = await removeTeam(queries, teamId);
      if (name === undefined) throw new Refusal("notFound");
      await noteDecision(queries, { actor, action: "teamRemoved", reason: name }, { nowMs: clock(), random });
      return { teamId };
    });
  });
}
