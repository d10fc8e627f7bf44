import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance } from "fastify";
import * as v from "valibot";
import { CHECK_LIMITS } from "../../core/board/checks/checkLimits.ts";
import { CHECK_RULES } from "../../core/board/checks/checkRules.ts";
import { HARD_RULES } from "../../core/board/hardRules.ts";
import { COUNTING_CAPS } from "../../core/countedTokens.ts";
import { decisionSchema } from "../../shared/board/adminRequests.ts";
import { EVIDENCE_BYTES, evidenceSchema, type EvidenceTerms } from "../../shared/board/evidence.ts";
import { appealSchema } from "../../shared/board/meView.ts";
import { providerLinkSchema } from "../../shared/board/providerLink.ts";
import type { Rules } from "../../shared/board/rules.ts";
import { appealSignal } from "../integrity/appealSignal.ts";
import { isEvidenceAsked } from "../integrity/askEvidence.ts";
import { boardSalt } from "../integrity/boardSalt.ts";
import { decideSignal } from "../integrity/decideSignal.ts";
import { HOLD_MS } from "../integrity/keepFlags.ts";
import { CLAIMS_KEPT_DAYS, takeEvidence } from "../integrity/takeEvidence.ts";
import { membersIn } from "../membership/members.ts";
import { linkProvider } from "../providers/providerLinks.ts";
import { WINDOW_DAYS } from "../../core/board/windowDays.ts";
import type { BoardServices } from "./boardServices.ts";
import { limitKey } from "./limitKey.ts";
import { readJson } from "./readJson.ts";
import { Refusal } from "./refusal.ts";
import { requireDevice, requireMember, requireRole, requireViewer } from "./requireViewer.ts";

const PER_HOUR = 240;
const signalIdSchema = v.object({ signalId: v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number)) });

/** The rules as they are, for whoever wants to read them. Nothing in them is about anybody. */
export const PUBLISHED_RULES: Rules = {
  hard: HARD_RULES.map((rule) => ({ ...rule })),
  checks: CHECK_RULES.map(({ place: _place, ...rule }) => rule),
  limits: CHECK_LIMITS,
  caps: COUNTING_CAPS,
  holdDays: HOLD_MS / 86_400_000,
};

/** What is checked, what a member says to a signal, and what a moderator decides. */
export async function integrityRoutes(app: FastifyInstance, services: BoardServices): Promise<void> {
  const { writes, reads, clock, random, site } = services;
  await app.register(rateLimit, {
    max: PER_HOUR,
    timeWindow: "1 hour",
    keyGenerator: (request) => limitKey(request, site),
  });

  app.get("/v1/rules", async () => PUBLISHED_RULES);

  app.post("/v1/me/signals/:signalId/appeal", async (request) => {
    const { member } = await requireMember(services, request);
    const asked = v.safeParse(signalIdSchema, request.params);
    const appeal = readJson(request, appealSchema);
    if (!asked.success) throw new Refusal("notFound");
    const { signalId } = asked.output;
    if (!(await appealSignal(writes, { member, signalId }, appeal, clock()))) throw new Refusal("notFound");
    return { signalId, appeal };
  });

  app.put("/v1/me/providers", async (request) => {
    const { member, session } = await requireMember(services, request);
    const { provider, isLinked } = readJson(request, providerLinkSchema);
    const user = isLinked ? session?.providerUser : undefined;
    if (isLinked && user === undefined) throw new Refusal("forbidden");
    await writes.transaction(async (queries) => {
      if ((await membersIn(queries).lock(member)) === undefined) throw new Refusal("gone");
      await linkProvider(queries, { member, provider }, user, clock());
    });
    return { provider, isLinked };
  });

  app.get("/v1/me/evidence", async (request): Promise<EvidenceTerms> => {
    const { member } = await requireDevice(services, request);
    return {
      salt: Buffer.from(await boardSalt(writes, random)).toString("base64url"),
      asked: await isEvidenceAsked(reads, member, clock()),
      windowDays: WINDOW_DAYS,
      keptDays: CLAIMS_KEPT_DAYS,
    };
  });

  app.post("/v1/me/evidence", { bodyLimit: EVIDENCE_BYTES }, async (request) => {
    const { member, device } = await requireDevice(services, request);
    const evidence = readJson(request, evidenceSchema);
    const reply = await takeEvidence(writes, { member, device }, evidence, { nowMs: clock(), random });
    if (reply === undefined) throw new Refusal("gone");
    return reply;
  });

  app.post("/v1/admin/signals/:signalId/decision", async (request) => {
    const viewer = await requireViewer(services, request);
    requireRole(viewer, "moderator");
    const asked = v.safeParse(signalIdSchema, request.params);
    const decision = readJson(request, decisionSchema);
    if (!asked.success) throw new Refusal("notFound");
    const { signalId } = asked.output;
    const result = await decideSignal(writes, viewer, { signalId, ...decision }, { nowMs: clock(), random });
    if (result === "own") throw new Refusal("forbidden");
    if (result === "notFound") throw new Refusal("notFound");
    return { signalId, verdict: decision.verdict };
  });
}
