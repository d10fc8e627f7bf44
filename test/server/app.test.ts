import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import type { LightMyRequestResponse } from "fastify";
import type { BoardDatabase } from "../../src/server/database/boardDatabase.ts";
import { encodeBatch, type SyncBatch } from "../../src/shared/board/syncBatch.ts";
import type { SyncReply } from "../../src/shared/board/syncReply.ts";
import { onEachDatabase } from "../support/server/boardDatabases.ts";
import { catchUp } from "../support/server/catchUp.ts";
import { TestBoard, TestDevice, register, sendSigned } from "../support/server/testBoard.ts";
import { NOON, NOON_MS, wireBatch, wireRow } from "../support/server/wireRows.ts";

let batches = 0;
function batchOf(device: TestDevice, change: Partial<SyncBatch> = {}): SyncBatch {
  batches += 1;
  const { boardId, memberId, deviceId } = device.registered;
  const batchId = `01936f5e-3b00-7000-8000-${String(batches).padStart(12, "0")}`;
  return wireBatch({ boardId, memberId, deviceId, batchId, ...change });
}

const sync = (device: TestDevice, body: string, sentAt?: number): ReturnType<TestDevice["ask"]> =>
  device.ask({ method: "POST", path: "/v1/sync", body, ...(sentAt === undefined ? {} : { sentAt }) });

async function reply(device: TestDevice, change: Partial<SyncBatch>): Promise<SyncReply> {
  const response = await sync(device, encodeBatch(batchOf(device, change)));
  assert.equal(response.statusCode, 200, response.body);
  return response.json<SyncReply>();
}

async function standing(device: TestDevice): Promise<Record<string, unknown>> {
  const response = await device.ask({ method: "GET", path: "/v1/me" });
  assert.equal(response.statusCode, 200, response.body);
  return response.json<Record<string, unknown>>();
}

/** Every value of every table, as text. */
async function everything(database: BoardDatabase): Promise<string> {
  const tables = await database.query(
    "SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition AND relnamespace = 'public'::regnamespace",
  );
  const parts: string[] = [];
  for (const { name } of tables) {
    const rows = await database.query(
      `SELECT coalesce(string_agg(t::text, E'\\n'), '') AS content FROM ${String(name)} t`,
    );
    parts.push(`${String(name)}\n${String(rows[0]?.["content"])}`);
  }
  return parts.join("\n");
}

