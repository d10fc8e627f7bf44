import assert from "node:assert/strict";
import type { AddressInfo } from "node:net";
import { openPgliteInMemory } from "../../src/server/database/openPglite.ts";
import type { BoardDatabase } from "../../src/server/database/boardDatabase.ts";
import { rawRequest } from "../support/server/rawRequest.ts";
import { OPERATOR_TOKEN, TestBoard, TestDevice, type BoardSettings } from "../support/server/testBoard.ts";
import { TestSession, postCode } from "../support/server/testSession.ts";

describe("a board under hostile requests", () => {
  let database: BoardDatabase;
  let board: TestBoard | undefined;
  before(async function () {
    this.timeout(240_000);
    database = await openPgliteInMemory();
  });
  after(() => database.close());
  afterEach(async () => {
    await board?.close();
    board = undefined;
  });

  async function open(settings: BoardSettings = {}): Promise<TestBoard> {
    await database.run("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    board = await TestBoard.open(database, settings);
    return board;
  }
  /** A board that listens, and how to send it bytes. */
  async function listen(
    settings: BoardSettings = {},
  ): Promise<{ board: TestBoard; send: (text: string) => Promise<string> }> {
    const opened = await open(settings);
    await opened.app.listen({ host: "127.0.0.1", port: 0 });
    const { port } = opened.app.server.address() as AddressInfo;
    return { board: opened, send: (text) => rawRequest(port, text) };
  }
  const statusesIn = (answer: string): readonly string[] =>
    [...answer.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map((m) => m[1] ?? "");
  const head = (...lines: readonly string[]): string => `${[...lines, "Connection: close"].join("\r\n")}\r\n\r\n`;

  it("believes no request that says twice who asks", async () => {
    const { board: target, send } = await listen();
    const device = await TestDevice.join(target, await target.invite());
    const other = await TestDevice.join(target, await target.invite());
    const signed = Object.entries(device.headers({ method: "GET", path: "/v1/me" })).map(
      ([name, value]) => `${name}: ${value}`,
    );
    const ask = (...more: readonly string[]): Promise<string> =>
      send(head("GET /v1/me HTTP/1.1", "Host: board", ...signed, ...more));
    assert.deepEqual(statusesIn(await ask()), ["200"]);
    const twice = [
      `Authorization: Device ${other.registered.memberId}.${other.registered.deviceId}`,
      `authorization: Bearer ${OPERATOR_TOKEN}`,
      `X-SIGNATURE: ${"A".repeat(86)}`,
      `X-Sent-At: ${target.nowMs}`,
      "Host: elsewhere",
    ];
    for (const line of twice) assert.deepEqual(statusesIn(await ask(line)), ["400"], line);
    const { cookie } = await TestSession.of(device, target);
    const byCookie = head("GET /v1/me HTTP/1.1", "Host: board", `Cookie: ${cookie}`, `Cookie: ${cookie}`);
    assert.deepEqual(statusesIn(await send(byCookie)), ["400"]);
  });

  it("takes no second request out of the body of a first", async () => {
    const { board: target, send } = await listen();
    const inner = `DELETE /v1/admin/teams/1 HTTP/1.1\r\nHost: board\r\n\r\n`;
    const cases: readonly (readonly [string, string])[] = [
      [
        "both lengths",
        head(
          "POST /auth/code HTTP/1.1",
          "Host: board",
          `Content-Length: ${inner.length}`,
          "Transfer-Encoding: chunked",
        ) + `0\r\n\r\n${inner}`,
      ],
      [
        "two lengths",
        head("POST /auth/code HTTP/1.1", "Host: board", "Content-Length: 0", `Content-Length: ${inner.length}`) + inner,
      ],
      ["a length that is none", head("POST /auth/code HTTP/1.1", "Host: board", "Content-Length: 0x1") + inner],
      ["an unknown coding", head("POST /auth/code HTTP/1.1", "Host: board", "Transfer-Encoding: xchunked") + inner],
      [
        "a space before the colon",
        head("POST /auth/code HTTP/1.1", "Host: board", "Transfer-Encoding : chunked") + `0\r\n\r\n${inner}`,
      ],
      ["a folded line", head("POST /auth/code HTTP/1.1", "Host: board", "Content-Length: 0", " 5") + inner],
      [
        "a bare line feed",
        `POST /auth/code HTTP/1.1\nHost: board\nContent-Length: 0\nTransfer-Encoding: chunked\n\n${inner}`,
      ],
      ["no host", head("GET /v1/viewer HTTP/1.1")],
    ];
    for (const [what, text] of cases) assert.deepEqual(statusesIn(await send(text)), ["400"], what);
    assert.equal((await target.app.inject({ url: "/healthz" })).statusCode, 200);
  });

  it("takes headers up to a bound, and cookies of any content", async () => {
    const { send } = await listen();
    const withCookie = (cookie: string): Promise<string> =>
      send(head("GET /v1/viewer HTTP/1.1", "Host: board", `Cookie: ${cookie}`));
    assert.deepEqual(statusesIn(await withCookie("a".repeat(9_000))), ["431"]);
    for (const cookie of [
      "token-legend-session=",
      "token-legend-session=%00%ff",
      "=;;=;",
      "token-legend-session=' OR 1=1 --",
      "x=\u0000y",
    ])
      assert.ok(["200", "400"].includes(statusesIn(await withCookie(cookie))[0] ?? ""), cookie);
    const many = Array.from({ length: 500 }, (_, i) => `X-A${i}: 1`);
    assert.ok(
      ["200", "431"].includes(statusesIn(await send(head("GET /healthz HTTP/1.1", "Host: board", ...many)))[0] ?? ""),
    );
  });

  it("counts tries of a code by the address that connects, whatever the request says of it", async () => {
    const target = await open();
    const statuses = new Set<number>();
    for (let i = 0; i < 40; i += 1)
      statuses.add(
        (
          await postCode(target, "2222-2222-2222-2222-2222", {
            "x-forwarded-for": `9.9.9.${i}`,
            forwarded: `for=9.9.9.${i}`,
          })
        ).statusCode,
      );
    assert.deepEqual([...statuses], [403, 429]);
  });

  it("counts tries behind a proxy by the address that the proxy saw, whatever came before it", async () => {
    const target = await open({ trustProxy: 1 });
    const limits = async (addressOf: (i: number) => string): Promise<readonly number[]> => {
      const statuses = new Set<number>();
      for (let i = 0; i < 40; i += 1)
        statuses.add(
          (await postCode(target, "2222-2222-2222-2222-2222", { "x-forwarded-for": addressOf(i) })).statusCode,
        );
      return [...statuses];
    };
    assert.deepEqual(await limits((i) => `9.9.9.${i}, 5.5.5.5`), [403, 429], "made up by the sender");
    assert.deepEqual(await limits((i) => `6.6.6.6, 9.9.8.${i}`), [403], "people behind one proxy");
  });

  it("stops the guessing of codes, and tells nothing by how it refuses", async () => {
    const target = await open();
    const device = await TestDevice.join(target, await target.invite());
    const answers = [];
    for (let i = 0; i < 31; i += 1) answers.push(await postCode(target, "3333-3333-3333-3333-3333"));
    assert.deepEqual([answers[29]?.statusCode, answers[30]?.statusCode], [403, 429]);
    assert.match(String(answers[30]?.headers["retry-after"]), /^\d+$/);
    const { code } = (await device.ask({ method: "POST", path: "/v1/me/sign-in-codes", body: "{}" })).json<{
      code: string;
    }>();
    assert.equal((await postCode(target, code)).statusCode, 429, "also the right one has to wait");
  });

  it("takes a session from a cookie of its own alone: one that is planted, doubled or of a neighbour is none", async () => {
    const target = await open({ publicUrl: "https://board.example.com" });
    const device = await TestDevice.join(target, await target.invite());
    const { cookie } = await TestSession.of(device, target);
    assert.ok(cookie.startsWith("__Host-"));
    const isSignedIn = async (header: string): Promise<boolean> =>
      (await target.app.inject({ url: "/v1/viewer", headers: { cookie: header } })).json<{ session?: object }>()
        .session !== undefined;
    assert.equal(await isSignedIn(cookie), true);
    assert.equal(await isSignedIn(`other=1; ${cookie}; x=2`), true);
    const planted = `${cookie.slice(0, cookie.indexOf("=") + 1)}${"A".repeat(43)}`;
    for (const header of [
      `${planted}; ${cookie}`,
      `${cookie}; ${planted}`,
      cookie.replace("__Host-", ""),
      cookie.replace("__Host-", "__host-"),
      cookie.replace("__Host-", "__Secure-"),
      `${cookie}A`,
      cookie.slice(0, -1),
      planted,
    ])
      assert.equal(await isSignedIn(header), false, header);
  });

  it("changes nothing for a form or script of another site", async () => {
    const target = await open();
    const device = await TestDevice.join(target, await target.invite());
    const session = await TestSession.of(device, target);
    const { cookie, csrf } = session;
    const elsewhere = { cookie, origin: "https://evil.example", "sec-fetch-site": "cross-site" };
    const attempts = [
      { ...elsewhere, "content-type": "application/x-www-form-urlencoded" },
      { ...elsewhere, "content-type": "text/plain" },
      { ...elsewhere, "content-type": "multipart/form-data; boundary=x" },
      { ...elsewhere, "content-type": "application/json" },
      { ...elsewhere, "content-type": "application/json", "x-csrf": csrf },
      { cookie, "content-type": "text/plain", origin: target.pageOrigin, "x-csrf": csrf },
      { cookie, "content-type": "application/json", origin: "http://localhost.evil.example", "x-csrf": csrf },
      { cookie, "content-type": "application/json", origin: `${target.pageOrigin}.evil.example`, "x-csrf": csrf },
      { cookie, "content-type": "application/json", origin: "null", "x-csrf": csrf },
    ];
    for (const headers of attempts) {
      const response = await target.app.inject({ method: "POST", url: "/v1/me/leave", headers, payload: "{}" });
      assert.ok([400, 403].includes(response.statusCode), JSON.stringify(headers));
      assert.equal(response.headers["access-control-allow-origin"], undefined);
    }
    const preflight = { origin: "https://evil.example", "access-control-request-method": "POST" };
    const asked = await target.app.inject({ method: "OPTIONS", url: "/v1/me/leave", headers: preflight });
    assert.deepEqual([asked.statusCode, asked.headers["access-control-allow-origin"]], [404, undefined]);
    for (const url of ["/v1/me/leave", "/auth/sign-out"])
      assert.equal(
        (await target.app.inject({ url, headers: { cookie } })).statusCode,
        404,
        "nothing changes by a link",
      );
    assert.equal((await session.ask({ method: "GET", path: "/v1/me" })).statusCode, 200);
  });

  it("tells browsers to keep everything else out", async () => {
    const secure = await open({ publicUrl: "https://board.example.com" });
    const { headers } = await secure.app.inject({ url: "/v1/viewer" });
    assert.match(String(headers["content-security-policy"]), /default-src 'none'.*frame-ancestors 'none'/);
    assert.equal(headers["strict-transport-security"], "max-age=31536000");
    assert.equal(headers["cross-origin-opener-policy"], "same-origin");
    assert.equal(headers["cross-origin-resource-policy"], "same-origin");
    assert.equal(headers["referrer-policy"], "no-referrer");
    assert.equal(headers["x-content-type-options"], "nosniff");
    assert.equal(headers["cache-control"], "no-store");
    await secure.close();
    const plain = await open();
    assert.equal((await plain.app.inject({ url: "/v1/viewer" })).headers["strict-transport-security"], undefined);
  });
});
