import assert from "node:assert/strict";
import { boardSalt, subjectOf } from "../../src/server/integrity/boardSalt.ts";
import { encodeBatch } from "../../src/shared/board/syncBatch.ts";
import { ABSENT_DIRECTORY } from "../support/server/absentDirectory.ts";
import { ASKERS, askAs, freshPublicKey, gatherPeople, type Method, type People } from "../support/server/askers.ts";
import { onEachDatabase } from "../support/server/boardDatabases.ts";
import { routesOf } from "../support/server/routesOf.ts";
import { TestBoard, seededBytes, type TestDevice } from "../support/server/testBoard.ts";
import { UndoneDatabase } from "../support/server/undoneDatabase.ts";
import { wireBatch } from "../support/server/wireRows.ts";

/** What is there to be asked for. */
interface Things {
  readonly people: People;
  readonly nowMs: number;
  readonly teamId: number;
  readonly signInCode: string;
  /** A signal of the member `device` belongs to, and what moderators call them. */
  readonly signalId: number;
  readonly subject: string;
  readonly viewerIds: Readonly<Record<"member" | "operator", string>>;
}

interface Line {
  /** Which object of the route, where it has one. */
  readonly object?: string;
  readonly path?: (things: Things) => string;
  readonly body?: (things: Things) => unknown;
  /** In the order of ASKERS. */
  readonly statuses: string;
}

const nothing = (): unknown => ({});
const reason = "as a test";

const upload = (device: TestDevice, things: Things): unknown => {
  const { boardId, memberId, deviceId } = device.registered;
  return JSON.parse(encodeBatch(wireBatch({ boardId, memberId, deviceId, sentAt: things.nowMs }))) as unknown;
};
const revocation =
  (of: (things: Things) => number): NonNullable<Line["body"]> =>
  (things) => ({ deviceId: of(things) });
const ABSENT = 2_000_000_000;

