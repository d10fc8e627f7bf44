import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { onEachDatabase } from "../support/server/boardDatabases.ts";
import { TestBoard, TestDevice, register } from "../support/server/testBoard.ts";
import { TestSession, postCode, sessionCookieOf } from "../support/server/testSession.ts";

const HOUR_MS = 3_600_000;

describe("a session of the board's page", () => {
  onEachDatabase((databases) => {
    let board: TestBoard;
    let device: TestDevice;
    beforeEach(async () => {
      board = await TestBoard.open(await databases.open());
      device = await TestDevice.join(board, await board.invite());
    });
    afterEach(() => board.close());

    const newCode = async (): Promise<string> =>
      (await device.ask({ method: "POST", path: "/v1/me/sign-in-codes", body: "{}" })).json<{ code: string }>().code;

    it("begins with a code of the own editor and shows what the editor sees", async () => {
      const nobody = (await board.app.inject({ url: "/v1/viewer" })).json<object>();
      assert.deepEqual(nobody, { boardName: "Test board", leastPeople: 8, signIn: { code: true } });
      const session = await TestSession.of(device, board);
      const viewer = await session.viewer();
      assert.deepEqual(viewer?.roles, ["member"]);
      assert.equal(viewer?.isMember, true);
      assert.match(viewer?.viewerId ?? "", /^[a-z0-9]{10}$/);
      const byPage = await session.ask({ method: "GET", path: "/v1/me" });
      assert.equal(byPage.body, (await device.ask({ method: "GET", path: "/v1/me" })).body);
    });

    it("takes each code once, for five minutes, and tells nothing about those that it does not take", async () => {
      const code = await newCode();
      const late = await newCode();
      assert.equal((await postCode(board, code)).statusCode, 200);
      board.nowMs += 5 * 60_000;
      const refused = [await postCode(board, code), await postCode(board, late), await postCode(board, "2".repeat(4))];
      const unknown = await postCode(board, "2222-2222-2222-2222-2222");
      assert.deepEqual(
        [...refused, unknown].map(({ statusCode }) => statusCode),
        [403, 403, 400, 403],
      );
      assert.equal(unknown.body, refused[0]?.body);
      for (const response of [...refused, unknown]) assert.equal(response.headers["set-cookie"], undefined);
    });

    it("takes a code once, however many come with it at the same moment", async () => {
      const code = await newCode();
      const answers = await Promise.all(Array.from({ length: 8 }, () => postCode(board, code)));
      assert.deepEqual(
        answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b),
        [200, ...Array<number>(7).fill(403)],
      );
    });

    it("ends after an hour without use, and after twelve hours in any case", async () => {
      const idle = await TestSession.of(device, board);
      const used = await TestSession.of(device, board);
      for (let minutes = 0; minutes < 11.5 * 60; minutes += 30) {
        board.nowMs += HOUR_MS / 2;
        assert.equal((await used.ask({ method: "GET", path: "/v1/me" })).statusCode, 200);
      }
      assert.equal((await idle.ask({ method: "GET", path: "/v1/me" })).statusCode, 401);
      board.nowMs += HOUR_MS / 2;
      assert.equal((await used.ask({ method: "GET", path: "/v1/me" })).statusCode, 401);
      assert.equal(await used.viewer(), undefined);
    });

    it("is a new one at each sign-in, and the one before it ends", async () => {
      const first = await TestSession.of(device, board);
      const again = await postCode(board, await newCode(), { cookie: first.cookie });
      assert.notEqual(sessionCookieOf(again), first.cookie);
      assert.equal(await first.viewer(), undefined);
      assert.ok(await (await TestSession.fromCookie(board, sessionCookieOf(again))).viewer());
    });

    it("ends by signing out, here or everywhere, by revoking a device and by leaving", async () => {
      const sessions = await Promise.all(Array.from({ length: 4 }, () => TestSession.of(device, board)));
      const [a, b, c, d] = sessions;
      assert.ok(a !== undefined && b !== undefined && c !== undefined && d !== undefined);
      const alive = async (): Promise<readonly boolean[]> =>
        Promise.all(sessions.map(async (each) => (await each.viewer()) !== undefined));
      assert.equal((await a.ask({ method: "POST", path: "/auth/sign-out", body: "{}" })).statusCode, 200);
      assert.deepEqual(await alive(), [false, true, true, true]);
      const { deviceId } = (await TestDevice.join(board, await linkOf(b))).registered;
      const revoke = { method: "POST", path: "/v1/me/devices/revoke", body: JSON.stringify({ deviceId }) } as const;
      assert.equal((await b.ask(revoke)).statusCode, 200);
      assert.deepEqual(await alive(), [false, true, false, false]);
      const last = await TestSession.of(device, board);
      await b.ask({ method: "POST", path: "/auth/sign-out-everywhere", body: "{}" });
      assert.deepEqual([await b.viewer(), await last.viewer()], [undefined, undefined]);
      const leaving = await TestSession.of(device, board);
      assert.equal((await leaving.ask({ method: "POST", path: "/v1/me/leave", body: "{}" })).statusCode, 200);
      assert.equal(await leaving.viewer(), undefined);
    });

    it("is begun by no code, and no device comes by one, that was made before a device was revoked", async () => {
      const stolen = await TestDevice.join(board, await linkOf(device));
      const page = await TestSession.of(stolen, board);
      const made = async (path: string): Promise<string> =>
        (await stolen.ask({ method: "POST", path, body: "{}" })).json<{ code: string }>().code;
      const codes = { signIn: await made("/v1/me/sign-in-codes"), link: await made("/v1/me/links") };
      const linkOfPage = await linkOf(page);
      const body = JSON.stringify({ deviceId: stolen.registered.deviceId });
      assert.equal((await device.ask({ method: "POST", path: "/v1/me/devices/revoke", body })).statusCode, 200);
      assert.equal((await postCode(board, codes.signIn)).statusCode, 403);
      for (const link of [codes.link, linkOfPage]) {
        const { privateKey, publicKey } = generateKeyPairSync("ed25519");
        assert.equal((await register(board, link, privateKey, publicKey)).statusCode, 403);
      }
    });

    it("gives no code to a device that is revoked in the same moment", async () => {
      const stolen = await TestDevice.join(board, await linkOf(device));
      const body = JSON.stringify({ deviceId: stolen.registered.deviceId });
      const link = (): ReturnType<TestDevice["ask"]> =>
        stolen.ask({ method: "POST", path: "/v1/me/links", body: "{}" });
      const [, ...links] = await Promise.all([
        device.ask({ method: "POST", path: "/v1/me/devices/revoke", body }),
        ...Array.from({ length: 20 }, link),
      ]);
      const codes = links.flatMap((each) => (each.statusCode === 200 ? [each.json<{ code: string }>().code] : []));
      for (const code of codes) {
        const { privateKey, publicKey } = generateKeyPairSync("ed25519");
        assert.equal((await register(board, code, privateKey, publicKey)).statusCode, 403);
      }
    });

    it("changes nothing for another page, and nothing without its own mark", async () => {
      const session = await TestSession.of(device, board);
      const other = await TestSession.of(device, board);
      const list = async (headers: Readonly<Record<string, string | undefined>>): Promise<string> => {
        const answer = await session.ask({ method: "PUT", path: "/v1/me/listing", body: '{"listed":false}', headers });
        return `${answer.statusCode} ${answer.json<{ error?: string }>().error ?? "done"}`;
      };
      assert.equal(await list({}), "200 done");
      for (const headers of [
        { origin: "https://evil.example" },
        { origin: undefined },
        { origin: "null" },
        { "sec-fetch-site": "cross-site" },
        { "sec-fetch-site": "same-site" },
      ])
        assert.equal(await list(headers), "403 forbidden", JSON.stringify(headers));
      // Their roles are not in the way: another tab may have signed in anew.
      for (const headers of [{ "x-csrf": undefined }, { "x-csrf": "" }, { "x-csrf": other.csrf }])
        assert.equal(await list(headers), "403 otherSession", JSON.stringify(headers));
      assert.equal((await postCode(board, await newCode(), { origin: "https://evil.example" })).statusCode, 403);
    });
  });

  const linkOf = async (session: TestSession | TestDevice): Promise<string> =>
    (await session.ask({ method: "POST", path: "/v1/me/links", body: "{}" })).json<{ code: string }>().code;
});
