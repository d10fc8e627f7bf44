import assert from "node:assert/strict";
import type { LightMyRequestResponse } from "fastify";
import { deviceAuthorization } from "../../src/shared/board/signedRequest.ts";
import { encodeBatch, type SyncBatch } from "../../src/shared/board/syncBatch.ts";
import type { SyncReply } from "../../src/shared/board/syncReply.ts";
import { onEachDatabase } from "../support/server/boardDatabases.ts";
import { backUpTables } from "../support/server/tableBackup.ts";
import { TestBoard, TestDevice } from "../support/server/testBoard.ts";
import { NOON, NOON_MS, wireBatch, wireRow } from "../support/server/wireRows.ts";

/** Uploads of the test board that are stored at once, and that may wait. */
const MOST_ADMITTED = 1 + 500;

let batches = 0;
function batchOf(device: TestDevice, change: Partial<SyncBatch> = {}): SyncBatch {
  batches += 1;
  const { boardId, memberId, deviceId } = device.registered;
  const batchId = `01936f5e-3b02-7000-8000-${String(batches).padStart(12, "0")}`;
  return wireBatch({ boardId, memberId, deviceId, batchId, seq: batches, ...change });
}

const sync = (device: TestDevice, body: string): Promise<LightMyRequestResponse> =>
  device.ask({ method: "POST", path: "/v1/sync", body });

/** A batch of one row as text, the row being any JSON text. */
function bodyWith(device: TestDevice, row: string): string {
  return JSON.stringify({ ...batchOf(device), rows: ["ROW"] }).replace('"ROW"', row);
}

const rowText = (change: Readonly<Record<string, string>>): string => {
  const fields = Object.entries(wireRow()).map(([name, value]) => [name, JSON.stringify(value)] as const);
  const all = new Map([...fields, ...Object.entries(change)]);
  return `{${[...all].map(([name, text]) => `${JSON.stringify(name)}:${text}`).join(",")}}`;
};

async function rowsOf(board: TestBoard): Promise<string> {
  return (await backUpTables(board.database)).get("usage_hour") ?? "";
}

async function rowsStored(board: TestBoard): Promise<number> {
  const [row] = await board.database.query("SELECT count(*)::int AS n FROM usage_hour");
  return Number(row?.["n"]);
}

