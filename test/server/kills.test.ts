import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { UsageRow } from "../../src/shared/board/usageRow.ts";
import { Random } from "../support/company/random.ts";
import { BoardProcess } from "../support/server/boardProcess.ts";
import { HttpDevice, inviteOver } from "../support/server/httpDevice.ts";
import { PostgresServer } from "../support/server/postgresServer.ts";
import { OPERATOR_TOKEN } from "../support/server/testBoard.ts";
import { wireRow } from "../support/server/wireRows.ts";

const PEOPLE = 5;
const KILLS = 4;
const UPLOADS_PER_LIFE = 2;

type Environment = Readonly<Record<string, string>>;
interface Person {
  readonly device: HttpDevice;
  /** Newest row of each key, as its ledger has it. */
  readonly truth: Map<number, UsageRow>;
  readonly unacknowledged: Set<number>;
  seq: number;
}

const nowHour = (): number => Math.floor(Date.now() / 3_600_000);

function change(person: Person, random: Random, rev: number): void {
  for (let i = 0; i < 8; i += 1) {
    const h = nowHour() - 2 - Math.floor(random.next() * 30);
    person.truth.set(h, wireRow({ h, rev, in: Math.floor(random.next() * 1e6) }));
    person.unacknowledged.add(h);
  }
}

async function send(person: Person, address: string): Promise<void> {
  const rows = [...person.unacknowledged].flatMap((h) => person.truth.get(h) ?? []);
  person.seq += 1;
  const response = await person.device.sync(address, person.seq, rows);
  assert.equal(response.status, 200, await response.clone().text());
  await response.arrayBuffer();
  for (const { h, rev } of rows) if (person.truth.get(h)?.rev === rev) person.unacknowledged.delete(h);
}

async function held(person: Person, address: string): Promise<readonly string[]> {
  const response = await person.device.ask(address, "GET", "/v1/me/export");
  assert.equal(response.status, 200);
  const { rows } = (await response.json()) as { rows: readonly UsageRow[] };
  return rows.map(({ h, rev, in: tokens }) => `${h} ${rev} ${tokens}`).toSorted();
}

const expected = (person: Person): readonly string[] =>
  [...person.truth.values()].map(({ h, rev, in: tokens }) => `${h} ${rev} ${tokens}`).toSorted();

/** Kills the board in the middle of uploads, again and again; what was acknowledged has to be there, and nothing twice. */
async function killAgainAndAgain(environment: Environment): Promise<void> {
  const random = new Random(41);
  let board = new BoardProcess(environment);
  let address = await board.address();
  const code = await inviteOver(address, OPERATOR_TOKEN);
  const people: Person[] = [];
  for (let i = 0; i < PEOPLE; i += 1)
    people.push({
      device: await HttpDevice.join(address, code),
      truth: new Map(),
      unacknowledged: new Set(),
      seq: 0,
    });
  try {
    for (let life = 1; life <= KILLS; life += 1) {
      for (let round = 0; round < UPLOADS_PER_LIFE; round += 1) {
        for (const person of people) change(person, random, life * 10 + round);
        const uploads = people.map((person) => send(person, address));
        // In the last round as soon as a random one is answered, while the others are on their way.
        if (round < UPLOADS_PER_LIFE - 1) await Promise.all(uploads);
        else {
          await uploads[Math.floor(random.next() * PEOPLE)];
          board.child.kill("SIGKILL");
          await Promise.allSettled(uploads);
        }
      }
      await board.end("SIGKILL");
      board = new BoardProcess(environment);
      address = await board.address();
      for (const person of people) {
        const there = new Set(await held(person, address));
        const acknowledged = [...person.truth.values()].filter(({ h }) => !person.unacknowledged.has(h));
        for (const { h, rev, in: tokens } of acknowledged) assert.ok(there.has(`${h} ${rev} ${tokens}`));
        await send(person, address);
        assert.deepEqual(await held(person, address), expected(person));
      }
    }
  } finally {
    await board.end("SIGKILL");
  }
}

describe("a board that is killed", function () {
  this.timeout(300_000);
  const folder = mkdtempSync(join(tmpdir(), "token-legend-kills-"));
  const common = { BOARD_OPERATOR_TOKEN: OPERATOR_TOKEN };
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("has on PGlite whatever it acknowledged, and is brought to the clients' truth by what they send again", () =>
    killAgainAndAgain({ ...common, BOARD_DATA: join(folder, "killed") }));

  it("has the same on PostgreSQL", async function () {
    const server = await PostgresServer.start();
    if (server === undefined) return this.skip();
    try {
      await killAgainAndAgain({ ...common, DATABASE_URL: await server.createDatabase() });
    } finally {
      await server.dispose();
    }
  });

  it("opens from its nightly dump, is healed by its devices after a new epoch, and stays without who has left", async () => {
    const data = join(folder, "dumped");
    const restored = join(folder, "restored");
    let board = new BoardProcess({ ...common, BOARD_DATA: data });
    let address = await board.address();
    const code = await inviteOver(address, OPERATOR_TOKEN);
    const stays = await HttpDevice.join(address, code);
    const leaves = await HttpDevice.join(address, code);
    const row = wireRow({ h: nowHour() - 3, in: 11, rev: 1 });
    for (const device of [stays, leaves]) assert.equal((await device.sync(address, 1, [row])).status, 200);
    assert.deepEqual(await board.end("SIGTERM"), { code: 0, errors: "" });

    // A dump is due, whatever the hour, where the newest one is old: the next start makes one.
    const dump = join(data, "backup.tar.gz");
    writeFileSync(dump, "");
    utimesSync(dump, 0, 0);
    board = new BoardProcess({ ...common, BOARD_DATA: data, BOARD_LOG: "debug" });
    address = await board.address();
    await board.logged(/"job":"dump"/);
    assert.equal(statSync(dump).mode & 0o777, 0o600);
    assert.equal((await leaves.ask(address, "POST", "/v1/me/leave", "{}")).status, 200);
    assert.equal((await stays.sync(address, 2, [{ ...row, in: 12, rev: 2 }])).status, 200);
    await board.end("SIGTERM");
    const left = new BoardProcess({ BOARD_DATA: data }, ["tombstones"]);
    assert.equal((await left.end()).code, 0);
    assert.equal(left.output.trim().split("\n").length, 1);

    mkdirSync(restored);
    writeFileSync(join(folder, "left.txt"), left.output);
    execFileSync("tar", ["-xzf", dump, "-C", restored]);
    const renewal = new BoardProcess({ BOARD_DATA: restored }, ["renew-epoch", join(folder, "left.txt")]);
    assert.deepEqual(await renewal.end(), { code: 0, errors: "" });
    assert.match(renewal.output, /had left: 1\./);
    board = new BoardProcess({ ...common, BOARD_DATA: restored });
    address = await board.address();
    assert.equal((await leaves.sync(address, 3, [row])).status, 410);
    const answer = await stays.sync(address, 3, [{ ...row, in: 12, rev: 2 }]);
    const { epoch, accepted } = (await answer.json()) as { epoch: string; accepted: number };
    assert.notEqual(epoch, stays.registered.epoch);
    assert.equal(accepted, 1);
    await board.end("SIGTERM");
  });
});