// prettier-ignore
//  nobody device otherDevice revoked left | member moderator operator auditor | expired badMark elsewhere | token
const LINES: Readonly<Record<string, readonly Line[]>> = {
  // What anybody may ask. A readiness check tells nothing, and metrics no person.
  "GET /healthz": [{ statuses: "200 200 200 200 200 | 200 200 200 200 | 200 200 200 | 200" }],
  "GET /readyz": [{ statuses: "200 200 200 200 200 | 200 200 200 200 | 200 200 200 | 200" }],
  "GET /metrics": [{ statuses: "200 200 200 200 200 | 200 200 200 200 | 200 200 200 | 200" }],
  "GET /v1/board": [{ statuses: "200 200 200 200 200 | 200 200 200 200 | 200 200 200 | 200" }],
  "GET /v1/rules": [{ statuses: "200 200 200 200 200 | 200 200 200 200 | 200 200 200 | 200" }],
  "GET /v1/viewer": [{ statuses: "200 200 200 200 200 | 200 200 200 200 | 200 200 200 | 200" }],
  // Joining takes a signature of the new key, whoever asks.
  "POST /v1/devices": [{ body: () => ({ v: 1, code: "2222-2222-2222-2222-2222", publicKey: freshPublicKey() }), statuses: "401 401 401 401 401 | 401 401 401 401 | 401 401 401 | 401" }],
  // Signing in takes a code and the board's own page; devices send no origin.
  "POST /auth/code": [
    { object: "right", body: ({ signInCode }) => ({ code: signInCode }), statuses: "200 403 403 403 403 | 200 200 200 200 | 200 200 403 | 200" },
    { object: "absent", body: () => ({ code: "2222-2222-2222-2222-2222" }), statuses: "403 403 403 403 403 | 403 403 403 403 | 403 403 403 | 403" },
  ],
  // Takes an account of the directory besides, which is nothing else here: see joinMember.test.ts.
  "POST /auth/member": [
    { object: "right", body: ({ signInCode }) => ({ code: signInCode }), statuses: "401 403 403 410 410 | 409 409 409 409 | 401 403 403 | 401" },
    { object: "absent", body: () => ({ code: "2222-2222-2222-2222-2222" }), statuses: "401 403 403 410 410 | 403 403 403 403 | 401 403 403 | 401" },
  ],
  "GET /auth/oidc": [{ statuses: "303 303 303 303 303 | 303 303 303 303 | 303 303 303 | 303" }],
  "GET /auth/oidc/callback": [{ statuses: "303 303 303 303 303 | 303 303 303 303 | 303 303 303 | 303" }],
  "POST /auth/sign-out": [{ body: nothing, statuses: "401 200 200 410 410 | 200 200 200 200 | 401 403 403 | 401" }],
  "POST /auth/sign-out-everywhere": [{ body: nothing, statuses: "401 200 200 410 410 | 200 200 200 200 | 401 403 403 | 401" }],

  // What devices alone may do.
  "POST /v1/sync": [
    { object: "own", body: (things) => upload(things.people.device, things), statuses: "401 200 403 410 410 | 401 401 401 401 | 401 401 401 | 401" },
    { object: "other", body: (things) => upload(things.people.otherDevice, things), statuses: "401 403 200 410 410 | 401 401 401 401 | 401 401 401 | 401" },
    { object: "left", body: (things) => upload(things.people.left, things), statuses: "401 403 403 410 410 | 401 401 401 401 | 401 401 401 | 401" },
  ],
  "POST /v1/outcomes": [{ body: () => ({ v: 1, days: [] }), statuses: "401 200 200 410 410 | 401 401 401 401 | 401 401 401 | 401" }],
  "GET /v1/me/evidence": [{ statuses: "401 200 200 410 410 | 401 401 401 401 | 401 401 401 | 401" }],
  "POST /v1/me/evidence": [{ body: () => ({ v: 1, claims: [] }), statuses: "401 200 200 410 410 | 401 401 401 401 | 401 401 401 | 401" }],
  "POST /v1/me/sign-in-codes": [{ body: nothing, statuses: "401 200 200 410 410 | 401 401 401 401 | 401 401 401 | 401" }],

  // What everybody who is signed in may see. Who takes no part is shown no names.
  "GET /v1/practice": [
    { object: "any", statuses: "401 200 200 410 410 | 200 200 200 200 | 401 200 200 | 401" },
    { object: "absent", path: () => "/v1/practice?slice=team:2000000000", statuses: "401 404 404 410 410 | 404 404 404 404 | 401 404 404 | 401" },
  ],
  "GET /v1/volume": [{ statuses: "401 200 200 410 410 | 200 200 200 200 | 401 200 200 | 401" }],

  // What members may do, by device or page.
  "GET /v1/top": [{ statuses: "401 200 200 410 410 | 200 403 403 403 | 401 200 200 | 401" }],
  "GET /v1/me": [{ statuses: "401 200 200 410 410 | 200 403 403 403 | 401 200 200 | 401" }],
  "GET /v1/me/page": [{ statuses: "401 200 200 410 410 | 200 403 403 403 | 401 200 200 | 401" }],
  "GET /v1/me/export": [{ statuses: "401 200 200 410 410 | 200 403 403 403 | 401 200 200 | 401" }],
  "GET /v1/me/decisions": [{ statuses: "401 200 200 410 410 | 200 403 403 403 | 401 200 200 | 401" }],
  "PUT /v1/me/listing": [{ body: () => ({ listed: true, handle: "Ada" }), statuses: "401 200 200 410 410 | 200 403 403 403 | 401 403 403 | 401" }],
  "PUT /v1/me/badges": [{ body: () => ({ badges: [] }), statuses: "401 200 200 410 410 | 200 403 403 403 | 401 403 403 | 401" }],
  "POST /v1/me/signals/:signalId/appeal": [
    { object: "own", path: ({ signalId }) => `/v1/me/signals/${signalId}/appeal`, body: () => ({ kind: "resend" }), statuses: "401 200 404 410 410 | 200 403 403 403 | 401 403 403 | 401" },
    { object: "absent", path: () => `/v1/me/signals/${ABSENT}/appeal`, body: () => ({ kind: "resend" }), statuses: "401 404 404 410 410 | 404 403 403 403 | 401 403 403 | 401" },
  ],
  "PUT /v1/me/providers": [{ body: () => ({ provider: "anthropic", isLinked: false }), statuses: "401 200 200 410 410 | 200 403 403 403 | 401 403 403 | 401" }],
  "PUT /v1/me/team": [
    { object: "any", body: ({ teamId }) => ({ teamId }), statuses: "401 200 200 410 410 | 200 403 403 403 | 401 403 403 | 401" },
    { object: "absent", body: () => ({ teamId: ABSENT }), statuses: "401 404 404 410 410 | 404 403 403 403 | 401 403 403 | 401" },
  ],
  "POST /v1/me/devices/revoke": [
    { object: "own", body: revocation(({ people }) => people.device.registered.deviceId), statuses: "401 200 404 410 410 | 200 403 403 403 | 401 403 403 | 401" },
    { object: "other", body: revocation(({ people }) => people.otherDevice.registered.deviceId), statuses: "401 404 200 410 410 | 404 403 403 403 | 401 403 403 | 401" },
    { object: "revoked", body: revocation(({ people }) => people.revoked.registered.deviceId), statuses: "401 404 404 410 410 | 404 403 403 403 | 401 403 403 | 401" },
    { object: "absent", body: revocation(() => ABSENT), statuses: "401 404 404 410 410 | 404 403 403 403 | 401 403 403 | 401" },
  ],
  "POST /v1/me/leave": [{ body: nothing, statuses: "401 200 200 410 410 | 200 403 403 403 | 401 403 403 | 401" }],
  // Whoever is signed in can come to take part.
  "POST /v1/me/links": [{ body: nothing, statuses: "401 200 200 410 410 | 200 200 200 200 | 401 403 403 | 401" }],

  // What staff may do, by page; the token of the environment for the first steps.
  "GET /v1/admin": [{ statuses: "401 403 403 410 410 | 403 200 200 200 | 401 200 200 | 401" }],
  "POST /v1/admin/signals/:signalId/decision": [
    { object: "any", path: ({ signalId }) => `/v1/admin/signals/${signalId}/decision`, body: ({ subject }) => ({ subject, verdict: "cleared", text: reason }), statuses: "401 403 403 410 410 | 403 200 403 403 | 401 403 403 | 401" },
    { object: "absent", path: () => `/v1/admin/signals/${ABSENT}/decision`, body: ({ subject }) => ({ subject, verdict: "cleared", text: reason }), statuses: "401 403 403 410 410 | 403 404 403 403 | 401 403 403 | 401" },
  ],
  "PUT /v1/admin/names": [{ body: () => ({ areOff: true, reason }), statuses: "401 403 403 410 410 | 403 403 200 403 | 401 403 403 | 401" }],
  "POST /v1/admin/teams": [{ body: () => ({ name: "Another" }), statuses: "401 403 403 410 410 | 403 403 200 403 | 401 403 403 | 401" }],
  "DELETE /v1/admin/teams/:teamId": [
    { object: "any", path: ({ teamId }) => `/v1/admin/teams/${teamId}`, statuses: "401 403 403 410 410 | 403 403 200 403 | 401 403 403 | 401" },
    { object: "absent", path: () => `/v1/admin/teams/${ABSENT}`, statuses: "401 403 403 410 410 | 403 403 404 403 | 401 403 403 | 401" },
  ],
  "POST /v1/admin/invitations": [{ body: () => ({ uses: 1, days: 1 }), statuses: "401 403 403 410 410 | 403 403 200 403 | 401 403 403 | 200" }],
  "POST /v1/invitations": [{ body: () => ({ uses: 1, days: 1 }), statuses: "401 403 403 410 410 | 403 403 200 403 | 401 403 403 | 200" }],
  "POST /v1/admin/staff": [
    { object: "other", body: () => ({ name: "Ada Auditor", roles: ["auditor"], reason }), statuses: "401 403 403 410 410 | 403 403 200 403 | 401 403 403 | 200" },
    { object: "own", body: () => ({ name: "Olga Operator", roles: ["operator", "auditor"], reason }), statuses: "401 403 403 410 410 | 403 403 403 403 | 401 403 403 | 200" },
  ],
  "POST /v1/admin/departures": [
    { object: "other", body: ({ viewerIds }) => ({ viewerId: viewerIds.member, reason }), statuses: "401 403 403 410 410 | 403 403 200 403 | 401 403 403 | 200" },
    { object: "own", body: ({ viewerIds }) => ({ viewerId: viewerIds.operator, reason }), statuses: "401 403 403 410 410 | 403 403 403 403 | 401 403 403 | 200" },
    { object: "absent", body: () => ({ subject: "nobody", reason }), statuses: "401 403 403 410 410 | 403 403 200 403 | 401 403 403 | 200" },
  ],
  "PUT /v1/admin/roles": [
    { object: "other", body: ({ viewerIds }) => ({ viewerId: viewerIds.member, roles: ["auditor"], reason }), statuses: "401 403 403 410 410 | 403 403 200 403 | 401 403 403 | 200" },
    { object: "own", body: ({ viewerIds }) => ({ viewerId: viewerIds.operator, roles: ["auditor"], reason }), statuses: "401 403 403 410 410 | 403 403 403 403 | 401 403 403 | 200" },
    { object: "absent", body: () => ({ viewerId: "aaaaaaaaaa", roles: [], reason }), statuses: "401 403 403 410 410 | 403 403 404 403 | 401 403 403 | 404" },
  ],
};