describe("the board", () => {
  onEachDatabase((databases) => {
    let board: TestBoard;
    let code: string;
    beforeEach(async () => {
      board = await TestBoard.open(await databases.open());
      code = await board.invite();
    });
    afterEach(() => board.close());

    it("takes a batch, and the same one again without a change", async () => {
      const device = await TestDevice.join(board, code);
      const body = encodeBatch(batchOf(device));
      const first = await sync(device, body);
      assert.deepEqual(first.json<SyncReply>().accepted, 1);
      const before = await everything(board.database);
      assert.equal((await sync(device, body)).body, first.body);
      assert.equal(await everything(board.database), before);
      assert.deepEqual(await reply(device, { seq: 2 }), {
        ...first.json<SyncReply>(),
        lastSeq: 1,
        accepted: 0,
        stale: 1,
      });
      assert.deepEqual((await standing(device))["provisional"], 24_500);
    });

    it("takes corrections up and down, and zero as deletion, whatever comes late", async () => {
      const device = await TestDevice.join(board, code);
      await reply(device, { rows: [wireRow({ rev: 5, out: 900 })] });
      assert.equal((await standing(device))["seen"], 24_900);
      await reply(device, { rows: [wireRow({ rev: 6, out: 100 })] });
      assert.equal((await reply(device, { rows: [wireRow({ rev: 5, out: 900 })] })).stale, 1);
      assert.equal((await standing(device))["seen"], 24_100);
      await reply(device, { rows: [wireRow({ rev: 7, in: 0, out: 0, cr: 0, cw: 0, calls: 0, turns: 0 })] });
      assert.equal((await standing(device))["seen"], 0);
    });

    it("refuses bad rows one by one and takes the others", async () => {
      const device = await TestDevice.join(board, code);
      const rows = [wireRow(), { ...wireRow({ h: NOON - 1 }), path: "/home" }, wireRow({ h: NOON + 9 })];
      const body = JSON.stringify({ ...batchOf(device), rows });
      const answer = (await sync(device, body)).json<SyncReply>();
      assert.deepEqual(
        [answer.accepted, answer.refused],
        [
          1,
          [
            { i: 1, code: "H8" },
            { i: 2, code: "H2" },
          ],
        ],
      );
      assert.ok(!(await everything(board.database)).includes("/home"));
    });

    it("says to a retried id with other content what that content deserves", async () => {
      const device = await TestDevice.join(board, code);
      const batch = batchOf(device);
      await sync(device, encodeBatch(batch));
      const other = (
        await sync(device, encodeBatch({ ...batch, rows: [wireRow({ rev: 2, in: 7 })] }))
      ).json<SyncReply>();
      assert.equal(other.accepted, 1);
    });

    it("moves rows of a wrong clock to their hours, once, whatever the clock says next time", async () => {
      const device = await TestDevice.join(board, code);
      const ahead = 13 * 3_600_000;
      await reply(device, { sentAt: NOON_MS + ahead, rows: [wireRow({ h: NOON + 13 })] });
      assert.equal((await standing(device))["seen"], 24_500);
      await reply(device, { rows: [wireRow({ h: NOON + 13, rev: 2 })] });
      await reply(device, { sentAt: NOON_MS + ahead + 3_600_000, rows: [wireRow({ h: NOON + 13, rev: 3 })] });
      assert.equal((await standing(device))["seen"], 24_500);
      const far = encodeBatch(batchOf(device, { sentAt: NOON_MS + 2 * ahead }));
      assert.deepEqual(
        [(await sync(device, far)).statusCode, (await sync(device, far)).json()],
        [400, { error: "clock" }],
      );
    });

    it("refuses what the device has not signed, for another member, board or agreement", async () => {
      const device = await TestDevice.join(board, code);
      const other = await TestDevice.join(board, code);
      const { privateKey } = generateKeyPairSync("ed25519");
      const body = encodeBatch(batchOf(device));
      const { memberId, deviceId } = device.registered;
      const forged = await sendSigned(
        board,
        privateKey,
        { method: "POST", path: "/v1/sync", body },
        `Device ${memberId}.${deviceId}`,
      );
      const plain = await board.app.inject({
        method: "POST",
        url: "/v1/sync",
        headers: { "content-type": "application/json" },
        payload: body,
      });
      assert.deepEqual([forged.statusCode, plain.statusCode], [401, 401]);
      assert.equal((await sync(other, body)).statusCode, 403);
      const elsewhere = { boardId: "11111111-2222-4333-8444-555555555555" as SyncBatch["boardId"] };
      assert.equal(
        (await sync(device, encodeBatch(batchOf(device, elsewhere)))).json<{ error: string }>().error,
        "otherBoard",
      );
      assert.equal(
        (await sync(device, encodeBatch(batchOf(device, { consentVersion: 2 })))).json<{ error: string }>().error,
        "consent",
      );
      assert.equal((await standing(device))["seen"], 0);
    });

    it("answers bodies that are broken, too long or of another kind without a word of what is inside", async () => {
      const device = await TestDevice.join(board, code);
      const batch = batchOf(device);
      const rows = Array.from({ length: 501 }, (_, i) => wireRow({ h: NOON - i }));
      const cases: readonly (readonly [string, number])[] = [
        ["{", 400],
        ["[]", 400],
        ["null", 400],
        [encodeBatch(batch).slice(0, -5), 400],
        [JSON.stringify({ ...batch, host: "x" }), 400],
        [JSON.stringify({ ...batch, rows: 7 }), 400],
        [encodeBatch({ ...batch, rows }), 413],
        [" ".repeat(256 * 1024 + 1), 413],
      ];
      for (const [body, status] of cases) {
        const response = await sync(device, body);
        assert.equal(response.statusCode, status, body.slice(0, 40));
        assert.deepEqual(Object.keys(response.json<object>()), ["error"]);
      }
    });

    it("gives a device twenty uploads at once and then one every three minutes", async () => {
      const device = await TestDevice.join(board, code);
      for (let i = 0; i < 20; i += 1) await reply(device, { seq: i + 1 });
      const refused = await sync(device, encodeBatch(batchOf(device)));
      assert.deepEqual([refused.statusCode, refused.headers["retry-after"]], [429, "180"]);
      board.nowMs += 180_000;
      await reply(device, { seq: 21, sentAt: board.nowMs });
    });

    it("joins by a code that exists, has not run out and is not used up", async () => {
      const once = await board.invite(1);
      const { privateKey, publicKey } = generateKeyPairSync("ed25519");
      const first = await register(board, once, privateKey, publicKey);
      assert.equal(first.statusCode, 200);
      assert.equal(
        (await register(board, once, privateKey, publicKey)).json<{ memberId: number }>().memberId,
        first.json<{ memberId: number }>().memberId,
      );
      const another = generateKeyPairSync("ed25519");
      assert.equal((await register(board, once, another.privateKey, another.publicKey)).statusCode, 403);
      assert.equal((await register(board, code, privateKey, another.publicKey)).statusCode, 401);
      board.nowMs += 91 * 86_400_000;
      assert.equal((await register(board, code, another.privateKey, another.publicKey)).statusCode, 403);
    });

    it("sums the devices of a member, and takes nothing more from one that was revoked", async () => {
      const first = await TestDevice.join(board, code);
      const link = (await first.ask({ method: "POST", path: "/v1/me/links", body: "{}" })).json<{ code: string }>()
        .code;
      const second = await TestDevice.join(board, link);
      assert.equal(second.registered.memberId, first.registered.memberId);
      await reply(first, {});
      await reply(second, {});
      assert.equal((await standing(first))["seen"], 49_000);
      const revoked = await first.ask({
        method: "POST",
        path: "/v1/me/devices/revoke",
        body: JSON.stringify({ deviceId: second.registered.deviceId }),
      });
      assert.equal(revoked.statusCode, 200);
      assert.equal((await sync(second, encodeBatch(batchOf(second)))).statusCode, 410);
      assert.equal((await standing(first))["seen"], 49_000);
    });

    it("lists who chose to be listed, by a name that nobody else has, and gives places on the list to them alone", async () => {
      const people = [];
      for (const out of [500, 900, 100, 900]) {
        const device = await TestDevice.join(board, code);
        await reply(device, { rows: [wireRow({ out })] });
        board.nowMs += 1_000;
        people.push(device);
      }
      const [a, b, c, d] = people;
      assert.ok(a !== undefined && b !== undefined && c !== undefined && d !== undefined);
      const list = (device: TestDevice, handle: string): ReturnType<TestDevice["ask"]> =>
        device.ask({ method: "PUT", path: "/v1/me/listing", body: JSON.stringify({ listed: true, handle }) });
      assert.equal((await list(a, "Ada")).statusCode, 200);
      assert.equal((await list(c, "ADA")).statusCode, 409);
      assert.equal((await list(c, "<b>Cy</b>")).statusCode, 400);
      assert.equal((await list(c, "Cy'); --")).statusCode, 400);
      assert.equal((await list(d, "Di")).statusCode, 200);
      board.nowMs += 3 * 86_400_000;
      await catchUp(board.database, board.nowMs);
      const top = (await a.ask({ method: "GET", path: "/v1/top" })).json<{
        entries: readonly { handle: string; counted: number }[];
      }>();
      assert.deepEqual(
        top.entries.map(({ handle, counted }) => [handle, counted]),
        [
          ["Di", 24_900],
          ["Ada", 24_500],
        ],
      );
      const ranks = [];
      for (const person of people) ranks.push((await standing(person))["rank"]);
      assert.deepEqual(ranks, [2, undefined, undefined, 1]);
      await a.ask({ method: "PUT", path: "/v1/me/listing", body: JSON.stringify({ listed: false }) });
      assert.ok(!(await everything(board.database)).includes("Ada"));
    });

    it("lets days leave the window as time goes by, without an upload", async () => {
      const device = await TestDevice.join(board, code);
      await reply(device, {});
      for (const [days, seen] of [
        [29, 24_500],
        [30, 0],
      ] as const) {
        board.nowMs = NOON_MS + days * 86_400_000;
        await catchUp(board.database, board.nowMs);
        assert.equal((await standing(device))["seen"], seen);
      }
    });

    it("deletes everything of who leaves, with a receipt, and refuses what comes late", async () => {
      const stays = await TestDevice.join(board, code);
      const leaves = await TestDevice.join(board, code);
      for (const device of [stays, leaves]) await reply(device, {});
      await leaves.ask({
        method: "PUT",
        path: "/v1/me/listing",
        body: JSON.stringify({ listed: true, handle: "Leaver" }),
      });
      await leaves.ask({ method: "POST", path: "/v1/me/links", body: "{}" });
      await catchUp(board.database, board.nowMs);
      const { memberId, deviceId } = leaves.registered;
      const [key] = await board.database.query(
        "SELECT encode(public_key, 'hex') AS key FROM device WHERE member_id = $1",
        [memberId],
      );
      const traces = [String(memberId), String(deviceId), "Leaver", "leaver", String(key?.["key"])];
      const before = await everything(board.database);
      for (const trace of traces) assert.ok(before.includes(trace), trace);

      const receipt = (await leaves.ask({ method: "POST", path: "/v1/me/leave", body: "{}" })).json<{
        deleted: Record<string, number>;
      }>();
      const expected = {
        usage_hour: 1,
        member_day: 1,
        window30: 1,
        badge: 0,
        outcome_day: 0,
        rank_snapshot: 0,
        flag: 0,
        check_state: 0,
        evidence_ask: 0,
        evidence_part: 0,
        session_claim: 0,
        provider_link: 0,
        provider_day: 0,
        member_part: 0,
        member_share: 0,
        member_figure: 0,
        published_part: 0,
        batch_reply: 1,
        registration: 1,
        handle: 1,
        invitation: 1,
        device: 1,
        session: 0,
        sign_in_code: 0,
        identity: 0,
        role_grant: 0,
        staff_name: 0,
        look_day: 0,
        account: 1,
        member: 1,
      };
      assert.deepEqual(receipt.deleted, expected);
      await catchUp(board.database, board.nowMs);
      const after = await everything(board.database);
      for (const trace of traces) assert.ok(!after.includes(trace), trace);
      assert.equal((await sync(leaves, encodeBatch(batchOf(leaves)))).statusCode, 410);
      assert.equal((await leaves.ask({ method: "POST", path: "/v1/me/leave", body: "{}" })).statusCode, 410);
      assert.equal((await standing(stays))["seen"], 24_500);
    });

    it("gives people everything that it holds of them, in the shape in which they sent it", async () => {
      const device = await TestDevice.join(board, code);
      await TestDevice.join(board, code);
      const row = wireRow({ maxPrompt: 7_777, sess: 2, recount: 9, busy: 60 });
      await reply(device, { rows: [row] });
      const held = (await device.ask({ method: "GET", path: "/v1/me/export" })).json<{
        rows: object[];
        devices: object[];
      }>();
      const { deviceId } = device.registered;
      assert.deepEqual(held.rows, [{ ...row, deviceId, shiftH: 0, parser: 3, firstSeenMs: NOON_MS, signals: 0 }]);
      assert.equal(held.devices.length, 1);
    });

    it("refuses a request of a member that was signed long ago", async () => {
      const device = await TestDevice.join(board, code);
      const old = await device.ask({ method: "GET", path: "/v1/me", sentAt: board.nowMs - 300_001 });
      assert.deepEqual([old.statusCode, old.json()], [400, { error: "clock" }]);
    });

    it("makes invitations for the operator alone", async () => {
      const ask = (token: string): Promise<LightMyRequestResponse> =>
        board.app.inject({
          method: "POST",
          url: "/v1/invitations",
          headers: { authorization: token },
          payload: { uses: 1, days: 1 },
        });
      for (const token of ["", "Bearer ", "Bearer wrong", "Basic eA=="])
        assert.equal((await ask(token)).statusCode, 401);
    });

    it("answers with strict headers, health, readiness and counts", async () => {
      for (const url of ["/healthz", "/readyz", "/metrics", "/v1/board"]) {
        const response = await board.app.inject({ url });
        assert.equal(response.statusCode, 200, url);
        assert.match(String(response.headers["content-security-policy"]), /default-src 'none'/);
        assert.equal(response.headers["x-content-type-options"], "nosniff");
        assert.equal(response.headers["cache-control"], "no-store");
      }
      assert.match(
        (await board.app.inject({ url: "/metrics" })).body,
        /board_requests_total\{route="\/healthz",status="200"\} 1/,
      );
      assert.equal((await board.app.inject({ url: "/v1/nothing" })).statusCode, 404);
    });
  });
});
