import assert from "node:assert/strict";
import type { LightMyRequestResponse } from "fastify";
import * as v from "valibot";
import { adminViewSchema, type AdminView } from "../../src/shared/board/adminView.ts";
import type { Role } from "../../src/shared/board/viewer.ts";
import { noteDecision } from "../../src/server/logs/auditLog.ts";
import { onEachDatabase } from "../support/server/boardDatabases.ts";
import { catchUp } from "../support/server/catchUp.ts";
import { OPERATOR_TOKEN, TestBoard, TestDevice, seededBytes } from "../support/server/testBoard.ts";
import { upload } from "../support/server/uploads.ts";
import { wireRow } from "../support/server/wireRows.ts";
import { TestSession, type PageRequest } from "../support/server/testSession.ts";

const json = (value: unknown): string => JSON.stringify(value);

async function adminView(session: TestSession, query = ""): Promise<AdminView> {
  const response = await session.ask({ method: "GET", path: `/v1/admin${query}` });
  assert.equal(response.statusCode, 200, response.body);
  return v.parse(v.strictObject(adminViewSchema.entries), response.json());
}

describe("the staff of a board", () => {
  onEachDatabase((databases) => {
    let board: TestBoard;
    let operator: TestSession;
    beforeEach(async () => {
      board = await TestBoard.open(await databases.open());
      operator = await TestSession.ofStaff(board, "Olga Operator", ["operator"]);
    });
    afterEach(() => board.close());

    const byToken = (path: string, payload: object): Promise<LightMyRequestResponse> =>
      board.app.inject({
        method: path === "/v1/admin/roles" ? "PUT" : "POST",
        url: path,
        headers: { authorization: `Bearer ${OPERATOR_TOKEN}` },
        payload,
      });
    const statusOf = async (session: TestSession, request: PageRequest): Promise<number> =>
      (await session.ask(request)).statusCode;

    it("sees its own part and no other, and takes no part by itself", async () => {
      const parts = async (...roles: readonly Role[]): Promise<readonly string[]> =>
        Object.keys(await adminView(await TestSession.ofStaff(board, `Staff ${roles.join(" ")}`, roles))).toSorted();
      assert.deepEqual(await parts("operator"), ["asOf", "operation"]);
      assert.deepEqual(await parts("moderator"), ["asOf", "signals"]);
      assert.deepEqual(await parts("auditor"), ["access", "asOf", "audit"]);
      assert.deepEqual(await parts("auditor", "moderator"), ["access", "asOf", "audit", "signals"]);
      assert.equal((await operator.viewer())?.isMember, false);
      assert.equal(await statusOf(operator, { method: "GET", path: "/v1/me" }), 403);
      const none = await TestSession.ofStaff(board, "Nobody", []);
      assert.equal(await statusOf(none, { method: "GET", path: "/v1/admin" }), 403);
    });

    it("turns names off and on, and runs teams and invitations, with every decision written down", async () => {
      const off = json({ areOff: true, reason: "A picture\n has leaked" });
      assert.equal(await statusOf(operator, { method: "PUT", path: "/v1/admin/names", body: off }), 200);
      assert.equal((await adminView(operator)).operation?.areNamesOff, true);
      const on = json({ areOff: false, reason: "It was an old one" });
      assert.equal(await statusOf(operator, { method: "PUT", path: "/v1/admin/names", body: on }), 200);

      const team = { method: "POST", path: "/v1/admin/teams", body: json({ name: "Search & Ads (Köln)" }) } as const;
      const { teamId } = (await operator.ask(team)).json<{ teamId: number }>();
      assert.equal(await statusOf(operator, team), 409);
      assert.deepEqual((await adminView(operator)).operation?.teams, [{ teamId, name: "Search & Ads (Köln)" }]);
      const path = `/v1/admin/teams/${teamId}`;
      assert.equal(await statusOf(operator, { method: "DELETE", path }), 200);
      for (const gone of [path, "/v1/admin/teams/0", "/v1/admin/teams/x"])
        assert.equal(await statusOf(operator, { method: "DELETE", path: gone }), 404, gone);

      const invitation = { method: "POST", path: "/v1/admin/invitations", body: json({ uses: 2, days: 3 }) } as const;
      const { code } = (await operator.ask(invitation)).json<{ code: string }>();
      await TestDevice.join(board, code);

      const auditor = await TestSession.ofStaff(board, "Ada Auditor", ["auditor"]);
      const { audit = [] } = await adminView(auditor);
      const actor = (await operator.viewer())?.viewerId;
      assert.deepEqual(
        audit
          .filter((entry) => entry.actor === actor)
          .map(({ action, reason }) => `${action}: ${reason}`)
          .toSorted(),
        [
          "invitation: uses: 2, days: 3",
          "namesOff: A picture has leaked",
          "namesOn: It was an old one",
          "teamAdded: Search & Ads (Köln)",
          "teamRemoved: Search & Ads (Köln)",
        ],
      );
    });

    it("reads its logs page by page without losing a line", async () => {
      const auditor = await TestSession.ofStaff(board, "Ada Auditor", ["auditor"]);
      for (let i = 0; i < 25; i += 1) {
        board.nowMs += 60_000;
        for (let j = 0; j < 5; j += 1) {
          const decision = { actor: "somebody", action: "invitation", reason: `uses ${i}-${j}` } as const;
          await noteDecision(board.database, decision, { nowMs: board.nowMs, random: seededBytes("pages") });
        }
      }
      const reasons = new Set<string>();
      let before = "";
      for (let page = 0; page < 3; page += 1) {
        const { audit = [] } = await adminView(auditor, before);
        for (const { reason } of audit) reasons.add(reason);
        const last = audit.at(-1);
        if (last !== undefined) before = `?auditBefore=${last.at}`;
      }
      assert.equal([...reasons].filter((reason) => reason.startsWith("uses")).length, 125);
      for (const query of ["?auditBefore=x", "?auditBefore=-1", "?else=1", "?auditBefore=1&auditBefore=2"])
        assert.equal(await statusOf(auditor, { method: "GET", path: `/v1/admin${query}` }), 400, query);
    });

    it("sees no name of a member, whatever it looks at, and leaves no trace of looking", async () => {
      const device = await TestDevice.join(board, await board.invite());
      await upload(board, device, [wireRow()]);
      await device.ask({ method: "PUT", path: "/v1/me/listing", body: json({ listed: true, handle: "Ada-Listed" }) });
      await catchUp(board.database, board.nowMs);
      const member = await TestSession.of(device, board);
      const other = await TestDevice.join(board, await board.invite());
      assert.ok((await member.ask({ method: "GET", path: "/v1/volume" })).body.includes("Ada-Listed"));
      assert.ok((await other.ask({ method: "GET", path: "/v1/volume" })).body.includes("Ada-Listed"));
      const staff = await TestSession.ofStaff(board, "All Roles", ["moderator", "operator", "auditor"]);
      for (const path of ["/v1/volume", "/v1/practice", "/v1/admin"]) {
        const response = await staff.ask({ method: "GET", path });
        assert.equal(response.statusCode, 200, path);
        assert.ok(!/Ada-Listed/i.test(response.body), path);
        assert.ok(!response.body.includes(String(device.registered.memberId)), path);
      }
      const { access = [] } = await adminView(staff);
      assert.deepEqual(
        access.map(({ view, people }) => [view, people]),
        [["list", 1]],
        "the other member alone has read another's name",
      );
      const me = (await member.ask({ method: "GET", path: "/v1/me/export" })).json<{
        account: { looks: readonly object[]; sessions: readonly object[]; ownReadings: readonly object[] };
      }>();
      const { looks, sessions, ownReadings } = me.account;
      assert.deepEqual([looks.length, sessions.length, ownReadings.length], [1, 1, 0]);
    });

    it("gets its roles from somebody else, and loses them at once", async () => {
      const device = await TestDevice.join(board, await board.invite());
      const member = await TestSession.of(device, board);
      const viewerId = (await member.viewer())?.viewerId ?? "";
      const own = (await operator.viewer())?.viewerId ?? "";
      const give = (id: string, roles: readonly Role[]): PageRequest => ({
        method: "PUT",
        path: "/v1/admin/roles",
        body: json({ viewerId: id, roles, reason: "She asked for it" }),
      });
      assert.equal(await statusOf(operator, give(own, ["operator", "auditor"])), 403);
      assert.equal(await statusOf(operator, give("aaaaaaaaaa", ["auditor"])), 404);
      assert.equal(
        await statusOf(operator, {
          ...give(viewerId, []),
          body: json({ viewerId, roles: ["member"], reason: "no way" }),
        }),
        400,
      );
      assert.equal(await statusOf(member, give(viewerId, ["operator"])), 403);
      assert.equal(await statusOf(operator, give(viewerId, ["moderator", "moderator"])), 200);
      assert.equal(await member.viewer(), undefined, "whose roles change signs in anew");
      const again = await TestSession.of(device, board);
      assert.deepEqual((await again.viewer())?.roles, ["member", "moderator"]);
      assert.deepEqual((await adminView(operator)).operation?.staff, [
        { viewerId: own, name: "Olga Operator", roles: ["operator"] },
        { viewerId, roles: ["moderator"] },
      ]);
      const { decisions } = (await again.ask({ method: "GET", path: "/v1/me/decisions" })).json<{
        decisions: readonly { action: string; reason: string; actor: string }[];
      }>();
      assert.deepEqual(
        decisions.map(({ action, reason, actor }) => [action, reason, actor]),
        [["roles", "moderator: She asked for it", own]],
      );
      assert.equal((await byToken("/v1/admin/roles", { viewerId, roles: [], reason: "Too much" })).statusCode, 200);
      assert.equal(await again.viewer(), undefined);
    });

    it("has an account of its own for each name, whose codes end what it was signed in with before", async () => {
      const viewerId = (await operator.viewer())?.viewerId;
      const again = await TestSession.ofStaff(board, "OLGA OPERATOR", ["operator"]);
      assert.equal((await again.viewer())?.viewerId, viewerId);
      assert.equal(await operator.viewer(), undefined);
      const own = json({ name: "Olga Operator", roles: ["operator", "auditor"], reason: "more" });
      assert.equal(await statusOf(again, { method: "POST", path: "/v1/admin/staff", body: own }), 403);
      for (const name of ["<script>alert(1)</script>", "x'; DROP TABLE account; --", "", "a\u0000b", "a".repeat(61)])
        assert.equal((await byToken("/v1/admin/staff", { name, roles: [], reason: "test" })).statusCode, 400, name);
    });

    it("is told where there is no directory to name a leaver by, and names them by their viewer id", async () => {
      const leaver = await TestSession.ofStaff(board, "Lea Leaver", ["auditor"]);
      const reason = "has left the company";
      const refused = await byToken("/v1/admin/departures", { subject: "00u1ab2cd3", reason });
      assert.deepEqual([refused.statusCode, refused.json()], [409, { error: "noDirectory" }]);
      const { viewerId } = (await leaver.viewer()) ?? {};
      const done = await byToken("/v1/admin/departures", { viewerId, reason });
      assert.deepEqual([done.statusCode, done.json()], [200, { isDone: true }]);
      assert.equal(await leaver.viewer(), undefined);
    });

    it("is not let in by a token that is wrong, by a device, or without any", async () => {
      const device = await TestDevice.join(board, await board.invite());
      const payload = { uses: 1, days: 1 };
      for (const authorization of ["Bearer wrong", "Bearer ", `bearer ${OPERATOR_TOKEN}`, `Bearer ${OPERATOR_TOKEN} x`])
        assert.equal(
          (
            await board.app.inject({
              method: "POST",
              url: "/v1/admin/invitations",
              headers: { authorization },
              payload,
            })
          ).statusCode,
          401,
          authorization,
        );
      const signed = await device.ask({ method: "POST", path: "/v1/admin/invitations", body: json(payload) });
      assert.equal(signed.statusCode, 403);
      const view = { url: "/v1/admin", headers: { authorization: `Bearer ${OPERATOR_TOKEN}` } };
      assert.equal((await board.app.inject(view)).statusCode, 401, "the token shows nothing");
    });
  });
});
