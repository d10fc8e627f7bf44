import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import type { LightMyRequestResponse } from "fastify";
import { accountsIn } from "../../src/server/accounts/accounts.ts";
import { ensureIdentity, findIdentity } from "../../src/server/accounts/identities.ts";
import { joinMember } from "../../src/server/accounts/joinMember.ts";
import { sessionsIn, type Session } from "../../src/server/accounts/sessions.ts";
import { endAccess } from "../../src/server/admin/endAccess.ts";
import { setRoles } from "../../src/server/admin/staff.ts";
import type { BoardDatabase, Queries } from "../../src/server/database/boardDatabase.ts";
import { register } from "../../src/server/membership/register.ts";
import { ABSENT_DIRECTORY } from "../support/server/absentDirectory.ts";
import { openTestPostgres } from "../support/server/boardDatabases.ts";
import { PostgresServer } from "../support/server/postgresServer.ts";
import { OPERATOR_TOKEN, TestBoard, TestDevice, seededBytes } from "../support/server/testBoard.ts";
import { TestSession } from "../support/server/testSession.ts";

interface Arrived {
  readonly account: number;
  readonly session: Session;
  readonly page: TestSession;
}

// On PGlite one transaction follows another: there is nothing to meet.
describe("becoming one person while something else happens, on PostgreSQL", function () {
  this.timeout(240_000);
  const random = seededBytes("races");
  let server: PostgresServer | undefined;
  let database: BoardDatabase;
  let board: TestBoard;
  let device: TestDevice;
  let ada: Arrived;
  let code: string;
  before(async function () {
    server = await PostgresServer.start();
    if (server === undefined) this.skip();
  });
  after(() => server?.dispose());
  beforeEach(async () => {
    assert.ok(server !== undefined);
    database = openTestPostgres(await server.createDatabase(), 6);
    board = await TestBoard.open(database, { publicUrl: ABSENT_DIRECTORY.publicUrl, oidc: ABSENT_DIRECTORY });
    device = await TestDevice.join(board, await board.invite());
    ada = await fromDirectory("ada");
    code = await codeOf(device);
  });
  afterEach(async () => {
    await board.close();
    await database.close();
  });

  const surroundings = (): { readonly nowMs: number; readonly random: typeof random } => ({
    nowMs: board.nowMs,
    random,
  });
  async function fromDirectory(subject: string): Promise<Arrived> {
    const account = await database.transaction((queries) =>
      ensureIdentity(queries, { issuer: ABSENT_DIRECTORY.issuer, subject }, surroundings()),
    );
    const session = await sessionsIn(database).start({ account, directoryRoles: [], ...surroundings() });
    return { account, session, page: await TestSession.fromCookie(board, `token-legend-session=${session.token}`) };
  }
  const codeOf = async (asker: TestDevice): Promise<string> =>
    (await asker.ask({ method: "POST", path: "/v1/me/sign-in-codes", body: "{}" })).json<{ code: string }>().code;
  const linkOf = async ({ page }: Arrived): Promise<string> =>
    (await page.ask({ method: "POST", path: "/v1/me/links", body: "{}" })).json<{ code: string }>().code;
  const askToJoin = ({ page }: Arrived, by: string): Promise<LightMyRequestResponse> =>
    page.ask({ method: "POST", path: "/auth/member", body: JSON.stringify({ code: by }) });
  const joining = (queries: Queries): Promise<unknown> =>
    joinMember(queries, { session: ada.session, code }, surroundings());

  /** Does the first in a transaction that stays open until the second is done or waits for it. */
  async function overlap<Result>(
    first: (queries: Queries) => Promise<unknown>,
    second: () => Promise<Result>,
  ): Promise<Result> {
    let later: Promise<Result> | undefined;
    const progress = { isDone: false };
    await database.transaction(async (queries) => {
      await first(queries);
      later = second().finally(() => {
        progress.isDone = true;
      });
      later.catch(() => {});
      const waiting = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
      while (!progress.isDone && (await database.query(waiting)).length === 0);
    });
    assert.ok(later !== undefined);
    return later;
  }

  it("a departure that comes in the middle ends the access of the one whom they became", async () => {
    const answer = await overlap(joining, () =>
      board.app.inject({
        method: "POST",
        url: "/v1/admin/departures",
        headers: { authorization: `Bearer ${OPERATOR_TOKEN}` },
        payload: { subject: "ada", reason: "has left" },
      }),
    );
    assert.equal(answer.statusCode, 200);
    assert.equal((await device.ask({ method: "GET", path: "/v1/me" })).statusCode, 410);
    assert.deepEqual(await database.query("SELECT 1 FROM session"), []);
  });

  it("nobody becomes somebody whose departure is being noted", async () => {
    const departing = async (queries: Queries): Promise<void> => {
      const account = await findIdentity(queries, { issuer: ABSENT_DIRECTORY.issuer, subject: "ada" }, random);
      await endAccess(queries, account ?? 0, board.nowMs);
    };
    assert.equal((await overlap(departing, () => askToJoin(ada, code))).statusCode, 401);
    assert.deepEqual(await database.query("SELECT 1 FROM session"), []);
  });

  it("a device that joins as the empty account comes too late", async () => {
    // By a code that the page got in the middle, too.
    await assert.rejects(overlap(joining, async () => TestDevice.join(board, await linkOf(ada))));
    const [members] = await database.query("SELECT count(*)::int AS n FROM member");
    assert.equal(members?.["n"], 1);
  });

  it("an account that is about to take part is empty no more", async () => {
    const link = await linkOf(ada);
    const publicKey = String(generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" }).x);
    const registering = (queries: Queries): Promise<unknown> =>
      register({ ...database, transaction: (body) => body(queries) }, { v: 1, code: link, publicKey }, surroundings());
    assert.equal((await overlap(registering, () => askToJoin(ada, code))).statusCode, 409);
    assert.equal((await ada.page.viewer())?.isMember, true);
  });

  it("an account that is being given a role is empty no more", async () => {
    const giving = async (queries: Queries): Promise<void> => {
      await accountsIn(queries).lock(ada.account);
      await setRoles(queries, ada.account, ["auditor"], board.nowMs);
    };
    assert.equal((await overlap(giving, () => askToJoin(ada, code))).statusCode, 401);
    assert.equal((await database.query("SELECT 1 FROM role_grant")).length, 1);
  });

  it("of two identities for one member, and of two members for one identity, one comes about", async () => {
    const bob = await fromDirectory("bob");
    const other = await codeOf(device);
    assert.equal((await overlap(joining, () => askToJoin(bob, other))).body, '{"error":"taken"}');
    const another = await TestDevice.join(board, await board.invite());
    const [forOne, forOther] = [
      await codeOf(another),
      await codeOf(await TestDevice.join(board, await board.invite())),
    ];
    const joiningBob = (queries: Queries): Promise<unknown> =>
      joinMember(queries, { session: bob.session, code: forOne }, surroundings());
    assert.equal((await overlap(joiningBob, () => askToJoin(bob, forOther))).body, '{"error":"notEmpty"}');
  });

  it("a sign-in with the directory finds whom they became", async () => {
    const account = await overlap(joining, () =>
      database.transaction((queries) =>
        ensureIdentity(queries, { issuer: ABSENT_DIRECTORY.issuer, subject: "ada" }, surroundings()),
      ),
    );
    assert.equal(account, device.registered.memberId);
    assert.deepEqual(await database.query("SELECT 1 FROM account WHERE member_id = $1", [ada.account]), []);
  });

  it("who leaves takes the identity with them", async () => {
    const left = await overlap(joining, () => device.ask({ method: "POST", path: "/v1/me/leave", body: "{}" }));
    assert.equal(left.statusCode, 200);
    for (const table of ["identity", "session", "account", "member"])
      assert.deepEqual(await database.query(`SELECT 1 FROM ${table}`), [], table);
  });
});
