import assert from "node:assert/strict";
import { numberIn, type BoardDatabase } from "../../src/server/database/boardDatabase.ts";
import { openPgliteInMemory } from "../../src/server/database/openPglite.ts";
import { keepRetention } from "../../src/server/housekeeping.ts";
import { checkMembers } from "../../src/server/integrity/checkMembers.ts";
import { encodeBatch } from "../../src/shared/board/syncBatch.ts";
import type { SyncReply } from "../../src/shared/board/syncReply.ts";
import { judgeCompany, simulatedPerson, type JudgedMember } from "../support/integrity/judgeCompany.ts";
import { DAYS, HOUR_MS, TODAY, type SimulatedRow } from "../support/integrity/simulatedRow.ts";
import { TACTICS } from "../support/integrity/tactics.ts";
import { catchUp } from "../support/server/catchUp.ts";
import { TestBoard, TestDevice, seededBytes } from "../support/server/testBoard.ts";
import { wireBatch } from "../support/server/wireRows.ts";

const DAY_MS = 24 * HOUR_MS;
/** One who uses each tactic, and as many again whose rows some of them copy. */
const PEOPLE = 2 * TACTICS.length;
const FIRST_MS = (TODAY - DAYS - 5) * DAY_MS;

/** A made-up person who sends to a real board. */
class Sender {
  readonly #board: TestBoard;
  readonly #devices = new Map<number, TestDevice>();
  readonly #rows: readonly SimulatedRow[];
  #batches = 0;
  refused = 0;

  constructor(board: TestBoard, rows: readonly SimulatedRow[]) {
    this.#board = board;
    this.#rows = rows;
  }

  async join(code: string): Promise<number> {
    const [first = 1, ...others] = new Set(this.#rows.map(({ device }) => device));
    const own = await TestDevice.join(this.#board, code);
    this.#devices.set(first, own);
    for (const device of others) {
      const link = (await own.ask({ method: "POST", path: "/v1/me/links", body: "{}" })).json<{ code: string }>();
      this.#devices.set(device, await TestDevice.join(this.#board, link.code));
    }
    return own.registered.memberId;
  }

  /** Sends what is first seen in this time, a batch for each device, clock and version. */
  async send(afterMs: number, untilMs: number): Promise<void> {
    const now = this.#rows.filter((row) => row.firstSeenMs > afterMs && row.firstSeenMs <= untilMs);
    const batches = new Map<string, SimulatedRow[]>();
    for (const row of now.toSorted(byArrival)) {
      const key = `${row.device} ${row.shiftH} ${row.parser}`;
      batches.set(key, [...(batches.get(key) ?? []), row]);
    }
    for (const rows of batches.values()) {
      for (let from = 0; from < rows.length; from += 400) await this.#sendBatch(rows.slice(from, from + 400));
    }
  }

  async #sendBatch(rows: readonly SimulatedRow[]): Promise<void> {
    const [first] = rows;
    const device = first === undefined ? undefined : this.#devices.get(first.device);
    if (first === undefined || device === undefined) return;
    this.#batches += 1;
    const { boardId, memberId, deviceId } = device.registered;
    const batch = wireBatch({
      boardId,
      memberId,
      deviceId,
      batchId: `01936f5e-3b02-7000-8000-${String(memberId % 1e6).padStart(6, "0")}${String(this.#batches).padStart(6, "0")}`,
      seq: this.#batches,
      sentAt: this.#board.nowMs - first.shiftH * HOUR_MS,
      parser: first.parser,
      rows: rows.map(({ row }) => row),
    });
    const response = await device.ask({ method: "POST", path: "/v1/sync", body: encodeBatch(batch) });
    assert.equal(response.statusCode, 200, response.body);
    this.refused += response.json<SyncReply>().refused.length;
  }
}

function byArrival(a: SimulatedRow, b: SimulatedRow): number {
  return a.firstSeenMs - b.firstSeenMs;
}

describe("the simulated company on a real board", () => {
  let database: BoardDatabase;
  before(async function () {
    this.timeout(180_000);
    database = await openPgliteInMemory();
  });
  after(() => database.close());

  it("is counted, refused and held as the simulation says", async function () {
    this.timeout(600_000);
    const board = await TestBoard.open(database);
    const random = seededBytes("simulation");
    board.nowMs = FIRST_MS;
    await keepRetention(database, board.nowMs);
    const code = await board.invite();
    const expected = judgeCompany(PEOPLE, 1).members;
    const senders = expected.map((_, index) => new Sender(board, simulatedPerson(index, PEOPLE, 1).rows));
    const members: number[] = [];
    for (const sender of senders) {
      members.push(await sender.join(code));
      // So many do not join from one address within a minute.
      await board.restart();
    }
    for (let day = TODAY - DAYS + 1; day <= TODAY; day += 1) {
      // In the last minutes of each day, one after the other; who copies comes after whom they copy.
      board.nowMs = (day + 1) * DAY_MS - 300_000;
      for (const sender of senders.toReversed()) {
        board.nowMs += 1_000;
        await sender.send(day * DAY_MS, day === TODAY ? Infinity : (day + 1) * DAY_MS);
      }
      if (day % 7 === 0 || day === TODAY) {
        await keepRetention(database, board.nowMs);
        await checkMembers(database, { nowMs: board.nowMs, random });
      }
    }
    await catchUp(database, board.nowMs);
    const actual = await Promise.all(members.map((member) => standingOf(database, member)));
    assert.deepEqual(
      actual.map(({ isHeld, score }, index) => [index, senders[index]?.refused, isHeld, score]),
      expected.map((member, index) => [index, member.refused, member.isHeld, member.sum.score]),
    );
    await board.close();
  });
});

async function standingOf(
  database: BoardDatabase,
  member: number,
): Promise<{ readonly isHeld: boolean; readonly score: number }> {
  const [row] = await database.query(
    `SELECT w.score + w.provisional AS score, (m.held_until_ms IS NOT NULL)::int AS is_held
     FROM member m JOIN window30 w ON w.member_id = m.member_id WHERE m.member_id = $1`,
    [member],
  );
  return { isHeld: numberIn(row, "is_held") === 1, score: numberIn(row, "score") } satisfies Pick<
    JudgedMember,
    "isHeld"
  > & {
    readonly score: number;
  };
}
