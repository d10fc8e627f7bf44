import assert from "node:assert/strict";
import { deviceAuthorization } from "../../src/shared/board/signedRequest.ts";
import type { DeviceId, MemberId } from "../../src/shared/board/boardIds.ts";
import { onEachDatabase } from "../support/server/boardDatabases.ts";
import { TestBoard, TestDevice } from "../support/server/testBoard.ts";
import { TestSession } from "../support/server/testSession.ts";

const json = (value: unknown): string => JSON.stringify(value);

describe("what is another person's", () => {
  onEachDatabase((databases) => {
    let board: TestBoard;
    let ada: TestDevice;
    let bob: TestDevice;
    let adasPage: TestSession;
    beforeEach(async () => {
      board = await TestBoard.open(await databases.open());
      const code = await board.invite();
      ada = await TestDevice.join(board, code);
      bob = await TestDevice.join(board, code);
      adasPage = await TestSession.of(ada, board);
    });
    afterEach(() => board.close());

    it("is not reached by a device's number, also where both have one of the same number", async () => {
      const { memberId, deviceId } = ada.registered;
      await board.database.query(
        `INSERT INTO device (member_id, device_id, public_key, created_ms, bucket_left, bucket_ms)
         SELECT $1, $2, public_key, created_ms, bucket_left, bucket_ms FROM device WHERE member_id = $3`,
        [bob.registered.memberId, deviceId, memberId],
      );
      const revoke = { method: "POST", path: "/v1/me/devices/revoke", body: json({ deviceId }) } as const;
      assert.equal((await bob.ask(revoke)).statusCode, 200);
      assert.equal((await ada.ask({ method: "GET", path: "/v1/me" })).statusCode, 200, "Ada's is another one");
      const own = { ...revoke, body: json({ deviceId: bob.registered.deviceId }) };
      for (const page of [adasPage, ada]) assert.equal((await page.ask(own)).statusCode, 404);
      assert.equal((await bob.ask({ method: "GET", path: "/v1/me" })).statusCode, 200);
    });

    it("is not reached by naming them in an address, a body, or as the signer", async () => {
      const { memberId, deviceId } = bob.registered;
      await bob.ask({ method: "PUT", path: "/v1/me/listing", body: json({ listed: true, handle: "Bob" }) });
      for (const query of [`?memberId=${memberId}`, `?member=${memberId}`, `?member_id=${memberId}&id=${memberId}`]) {
        for (const path of ["/v1/me", "/v1/me/export", "/v1/me/page", "/v1/me/decisions"]) {
          const response = await adasPage.ask({ method: "GET", path: `${path}${query}` });
          assert.ok(!response.body.includes(String(memberId)) && !response.body.includes("Bob"), path);
        }
      }
      for (const [method, path, body] of [
        ["PUT", "/v1/me/listing", { listed: false, memberId }],
        ["PUT", "/v1/me/badges", { badges: [], memberId }],
        ["PUT", "/v1/me/team", { teamId: null, memberId }],
        ["POST", "/v1/me/links", { memberId }],
        ["POST", "/v1/me/leave", { memberId }],
        ["POST", "/v1/me/devices/revoke", { deviceId, memberId }],
      ] as const) {
        assert.equal((await adasPage.ask({ method, path, body: json(body) })).statusCode, 400, path);
        assert.equal((await ada.ask({ method, path, body: json(body) })).statusCode, 400, path);
      }
      for (const as of [
        deviceAuthorization(memberId, deviceId),
        deviceAuthorization(memberId, ada.registered.deviceId),
        deviceAuthorization(ada.registered.memberId, deviceId),
        deviceAuthorization((memberId + 1) as MemberId, (deviceId + 1) as DeviceId),
      ]) {
        const headers = { ...ada.headers({ method: "GET", path: "/v1/me" }), authorization: as };
        const response = await board.app.inject({ url: "/v1/me", headers });
        assert.deepEqual([response.statusCode, response.body], [401, '{"error":"unsigned"}'], as);
      }
      const listing = (await bob.ask({ method: "GET", path: "/v1/me" })).json<{ handle: string }>();
      assert.equal(listing.handle, "Bob");
    });

    it("cannot be shut out by who asks in their name", async () => {
      const authorization = deviceAuthorization(bob.registered.memberId, bob.registered.deviceId);
      const stranger = { url: "/v1/me", headers: { authorization }, remoteAddress: "10.9.9.9" };
      for (let i = 0; i < 250; i += 1) await board.app.inject(stranger);
      assert.equal((await board.app.inject(stranger)).statusCode, 429);
      assert.equal((await bob.ask({ method: "GET", path: "/v1/me" })).statusCode, 200);
    });

    it("is not told apart from what does not exist", async () => {
      const answers = [];
      for (const deviceId of [bob.registered.deviceId, 1, 2_147_483_647]) {
        const request = { method: "POST", path: "/v1/me/devices/revoke", body: json({ deviceId }) } as const;
        answers.push((await adasPage.ask(request)).body);
      }
      assert.equal(new Set(answers).size, 1);
    });

    it("is not opened by a signature for something else", async () => {
      const signed = ada.headers({ method: "GET", path: "/v1/me" });
      for (const [method, url] of [
        ["GET", "/v1/me/export"],
        ["GET", "/v1/me?x=1"],
        ["GET", "//v1/me"],
        ["POST", "/v1/me/leave"],
      ] as const) {
        const response = await board.app.inject({ method, url, headers: signed });
        assert.ok([401, 404].includes(response.statusCode), `${method} ${url}: ${response.statusCode}`);
      }
    });

    it("stays apart in one browser: a code signs in its owner, whoever was signed in before", async () => {
      const bobs = (await bob.ask({ method: "POST", path: "/v1/me/sign-in-codes", body: "{}" })).json<{
        code: string;
      }>();
      const page = await TestSession.byCode(board, bobs.code);
      assert.notEqual((await page.viewer())?.viewerId, (await adasPage.viewer())?.viewerId);
      const mixed = await page.ask({
        method: "PUT",
        path: "/v1/me/listing",
        body: json({ listed: false }),
        headers: { "x-csrf": adasPage.csrf },
      });
      assert.equal(mixed.statusCode, 403);
    });

    it("is text wherever a person writes, and never a statement or markup", async () => {
      const operator = await TestSession.ofStaff(board, "Olga Operator", ["operator", "auditor"]);
      const hostile = [
        "<img src=x onerror=alert(1)>",
        "Robert'); DROP TABLE member; --",
        "${7*7}{{7*7}}",
        "a\u202Eb",
        "‮",
        "x\ny",
      ];
      for (const handle of hostile) {
        const listed = await adasPage.ask({
          method: "PUT",
          path: "/v1/me/listing",
          body: json({ listed: true, handle }),
        });
        assert.equal(listed.statusCode, 400, handle);
        const team = await operator.ask({ method: "POST", path: "/v1/admin/teams", body: json({ name: handle }) });
        assert.equal(team.statusCode, 400, handle);
      }
      // A reason is a sentence, so that it may hold any mark; it comes back as it was.
      const reason = '<b>no</b>\'); DROP TABLE audit_log; -- "quoted" & more';
      const body = json({ areOff: true, reason });
      assert.equal((await operator.ask({ method: "PUT", path: "/v1/admin/names", body })).statusCode, 200);
      const { audit } = (await operator.ask({ method: "GET", path: "/v1/admin" })).json<{
        audit: readonly { reason: string }[];
      }>();
      assert.ok(audit.some((entry) => entry.reason === reason));
      for (const bad of ["", "  ", "ab", "x".repeat(281), "a\u0000bcd", "a\tbcd", "a\n\n", "abc\u202Edef", 7, null])
        assert.equal(
          (await operator.ask({ method: "PUT", path: "/v1/admin/names", body: json({ areOff: true, reason: bad }) }))
            .statusCode,
          400,
          String(bad),
        );
    });
  });
});