const SESSIONS = ["member", "moderator", "operator", "auditor"] as const;

describe("who may ask the board for what", () => {
  onEachDatabase((databases) => {
    it("is said for every route that there is, and it is so", async function () {
      this.timeout(180_000);
      const database = new UndoneDatabase(await databases.open());
      let board: TestBoard | undefined;
      const routes = await routesOf(async () => {
        board = await TestBoard.open(database, { publicUrl: ABSENT_DIRECTORY.publicUrl, oidc: ABSENT_DIRECTORY });
      });
      assert.ok(board !== undefined);
      try {
        assert.deepEqual(Object.keys(LINES).toSorted(), routes, "every route has lines in this file, and no other has");
        const things = await gatherThings(board);
        const actual: Record<string, string> = {};
        const expected: Record<string, string> = {};
        for (const [route, lines] of Object.entries(LINES)) {
          for (const line of lines) {
            const name = `${route} ${line.object ?? ""}`;
            expected[name] = line.statuses.replaceAll(" |", "");
            actual[name] = (await statusesOf(route, line, { board, database, things })).join(" ");
          }
        }
        assert.deepEqual(actual, expected, `in this order: ${ASKERS.join(" ")}`);
      } finally {
        await board.close();
      }
    });
  });
});

async function gatherThings(board: TestBoard): Promise<Things> {
  const people = await gatherPeople(board);
  const team = await people.sessions.operator.ask({
    method: "POST",
    path: "/v1/admin/teams",
    body: '{"name":"Search"}',
  });
  const code = await people.device.ask({ method: "POST", path: "/v1/me/sign-in-codes", body: "{}" });
  const { memberId } = people.device.registered;
  await board.database.query(
    `INSERT INTO flag (member_id, signal_id, code, day, effect, status, figures, tool_version, opened_ms, changed_ms)
     VALUES ($1, 77, 'C1', 1, 'held', 'open', '{}', '', 0, 0)`,
    [memberId],
  );
  return {
    people,
    nowMs: board.nowMs,
    signalId: 77,
    subject: subjectOf(await boardSalt(board.database, seededBytes("salt")), memberId),
    teamId: team.json<{ teamId: number }>().teamId,
    signInCode: code.json<{ code: string }>().code,
    viewerIds: {
      member: (await people.sessions.member.viewer())?.viewerId ?? "",
      operator: (await people.sessions.operator.viewer())?.viewerId ?? "",
    },
  };
}

interface Surroundings {
  readonly board: TestBoard;
  readonly database: UndoneDatabase;
  readonly things: Things;
}

/** What each asker is answered, of which nothing remains. */
async function statusesOf(
  route: string,
  line: Line,
  { board, database, things }: Surroundings,
): Promise<readonly number[]> {
  const [method = "", pattern = ""] = route.split(" ");
  const expected = line.statuses.split(/[ |]+/).map(Number);
  const entitled = SESSIONS.find((session) => expected[ASKERS.indexOf(session)] === 200) ?? "member";
  const statuses: number[] = [];
  for (const asker of ASKERS) {
    await database.undone(async () => {
      const body = line.body?.(things);
      const request = {
        method: method as Method,
        path: line.path?.(things) ?? pattern,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      };
      board.moveElsewhere();
      statuses.push((await askAs(board, things.people, asker, request, entitled)).statusCode);
    });
  }
  return statuses;
}
