import assert from "node:assert/strict";
import type { LightMyRequestResponse } from "fastify";
import { keepRetention } from "../../src/server/housekeeping.ts";
import { readAuditLog } from "../../src/server/logs/auditLog.ts";
import { openPgliteInMemory } from "../../src/server/database/openPglite.ts";
import type { BoardDatabase } from "../../src/server/database/boardDatabase.ts";
import { boardSalt } from "../../src/server/integrity/boardSalt.ts";
import { ANTHROPIC, providerUserHash, readLinks } from "../../src/server/providers/providerLinks.ts";
import { CLIENT_ID, CLIENT_SECRET, StandInDirectory, type Behaviour } from "../support/server/standInDirectory.ts";
import { OPERATOR_TOKEN, TestBoard, TestDevice, seededBytes } from "../support/server/testBoard.ts";
import { TestSession, postCode, sessionCookieOf } from "../support/server/testSession.ts";

const PUBLIC_URL = "https://board.example.com";
const FLOW_COOKIE = "__Host-token-legend-sign-in";

describe("signing in with a company's directory", () => {
  let directory: StandInDirectory;
  let database: BoardDatabase;
  let board: TestBoard;
  before(async function () {
    this.timeout(240_000);
    directory = await StandInDirectory.start();
    database = await openPgliteInMemory();
  });
  after(async () => {
    await directory.stop();
    await database.close();
  });
  beforeEach(async () => {
    directory.behave({});
    await database.run("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    board = await openBoard();
  });
  afterEach(() => board.close());

  const openBoard = (issuer = directory.issuer, more: { readonly readsProvider?: boolean } = {}): Promise<TestBoard> =>
    TestBoard.open(database, {
      ...more,
      publicUrl: PUBLIC_URL,
      oidc: {
        issuer,
        clientId: CLIENT_ID,
        clientSecret: CLIENT_SECRET,
        publicUrl: PUBLIC_URL,
        company: "Example & Co",
        scopes: "openid",
        roles: { claim: "groups", groups: { moderator: ["board-mods"], operator: ["ops", "admins"], auditor: [] } },
        addressClaim: "email",
      },
    });

  const begin = (headers = {}): Promise<LightMyRequestResponse> => board.app.inject({ url: "/auth/oidc", headers });
  const flowCookieOf = (response: LightMyRequestResponse): string => {
    const cookie = response.cookies.find(({ name }) => name === FLOW_COOKIE);
    assert.ok(cookie !== undefined, response.body);
    return `${cookie.name}=${cookie.value}`;
  };
  const comeBack = (to: URL, cookie: string): Promise<LightMyRequestResponse> =>
    board.app.inject({ url: `${to.pathname}${to.search}`, headers: { cookie } });

  /** All of the way, as a browser goes it. */
  async function signIn(change: Partial<Behaviour> = {}): Promise<LightMyRequestResponse> {
    directory.behave(change);
    const begun = await begin();
    const back = await directory.visit(String(begun.headers.location));
    return comeBack(back, flowCookieOf(begun));
  }
  async function sessionOf(change: Partial<Behaviour> = {}): Promise<TestSession> {
    return TestSession.fromCookie(board, sessionCookieOf(await signIn(change)));
  }
  function assertRefused(response: LightMyRequestResponse, fault: "failed" | "away" = "failed"): void {
    assert.deepEqual([response.statusCode, response.headers.location], [303, `/?signIn=${fault}`]);
    assert.ok(!response.cookies.some(({ name, value }) => name.endsWith("-session") && value !== ""));
  }

  it("goes there with a challenge, comes back once and begins a session in strict cookies", async () => {
    const begun = await begin();
    assert.equal(begun.statusCode, 303);
    const url = new URL(String(begun.headers.location));
    assert.equal(url.searchParams.get("code_challenge_method"), "S256");
    assert.equal(url.searchParams.get("redirect_uri"), `${PUBLIC_URL}/auth/oidc/callback`);
    assert.equal(url.searchParams.get("scope"), "openid");
    const back = await directory.visit(url.href);
    const done = await comeBack(back, flowCookieOf(begun));
    assert.deepEqual([done.statusCode, done.headers.location], [303, "/"]);
    const session = done.cookies.find(({ name }) => name === "__Host-token-legend-session");
    assert.deepEqual(
      [session?.httpOnly, session?.secure, session?.sameSite, session?.path, session?.domain, session?.maxAge],
      [true, true, "Strict", "/", undefined, 43_200],
    );
    const flow = begun.cookies.find(({ name }) => name === FLOW_COOKIE);
    assert.deepEqual([flow?.httpOnly, flow?.secure, flow?.sameSite, flow?.maxAge], [true, true, "Lax", 600]);
    const viewer = await (await TestSession.fromCookie(board, sessionCookieOf(done))).viewer();
    assert.deepEqual([viewer?.roles, viewer?.isMember], [[], false]);
    assert.match(String(begun.headers["strict-transport-security"]), /max-age=\d{7,}/);
  });

  it("is offered by the name of the company", async () => {
    const { signIn: ways } = (await board.app.inject({ url: "/v1/viewer" })).json<{ signIn: object }>();
    assert.deepEqual(ways, { company: "Example & Co", code: true });
  });

  it("knows a person again, and lets them take part with the code that their page shows", async () => {
    const first = await sessionOf();
    const { code } = (await first.ask({ method: "POST", path: "/v1/me/links", body: "{}" })).json<{ code: string }>();
    const device = await TestDevice.join(board, code);
    const again = await sessionOf();
    const viewer = await again.viewer();
    assert.deepEqual([viewer?.roles, viewer?.isMember], [["member"], true]);
    assert.equal(viewer?.viewerId, (await first.viewer())?.viewerId);
    assert.equal(
      (await again.ask({ method: "GET", path: "/v1/me" })).body,
      (await device.ask({ method: "GET", path: "/v1/me" })).body,
    );
    const other = await (await sessionOf({ subject: "person-2" })).viewer();
    assert.notEqual(other?.viewerId, viewer?.viewerId);
  });

  it("forgets after five weeks who has come to nothing, and nobody else", async () => {
    const joins = await sessionOf({ subject: "joins" });
    const { code } = (await joins.ask({ method: "POST", path: "/v1/me/links", body: "{}" })).json<{ code: string }>();
    await TestDevice.join(board, code);
    const looksOnly = (await (await sessionOf({ subject: "looks only" })).viewer())?.viewerId;
    const staff = (await (await TestSession.ofStaff(board, "Ada", [])).viewer())?.viewerId;
    board.nowMs += 35 * 86_400_000 + 1;
    const stays = (await (await sessionOf({ subject: "joins" })).viewer())?.viewerId;
    await keepRetention(database, board.nowMs);
    const rows = await database.query("SELECT viewer_id FROM account");
    const accounts = new Set(rows.map((row) => row["viewer_id"]));
    assert.deepEqual(
      [stays, staff, looksOnly].map((id) => accounts.has(id)),
      [true, true, false],
    );
    assert.notEqual((await (await sessionOf({ subject: "looks only" })).viewer())?.viewerId, looksOnly);
    assert.equal((await (await sessionOf({ subject: "joins" })).viewer())?.isMember, true);
  });

  it("ends every way in of who has left the company, and says the same of who never came", async () => {
    const page = await sessionOf({ subject: "leaver" });
    const { code } = (await page.ask({ method: "POST", path: "/v1/me/links", body: "{}" })).json<{ code: string }>();
    const device = await TestDevice.join(board, code);
    await device.ask({ method: "PUT", path: "/v1/me/listing", body: '{"listed":true,"handle":"Leaver"}' });
    const link = await device.ask({ method: "POST", path: "/v1/me/links", body: "{}" });
    const signInCode = await device.ask({ method: "POST", path: "/v1/me/sign-in-codes", body: "{}" });
    const depart = (payload: object): Promise<LightMyRequestResponse> =>
      board.app.inject({
        method: "POST",
        url: "/v1/admin/departures",
        headers: { authorization: `Bearer ${OPERATOR_TOKEN}` },
        payload: { ...payload, reason: "has left" },
      });
    const never = [await depart({ subject: "never came" }), await depart({ viewerId: "aaaaaaaaaa" })];
    assert.equal((await device.ask({ method: "GET", path: "/v1/me" })).statusCode, 200);
    const done = await depart({ subject: "leaver" });
    assert.deepEqual(
      [...never, done].map(({ statusCode, body }) => [statusCode, body]),
      Array.from({ length: 3 }, () => [200, '{"isDone":true}']),
    );
    assert.equal((await device.ask({ method: "GET", path: "/v1/me" })).statusCode, 410);
    assert.equal(await page.viewer(), undefined);
    assert.equal((await postCode(board, signInCode.json<{ code: string }>().code)).statusCode, 403);
    await assert.rejects(TestDevice.join(board, link.json<{ code: string }>().code));
    const other = await TestDevice.join(board, await board.invite());
    assert.ok(!(await other.ask({ method: "GET", path: "/v1/top" })).body.includes("Leaver"));
    assert.deepEqual(await database.query("SELECT listed, handle FROM member WHERE handle IS NOT NULL OR listed"), []);
    const audit = await readAuditLog(database, { beforeMs: Number.MAX_SAFE_INTEGER, entries: 100 });
    const ended = audit.filter(({ action }) => action === "accessEnded");
    assert.deepEqual(
      ended.map(({ reason }) => reason),
      ["has left"],
    );
  });

  it("keeps nothing that tells who somebody is", async () => {
    await sessionOf({ subject: "subject-4711", claims: { email: "ada@example.com", name: "Ada Lovelace" } });
    const tables = await database.query(
      "SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace",
    );
    for (const { name } of tables) {
      const [row] = await database.query(
        `SELECT coalesce(string_agg(t::text, ' '), '') AS content FROM ${String(name)} t`,
      );
      for (const trace of ["4711", "ada@example.com", "Lovelace", Buffer.from("subject-4711").toString("hex")])
        assert.ok(!String(row?.["content"]).includes(trace), `${String(name)} ${trace}`);
    }
  });

  it("links a member only to the address that the directory vouches for, for as long as the session", async () => {
    await board.close();
    board = await openBoard(directory.issuer, { readsProvider: true });
    const link = async (page: TestSession): Promise<number> => {
      const body = '{"provider":"anthropic","isLinked":true}';
      return (await page.ask({ method: "PUT", path: "/v1/me/providers", body })).statusCode;
    };
    const first = await sessionOf();
    const { code } = (await first.ask({ method: "POST", path: "/v1/me/links", body: "{}" })).json<{ code: string }>();
    const device = await TestDevice.join(board, code);
    const email = "Ada@Example.com";
    for (const change of [
      { claims: { email } },
      { claims: { email, email_verified: "true" } },
      { claims: { email: ["ada@example.com"], email_verified: true } },
      { claims: { email: "", email_verified: true } },
      { userInfo: { email, email_verified: false } },
    ])
      assert.equal(await link(await sessionOf(change)), 403, JSON.stringify(change));
    assert.equal(await link(await TestSession.of(device, board)), 403, "by a code of the editor");
    for (const change of [{ claims: { email, email_verified: true } }, { userInfo: { email, email_verified: true } }]) {
      await database.run("DELETE FROM provider_link");
      assert.equal(await link(await sessionOf(change)), 200, JSON.stringify(change));
      const hash = Buffer.from(providerUserHash(await boardSalt(database, seededBytes("x")), ANTHROPIC, email));
      assert.deepEqual([...(await readLinks(database, ANTHROPIC)).keys()], [hash.toString("hex")]);
    }
  });

  it("gives the roles that the directory's groups say, from the token or its user information, for that session alone", async () => {
    assert.deepEqual((await (await sessionOf({ claims: { groups: ["admins", "x"] } })).viewer())?.roles, ["operator"]);
    assert.deepEqual((await (await sessionOf({ userInfo: { groups: ["board-mods", "ops"] } })).viewer())?.roles, [
      "moderator",
      "operator",
    ]);
    assert.deepEqual((await (await sessionOf({ claims: { groups: "board-mods" } })).viewer())?.roles, ["moderator"]);
    for (const groups of [[], ["Admins", "admins "], { admins: true }, [["admins"]], null, 7])
      assert.deepEqual((await (await sessionOf({ claims: { groups } })).viewer())?.roles, [], JSON.stringify(groups));
  });

  for (const [what, change] of [
    ["another nonce", { nonce: "other" }],
    ["another audience", { audience: "another-board" }],
    ["a time that is over", { expiresInS: -120 }],
    ["another issuer", { issuer: "https://elsewhere.example" }],
    ["no signature", { signature: "none" }],
    ["a signature of another key", { signature: "otherKey" }],
    ["a signature with the public key as a secret", { signature: "hmac" }],
    ["content that was changed", { signature: "changed" }],
    ["user information about somebody else", { userInfo: { sub: "person-9" } }],
  ] as const)
    it(`refuses a token with ${what}`, async () => {
      assertRefused(await signIn(change));
      await sessionOf();
    });

  it("refuses another state, a missing one, another browser, and coming back twice or late", async () => {
    const flow = async (): Promise<{ back: URL; cookie: string }> => {
      const begun = await begin();
      return { back: await directory.visit(String(begun.headers.location)), cookie: flowCookieOf(begun) };
    };
    const wrongState = await flow();
    wrongState.back.searchParams.set("state", "x".repeat(43));
    assertRefused(await comeBack(wrongState.back, wrongState.cookie));
    const noState = await flow();
    noState.back.searchParams.delete("state");
    assertRefused(await comeBack(noState.back, noState.cookie));
    const [one, two] = [await flow(), await flow()];
    assertRefused(await comeBack(one.back, two.cookie));
    assertRefused(await comeBack(two.back, ""));
    const asked = directory.tokenRequests;
    const twice = await flow();
    assert.equal((await comeBack(twice.back, twice.cookie)).headers.location, "/");
    assertRefused(await comeBack(twice.back, twice.cookie));
    assert.equal(directory.tokenRequests, asked + 1, "a code is shown to the directory once");
    const late = await flow();
    board.nowMs += 10 * 60_000;
    assertRefused(await comeBack(late.back, late.cookie));
  });

  it("refuses a code that was used already, one without its verifier, and a person whom the directory refuses", async () => {
    const begun = await begin();
    const back = await directory.visit(String(begun.headers.location));
    const other = await begin();
    const stolen = await directory.visit(String(other.headers.location));
    stolen.searchParams.set("code", back.searchParams.get("code") ?? "");
    assertRefused(await comeBack(stolen, flowCookieOf(other)));
    assertRefused(await comeBack(back, flowCookieOf(begun)));
    const denied = await begin();
    const state = new URL(String(denied.headers.location)).searchParams.get("state") ?? "";
    const no = new URL(`${PUBLIC_URL}/auth/oidc/callback?error=access_denied&state=${state}`);
    assertRefused(await comeBack(no, flowCookieOf(denied)));
  });

  it("says so while the directory is away or in trouble, and goes on once it is back", async () => {
    assertRefused(await signIn({ tokenStatus: 503 }), "away");
    await board.close();
    const late = await StandInDirectory.start();
    const { issuer } = late;
    await late.stop();
    board = await openBoard(issuer);
    assertRefused(await begin(), "away");
    await board.close();
    board = await openBoard(`${directory.issuer}/elsewhere`);
    assertRefused(await begin(), "away");
    await board.close();
    board = await openBoard();
    await sessionOf();
  });

  it("ends the session that the browser had before, and never takes over one that it brings along", async () => {
    const first = await sessionOf();
    const begun = await begin();
    const back = await directory.visit(String(begun.headers.location));
    const done = await comeBack(back, `${flowCookieOf(begun)}; ${first.cookie}`);
    assert.notEqual(sessionCookieOf(done), first.cookie);
    assert.equal(await first.viewer(), undefined);
    const planted = `__Host-token-legend-session=${"A".repeat(43)}`;
    const again = await begin();
    const fixed = await comeBack(
      await directory.visit(String(again.headers.location)),
      `${flowCookieOf(again)}; ${planted}`,
    );
    assert.notEqual(sessionCookieOf(fixed), planted);
    const { session } = (await board.app.inject({ url: "/v1/viewer", headers: { cookie: planted } })).json<{
      session?: object;
    }>();
    assert.equal(session, undefined);
  });
});
