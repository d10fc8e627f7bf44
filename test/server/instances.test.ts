import assert from "node:assert/strict";
import { keepRetention } from "../../src/server/housekeeping.ts";
import type { UsageRow } from "../../src/shared/board/usageRow.ts";
import { openTestPostgres } from "../support/server/boardDatabases.ts";
import { BoardProcess } from "../support/server/boardProcess.ts";
import { catchUp } from "../support/server/catchUp.ts";
import { HttpDevice, inviteOver } from "../support/server/httpDevice.ts";
import { PostgresServer } from "../support/server/postgresServer.ts";
import { OPERATOR_TOKEN } from "../support/server/testBoard.ts";
import { wireRow } from "../support/server/wireRows.ts";

const PEOPLE = 6;
const ROUNDS = 6;

/** Sends again what a busy board has not taken, as a device does. */
async function syncUntilTaken(
  person: HttpDevice,
  address: string,
  seq: number,
  rows: readonly UsageRow[],
): Promise<void> {
  for (;;) {
    const answer = await person.sync(address, seq, rows);
    await answer.arrayBuffer();
    if (answer.status === 200) return;
    assert.equal(answer.status, 503);
  }
}

/** Two servers that were started at the same moment on one empty database, behind a proxy that sends each request anywhere. */
describe("two servers on one PostgreSQL", function () {
  this.timeout(180_000);
  let server: PostgresServer | undefined;
  let url = "";
  const boards: BoardProcess[] = [];
  let addresses: readonly string[] = [];
  before(async function () {
    server = await PostgresServer.start();
    if (server === undefined) return this.skip();
    url = await server.createDatabase();
    const environment = {
      DATABASE_URL: url,
      BOARD_OPERATOR_TOKEN: OPERATOR_TOKEN,
      BOARD_CONNECTIONS: "4",
      BOARD_LOG: "debug",
    };
    boards.push(new BoardProcess(environment), new BoardProcess(environment));
    addresses = await Promise.all(boards.map((board) => board.address()));
  });
  after(async () => {
    for (const board of boards) assert.deepEqual(await board.end("SIGTERM"), { code: 0, errors: "" });
    await server?.dispose();
  });
  const addressOf = (turn: number): string => addresses[turn % addresses.length] ?? "";

  it("make one board, and one member of a key that is registered at both at once", async () => {
    const ids = await Promise.all(
      addresses.map(
        async (address) => (await fetch(`${address}/v1/board`)).json() as Promise<{ boardId: string; epoch: string }>,
      ),
    );
    assert.deepEqual({ ...ids[0], serverTime: 0 }, { ...ids[1], serverTime: 0 });
    const once = await inviteOver(addressOf(0), OPERATOR_TOKEN, 1);
    const joins = await Promise.allSettled(addresses.map((address) => HttpDevice.join(address, once)));
    assert.equal(joins.filter(({ status }) => status === "fulfilled").length, 1);
  });

  it("do every job", async () => {
    for (const board of boards)
      for (const job of ["ranks", "windows", "settling", "statistics", "retention", "checks", "publication", "list"])
        await board.logged(new RegExp(`"job":"${job}","msg":"a job was done"`));
  });

  it("count every upload once, whichever takes it, while the jobs of both run", async () => {
    const code = await inviteOver(addressOf(1), OPERATOR_TOKEN);
    const people: HttpDevice[] = [];
    for (let i = 0; i < PEOPLE; i += 1) people.push(await HttpDevice.join(addressOf(i), code));
    const database = openTestPostgres(url);
    const h = Math.floor(Date.now() / 3_600_000) - 2;
    try {
      for (let round = 1; round <= ROUNDS; round += 1) {
        const uploads = people.flatMap((person, i) => {
          const rows = [
            wireRow({ h, rev: round, in: round }),
            wireRow({ h: h - round, rev: round, tool: `tool-${round}` }),
          ];
          // The same batch at both, as when an answer was lost on the way.
          return [0, 1].map((turn) => syncUntilTaken(person, addressOf(i + turn), round, rows));
        });
        const jobs = [
          catchUp(database, Date.now()),
          catchUp(database, Date.now()),
          keepRetention(database, Date.now()),
        ];
        await Promise.all([...uploads, ...jobs]);
      }
      const ids = people.map(({ registered }) => registered.memberId as number);
      const [sum] = await database.query(
        `SELECT count(*)::int AS rows, sum(inp)::int AS tokens, (SELECT sum(seen)::int FROM window30 WHERE member_id = ANY ($1::bigint[])) AS seen
         FROM usage_hour WHERE member_id = ANY ($1::bigint[])`,
        [ids],
      );
      const rows = PEOPLE * (ROUNDS + 1);
      const tokens = PEOPLE * (ROUNDS + ROUNDS * 1_000);
      assert.deepEqual(sum, { rows, tokens, seen: tokens + rows * 23_500 });
    } finally {
      await database.close();
    }
  });
});
