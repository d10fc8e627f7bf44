import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance } from "fastify";
import * as v from "valibot";
import { outcomeBatchSchema } from "../../shared/board/outcomeDay.ts";
import { SLICE_KINDS } from "../../shared/board/published.ts";
import { sharedBadgesSchema } from "../../shared/board/sharedBadges.ts";
import { teamChoiceSchema } from "../../shared/board/teamChoice.ts";
import type { Queries } from "../database/boardDatabase.ts";
import { storeOutcomes } from "../ingest/storeOutcomes.ts";
import { membersIn } from "../membership/members.ts";
import { shareBadges } from "../membership/shareBadges.ts";
import { teamsIn } from "../membership/teams.ts";
import { readMe } from "../views/readMe.ts";
import { readPractice, type PracticeQuestion } from "../views/readPractice.ts";
import { readVolume } from "../views/readVolume.ts";
import { countLooksToday } from "../logs/accessLog.ts";
import type { BoardServices } from "./boardServices.ts";
import { limitKey } from "./limitKey.ts";
import { noteNames } from "./noteNames.ts";
import { readJson } from "./readJson.ts";
import { Refusal } from "./refusal.ts";
import { requireDevice, requireMember, requireViewer } from "./requireViewer.ts";

const REQUESTS_PER_HOUR = 600;

/** What the tabs of the page show, and what people tell the board besides their usage. */
export async function viewRoutes(app: FastifyInstance, services: BoardServices): Promise<void> {
  const { writes, reads, list, clock, site, leastPeople, readsProvider } = services;
  await app.register(rateLimit, {
    max: REQUESTS_PER_HOUR,
    timeWindow: "1 hour",
    keyGenerator: (request) => limitKey(request, site),
  });

  app.get("/v1/practice", async (request) => {
    const { member } = await requireViewer(services, request);
    const view = await readPractice(reads, { slice: readSlice(request.query), member, nowMs: clock() });
    if (view === undefined) throw new Refusal("notFound");
    return view;
  });

  app.get("/v1/volume", async (request) => {
    const viewer = await requireViewer(services, request);
    const { member, viewerId } = viewer;
    const looksToday = await countLooksToday(reads, { viewerId, view: "list", nowMs: clock() });
    const { view, subjects } = await readVolume(reads, { member, nowMs: clock() }, { list, looksToday });
    await noteNames(services, viewer, "list", subjects);
    return view;
  });

  app.get("/v1/me/page", async (request) => {
    const viewer = await requireMember(services, request);
    const canLinkProvider = viewer.session?.providerUser !== undefined;
    const at = { nowMs: clock(), least: leastPeople, readsProvider, canLinkProvider };
    const me = await readMe(reads, viewer.member, at);
    if (me === undefined) throw new Refusal("gone");
    await noteNames(services, viewer, "neighbours", me.subjects);
    return me.view;
  });

  app.put("/v1/me/team", async (request) => {
    const { member } = await requireMember(services, request);
    const choice = readJson(request, teamChoiceSchema);
    const isDone = await asMember(member, (queries) => teamsIn(queries).choose(member, choice.teamId));
    if (!isDone) throw new Refusal("notFound");
    return choice;
  });

  app.put("/v1/me/badges", async (request) => {
    const { member } = await requireMember(services, request);
    const shared = readJson(request, sharedBadgesSchema);
    if (!(await asMember(member, (queries) => shareBadges(queries, member, shared)))) throw new Refusal("badRequest");
    return shared;
  });

  app.post("/v1/outcomes", async (request) => {
    const sender = await requireDevice(services, request);
    const { days } = readJson(request, outcomeBatchSchema);
    const accepted = await asMember(sender.member, (queries) => storeOutcomes(queries, sender, days, clock()));
    return { accepted };
  });

  /** Writes for a member that exists, with nobody else writing for them meanwhile. */
  function asMember<Result>(member: number, body: (queries: Queries) => Promise<Result>): Promise<Result> {
    return writes.transaction(async (queries) => {
      if ((await membersIn(queries).lock(member)) === undefined) throw new Refusal("gone");
      return body(queries);
    });
  }
}

/** Of a slice: a number, or the name of a tool or model, which is as narrow on the wire. Other text reaches no database. */
const SLICE_ID = /^[a-z0-9._-]*$/i;
const sliceQuery = v.strictObject({ slice: v.optional(v.pipe(v.string(), v.maxLength(80)), "company:") });

/** `kind:id`; the company where none is named. */
function readSlice(query: unknown): PracticeQuestion["slice"] {
  const read = v.safeParse(sliceQuery, query);
  if (!read.success) throw new Refusal("badRequest");
  const [name = "", ...rest] = read.output.slice.split(":");
  const kind = v.safeParse(v.picklist(SLICE_KINDS), name);
  if (!kind.success) throw new Refusal("badRequest");
  const id = rest.join(":");
  if (!SLICE_ID.test(id)) throw new Refusal("notFound");
  return { kind: kind.output, id };
}