describe("a board under attack", () => {
  onEachDatabase((databases) => {
    let board: TestBoard;
    let device: TestDevice;
    beforeEach(async () => {
      board = await TestBoard.open(await databases.open());
      device = await TestDevice.join(board, await board.invite());
    });
    afterEach(() => board.close());

    it("takes nothing that is unsigned, signed by another key, for another time, path, method or member", async () => {
      const body = encodeBatch(batchOf(device));
      const url = "/v1/sync";
      const signed = device.headers({ method: "POST", path: url, body });
      const stranger = await TestDevice.join(board, await board.invite());
      const other = stranger.registered;
      const changed: readonly (readonly [Readonly<Record<string, string>>, string, string])[] = [
        [{ "x-signature": "" }, url, body],
        [{ "x-signature": "A".repeat(86) }, url, body],
        [{ "x-signature": `${signed["x-signature"] ?? ""}=` }, url, body],
        [{ "x-sent-at": String(NOON_MS + 1) }, url, body],
        [{ "x-sent-at": "soon" }, url, body],
        [{ authorization: deviceAuthorization(other.memberId, other.deviceId) }, url, body],
        [{ authorization: deviceAuthorization(device.registered.memberId, other.deviceId) }, url, body],
        [{ authorization: "Device 0.0" }, url, body],
        [{ authorization: "Bearer x" }, url, body],
        [{}, `${url}?x=1`, body],
        [{}, url, `${body} `],
        [{}, url, body.replace('"mode":1', '"mode":0')],
        [{}, "/v1/me/links", body],
      ];
      for (const [headers, path, payload] of changed) {
        const response = await board.app.inject({
          method: "POST",
          url: path,
          headers: { ...signed, ...headers },
          payload,
        });
        assert.equal(response.statusCode, 401, JSON.stringify([headers, path]));
      }
      assert.equal((await sync(stranger, body)).statusCode, 403);
      assert.equal(await rowsStored(board), 0);
      assert.equal((await board.app.inject({ method: "POST", url, headers: signed, payload: body })).statusCode, 200);
    });

    it("changes nothing for a request that is replayed, at once or long after", async () => {
      const body = encodeBatch(batchOf(device));
      const request = { method: "POST", url: "/v1/sync", payload: body } as const;
      const headers = device.headers({ method: "POST", path: "/v1/sync", body });
      await board.app.inject({ ...request, headers });
      const before = await rowsOf(board);
      for (const laterH of [0, 1, 5, 60]) {
        board.nowMs = NOON_MS + laterH * 3_600_000;
        await board.app.inject({ ...request, headers });
        assert.equal(await rowsOf(board), before);
      }
    });

    it("takes no part of a batch that was cut off, wherever, even where the part is signed", async () => {
      const body = encodeBatch(batchOf(device, { rows: [wireRow(), wireRow({ h: NOON - 1 })] }));
      const whole = device.headers({ method: "POST", path: "/v1/sync", body });
      for (let length = 0; length < body.length; length += 23) {
        const part = body.slice(0, length);
        const cut = await board.app.inject({ method: "POST", url: "/v1/sync", headers: whole, payload: part });
        assert.equal(cut.statusCode, 401);
        assert.equal((await sync(device, part)).statusCode, 400, part);
      }
      assert.equal(await rowsStored(board), 0);
    });

    it("refuses fields that it does not know, at every level, and keeps nothing of them", async () => {
      const secret = "/home/ada/secret";
      const envelopes = [{ path: secret }, { __proto__x: secret }, { parser: { path: secret } }, { boardId: secret }];
      for (const more of envelopes)
        assert.equal((await sync(device, JSON.stringify({ ...batchOf(device), ...more }))).statusCode, 400);
      const rows: readonly string[] = [
        rowText({ path: JSON.stringify(secret) }),
        rowText({}).replace("}", `,"__proto__":{"path":"${secret}"}}`),
        rowText({ constructor: JSON.stringify(secret) }),
        rowText({ tool: JSON.stringify(secret) }),
        rowText({ model: JSON.stringify({ path: secret }) }),
        rowText({ toolVersion: JSON.stringify(secret) }),
        rowText({ in: JSON.stringify([secret]) }),
        JSON.stringify([secret]),
        JSON.stringify(secret),
        "null",
      ];
      for (const row of rows) {
        const response = await sync(device, bodyWith(device, row));
        assert.equal(response.statusCode, 200, response.body);
        assert.equal(response.json<SyncReply>().refused.length, 1, row);
      }
      assert.equal(await rowsStored(board), 0);
      const everything = [...(await backUpTables(board.database)).values()].join();
      assert.ok(!everything.includes("secret"));
    });

    it("refuses figures that are none, and takes zero however it is written", async () => {
      const bad = ["1e400", "-1", "0.5", "9007199254740992", "1e16", '"7"', "true", "null", "[]", "{}"];
      for (const figure of bad)
        for (const field of ["in", "busy", "sess", "rev"]) {
          const response = await sync(device, bodyWith(device, rowText({ [field]: figure })));
          board.nowMs += 180_000;
          assert.deepEqual(response.json<SyncReply>().refused, [{ i: 0, code: "H1" }], `${field} ${figure}`);
        }
      for (const text of ["NaN", "Infinity", "0x1", "1_000", "01", "+1", ".5"])
        assert.equal((await sync(device, bodyWith(device, rowText({ in: text })))).statusCode, 400, text);
      for (const zero of ["-0", "0.0", "0e9", "-1e-400"]) {
        board.nowMs += 180_000;
        const response = await sync(device, bodyWith(device, rowText({ in: zero, rev: String(board.nowMs) })));
        assert.equal(response.json<SyncReply>().accepted, 1, zero);
      }
      const [row] = await board.database.query("SELECT inp::text AS text FROM usage_hour");
      assert.equal(row?.["text"], "0");
    });

    it("lets the highest revision of a key stay that a batch repeats, and the last of a field that a row repeats", async () => {
      const rows = [3, 9, 4].map((rev) => wireRow({ rev, in: rev }));
      const answer = (await sync(device, encodeBatch(batchOf(device, { rows })))).json<SyncReply>();
      assert.deepEqual([answer.accepted, answer.stale], [1, 2]);
      const twice = rowText({ rev: "10" }).replace(/^\{/, '{"in":1,"in":2,').replace('"in":1000', '"in":5');
      assert.equal((await sync(device, bodyWith(device, twice))).json<SyncReply>().accepted, 1);
      const stored = await board.database.query("SELECT rev, inp FROM usage_hour");
      assert.deepEqual([...stored], [{ rev: 10, inp: 5 }]);
    });

    it("answers what is nested without end like any other nonsense", async () => {
      for (const [open, close] of [
        ["[", "]"],
        ['{"a":', "}"],
      ] as const) {
        const depth = Math.floor(200_000 / (open.length + close.length));
        const nested = `${open.repeat(depth)}1${close.repeat(depth)}`;
        assert.equal((await sync(device, nested)).statusCode, 400);
        const response = await sync(device, bodyWith(device, nested));
        assert.deepEqual(response.json<SyncReply>().refused.length, 1);
      }
    });

    it("takes hours up to one ahead and 35 days back, and none that is further off", async () => {
      const hours = [NOON + 1, NOON + 2, NOON + 24, 9_999_999, NOON - 840, NOON - 841, 0];
      const rows = hours.map((h) => wireRow({ h, model: "other" }));
      const answer = (await sync(device, encodeBatch(batchOf(device, { rows })))).json<SyncReply>();
      assert.deepEqual(
        answer.refused.map(({ i, code }) => `${i} ${code}`),
        ["1 H2", "2 H2", "3 H2", "5 H2", "6 H2"],
      );
    });

    it("asks a burst to come again, and ends with the totals of one that did not burst", async () => {
      const code = await board.invite();
      const devices: TestDevice[] = [];
      for (let i = 0; i < 40; i += 1) devices.push(await TestDevice.join(board, code));
      const uploads = devices.flatMap((each) =>
        Array.from({ length: 15 }, (_, i) => ({
          each,
          body: encodeBatch(batchOf(each, { rows: [wireRow({ h: NOON - i })] })),
        })),
      );
      // The first upload is held until all that find no place have been told so.
      let release = (): void => {};
      const released = new Promise<void>((go) => {
        release = go;
      });
      const { database } = board;
      await board.restart({ ...database, transaction: (body) => released.then(() => database.transaction(body)) });
      let refused = 0;
      const first = uploads.map(async ({ each, body }) => {
        const { statusCode, headers } = await sync(each, body);
        if (statusCode === 200) return true;
        assert.deepEqual([statusCode, headers["retry-after"]], [503, "5"]);
        refused += 1;
        if (refused === uploads.length - MOST_ADMITTED) release();
        return false;
      });
      const done = await Promise.all(first);
      assert.equal(refused, uploads.length - MOST_ADMITTED);
      for (const { each, body } of uploads.filter((_, i) => done[i] === false))
        assert.equal((await sync(each, body)).statusCode, 200);
      const [sum] = await board.database.query(
        "SELECT count(*)::int AS rows, (SELECT sum(seen)::bigint FROM window30) AS seen FROM usage_hour",
      );
      assert.deepEqual(sum, { rows: 600, seen: 600 * 24_500 });
    });
  });
});
