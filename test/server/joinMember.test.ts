import assert from "node:assert/strict";
import type { LightMyRequestResponse } from "fastify";
import type { StaffRole } from "../../src/server/accounts/accounts.ts";
import { ensureIdentity } from "../../src/server/accounts/identities.ts";
import { sessionsIn } from "../../src/server/accounts/sessions.ts";
import { readAuditLog } from "../../src/server/logs/auditLog.ts";
import { ABSENT_DIRECTORY } from "../support/server/absentDirectory.ts";
import { onEachDatabase } from "../support/server/boardDatabases.ts";
import { OPERATOR_TOKEN, TestBoard, TestDevice, seededBytes } from "../support/server/testBoard.ts";
import { TestSession, postCode, sessionCookieOf } from "../support/server/testSession.ts";

const MINUTE_MS = 60_000;

describe("somebody who joined by an invitation and then comes by the directory", function () {
  this.timeout(240_000);
  onEachDatabase((databases) => {
    const random = seededBytes("directory");
    let board: TestBoard;
    let invitation: string;
    beforeEach(async () => {
      board = await TestBoard.open(await databases.open(), {
        publicUrl: ABSENT_DIRECTORY.publicUrl,
        oidc: ABSENT_DIRECTORY,
      });
      invitation = await board.invite();
    });
    afterEach(() => board.close());

    const accountOf = (subject: string): Promise<number> =>
      board.database.transaction((queries) =>
        ensureIdentity(queries, { issuer: ABSENT_DIRECTORY.issuer, subject }, { nowMs: board.nowMs, random }),
      );
    async function fromDirectory(subject: string, directoryRoles: readonly StaffRole[] = []): Promise<TestSession> {
      const account = await accountOf(subject);
      const session = { account, directoryRoles, nowMs: board.nowMs, random };
      const { token } = await sessionsIn(board.database).start(session);
      return TestSession.fromCookie(board, `token-legend-session=${token}`);
    }
    const codeOf = async (device: TestDevice, path = "/v1/me/sign-in-codes"): Promise<string> =>
      (await device.ask({ method: "POST", path, body: "{}" })).json<{ code: string }>().code;
    const join = (session: TestSession, code: string): Promise<LightMyRequestResponse> =>
      session.ask({ method: "POST", path: "/auth/member", body: JSON.stringify({ code }) });
    const byToken = (method: "POST" | "PUT", url: string, payload: object): Promise<LightMyRequestResponse> =>
      board.app.inject({ method, url, headers: { authorization: `Bearer ${OPERATOR_TOKEN}` }, payload });
    const answerOf = ({ statusCode, body }: LightMyRequestResponse): string => `${statusCode} ${body}`;

    it("becomes one person by a code of their editor, with the roles of both and every other way in as it was", async () => {
      const device = await TestDevice.join(board, invitation);
      const viewerId = (await (await TestSession.of(device, board)).viewer())?.viewerId;
      await byToken("PUT", "/v1/admin/roles", { viewerId, roles: ["auditor"], reason: "asked for it" });
      const atHome = await TestSession.of(device, board);
      const link = await codeOf(device, "/v1/me/links");
      const arrived = await fromDirectory("ada", ["moderator"]);
      const before = await arrived.viewer();
      assert.deepEqual([before?.isMember, before?.canJoinMember], [false, true]);
      board.nowMs += 4 * MINUTE_MS;

      const answer = await join(arrived, await codeOf(device));
      assert.equal(answerOf(answer), '200 {"isSignedIn":true}');
      const joined = await TestSession.fromCookie(board, sessionCookieOf(answer));
      const after = await joined.viewer();
      assert.deepEqual(after?.roles.toSorted(), ["auditor", "member", "moderator"]);
      assert.deepEqual([after?.viewerId, after?.isMember, after?.canJoinMember], [viewerId, true, false]);
      assert.equal(after?.endsAt, before?.endsAt, "no longer than the directory's word was good for");
      assert.notEqual(joined.cookie, arrived.cookie);
      assert.equal(await arrived.viewer(), undefined);
      assert.equal((await atHome.viewer())?.viewerId, viewerId);
      assert.equal((await (await fromDirectory("ada")).viewer())?.viewerId, viewerId, "and so they do from now on");
      await TestDevice.join(board, link);
      assert.equal((await device.ask({ method: "GET", path: "/v1/me" })).statusCode, 200);
    });

    it("leaves nothing of the account that was empty, and one line in the log that the member reads", async () => {
      const device = await TestDevice.join(board, invitation);
      const arrived = await fromDirectory("ada");
      const link = await arrived.ask({ method: "POST", path: "/v1/me/links", body: "{}" });
      const old = (await arrived.viewer())?.viewerId ?? "";
      const account = await accountOf("ada");
      await join(arrived, await codeOf(device));
      for (const table of ["account", "identity", "session", "sign_in_code", "invitation", "member"])
        assert.deepEqual(await board.database.query(`SELECT 1 FROM ${table} WHERE member_id = $1`, [account]), []);
      await assert.rejects(TestDevice.join(board, link.json<{ code: string }>().code));
      const { decisions } = (await device.ask({ method: "GET", path: "/v1/me/decisions" })).json<{
        decisions: readonly object[];
      }>();
      const audit = await readAuditLog(board.database, { beforeMs: Number.MAX_SAFE_INTEGER, entries: 10 });
      const lines = audit.filter(({ action }) => action === "signInJoined");
      assert.deepEqual(decisions, lines);
      assert.deepEqual(
        lines.map(({ actor, reason }) => [actor, reason]),
        [[old, "by a code"]],
      );
      const { account: held } = (await device.ask({ method: "GET", path: "/v1/me/export" })).json<{
        account: { isLinked: boolean };
      }>();
      assert.equal(held.isLinked, true);
    });

    it("is reached by the directory's name for them when they leave the company", async () => {
      const device = await TestDevice.join(board, invitation);
      const answer = await join(await fromDirectory("ada"), await codeOf(device));
      const joined = await TestSession.fromCookie(board, sessionCookieOf(answer));
      await byToken("POST", "/v1/admin/departures", { subject: "ada", reason: "has left" });
      assert.equal(await joined.viewer(), undefined);
      assert.equal((await device.ask({ method: "GET", path: "/v1/me" })).statusCode, 410);
    });

    it("needs a code that is good, once", async () => {
      const device = await TestDevice.join(board, invitation);
      const [used, old] = [await codeOf(device), await codeOf(device)];
      const staff = await byToken("POST", "/v1/admin/staff", { name: "Olga", roles: [], reason: "set up" });
      assert.equal((await join(await fromDirectory("ada"), used)).statusCode, 200);
      assert.equal((await postCode(board, used)).statusCode, 403);
      const other = await fromDirectory("bob");
      const staffCode = staff.json<{ code: string }>().code;
      for (const code of [used, "2222-2222-2222-2222-2222", await codeOf(device, "/v1/me/links"), staffCode])
        assert.equal(answerOf(await join(other, code)), '403 {"error":"forbidden"}');
      board.nowMs += 5 * MINUTE_MS;
      assert.equal((await join(other, old)).statusCode, 403);
      assert.equal((await other.viewer())?.canJoinMember, true, "and is as before where it is not");
    });

    it("is refused where the account is anything else already, or another identity is that member's", async () => {
      const [device, other] = [await TestDevice.join(board, invitation), await TestDevice.join(board, invitation)];
      const takesPart = await fromDirectory("takes part");
      const link = await takesPart.ask({ method: "POST", path: "/v1/me/links", body: "{}" });
      await TestDevice.join(board, link.json<{ code: string }>().code);
      const withRole = await fromDirectory("has a role");
      const viewerId = (await withRole.viewer())?.viewerId;
      await byToken("PUT", "/v1/admin/roles", { viewerId, roles: ["auditor"], reason: "asked for it" });
      const withRoleAgain = await fromDirectory("has a role");
      const code = await codeOf(device);
      const notEmpty = [
        takesPart,
        withRoleAgain,
        await TestSession.ofStaff(board, "Olga", []),
        await TestSession.of(other, board),
      ];
      for (const session of notEmpty) {
        assert.equal((await session.viewer())?.canJoinMember, false);
        assert.equal(answerOf(await join(session, code)), '409 {"error":"notEmpty"}');
      }
      const second = await fromDirectory("second");
      assert.equal((await join(await fromDirectory("first"), await codeOf(device))).statusCode, 200);
      assert.equal(answerOf(await join(second, code)), '409 {"error":"taken"}');
      assert.equal((await second.viewer())?.canJoinMember, true);
      assert.equal((await (await fromDirectory("first")).viewer())?.isMember, true);
      assert.equal((await postCode(board, code)).statusCode, 200, "a code that was of no use here can still sign in");
    });

    it("cannot be tried more often than codes to sign in", async () => {
      const session = await fromDirectory("ada");
      const tries: number[] = [];
      for (let i = 0; i < 31; i += 1) tries.push((await join(session, "2222-2222-2222-2222-2222")).statusCode);
      assert.deepEqual(tries.slice(-2), [403, 429]);
    });
  });
});
