import assert from "node:assert/strict";
import type { BoardDatabase } from "../../src/server/database/boardDatabase.ts";
import { keepRetention } from "../../src/server/housekeeping.ts";
import {
  countLooks,
  countLooksToday,
  noteNamedRead,
  readAccessLog,
  readLooks,
} from "../../src/server/logs/accessLog.ts";
import { noteDecision, readAuditLog } from "../../src/server/logs/auditLog.ts";
import { leave } from "../../src/server/membership/leave.ts";
import { onEachDatabase } from "../support/server/boardDatabases.ts";
import { TestBoard, TestDevice, seededBytes } from "../support/server/testBoard.ts";
import { NOON_MS } from "../support/server/wireRows.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOON_DAY = Math.floor(NOON_MS / DAY_MS);
const EVER = { beforeMs: Number.MAX_SAFE_INTEGER, entries: 100 };

describe("the board's logs", () => {
  onEachDatabase((databases) => {
    let board: TestBoard;
    let database: BoardDatabase;
    let people: readonly number[];
    beforeEach(async () => {
      board = await TestBoard.open(await databases.open());
      database = board.database;
      const code = await board.invite();
      const devices = [];
      for (let i = 0; i < 3; i += 1) devices.push(await TestDevice.join(board, code));
      people = devices.map(({ registered }) => registered.memberId);
    });
    afterEach(() => board.close());

    const read = (viewer: number, subjects: readonly number[], nowMs = NOON_MS): ReturnType<typeof noteNamedRead> =>
      noteNamedRead(database, {
        viewer: { viewerId: `viewer${viewer}`, member: people[viewer] },
        view: "list",
        subjects,
        nowMs,
      });

    it("hold every reading of names, and count for each person who looked, once a day and never themselves", async () => {
      const [a = 0, b = 0] = people;
      await read(0, people);
      await read(0, people);
      await read(1, [b]);
      await read(1, people, NOON_MS + DAY_MS);
      await read(2, [a], NOON_MS + DAY_MS);
      assert.deepEqual(await readLooks(database, a), [{ day: NOON_DAY + 1, people: 2 }]);
      assert.deepEqual(await readLooks(database, b), [{ day: NOON_DAY, people: 1 }]);
      const log = await readAccessLog(database, EVER);
      const lines = log.map(({ viewer, people: shown }) => `${viewer} ${shown}`).toSorted();
      assert.deepEqual(lines, ["viewer0 2", "viewer0 2", "viewer1 2", "viewer2 1"]);
      const today = { viewerId: "viewer2", view: "list", nowMs: NOON_MS + DAY_MS } as const;
      assert.equal(await countLooksToday(database, today), 1);
    });

    it("let nobody read names more than sixty times in any hour, also all at once", async () => {
      const answers = await Promise.all(Array.from({ length: 70 }, () => read(0, people)));
      assert.equal(answers.filter((answer) => answer === undefined).length, 60);
      assert.deepEqual(answers.at(-1), { retryAfterS: 3_600 });
      assert.equal(await read(1, people), undefined);
      assert.deepEqual(await read(0, people, NOON_MS + HOUR_MS - 1_000), { retryAfterS: 1 });
      assert.equal(await read(0, people, NOON_MS + HOUR_MS), undefined);
    });

    it("keep decisions as they were written, until their time is over", async () => {
      const [a = 0] = people;
      const surroundings = { nowMs: NOON_MS, random: seededBytes("logs") };
      const reason = "It's <b>odd</b>'); DROP TABLE audit_log; --";
      await noteDecision(database, { actor: "mod", action: "signalCleared", subject: a, reason }, surroundings);
      const [entry] = await readAuditLog(database, EVER);
      assert.equal(entry?.reason, reason);
      assert.match(entry?.subject ?? "", /^[a-z0-9]{10}$/);
      await assert.rejects(database.query("UPDATE audit_log SET reason = ''"), /only ever added/);
      await assert.rejects(database.query("DELETE FROM audit_log"), /only ever added/);
      const before = await readAuditLog(database, EVER);
      await keepRetention(database, NOON_MS + 397 * DAY_MS);
      assert.deepEqual(await readAuditLog(database, EVER), before);
      await keepRetention(database, NOON_MS + 397 * DAY_MS + 1);
      assert.deepEqual(await readAuditLog(database, EVER), []);
    });

    it("tell the same of looks before they are counted together and after, and keep none of who has left", async () => {
      const [a = 0, b = 0] = people;
      await read(0, people);
      await read(1, people);
      await database.transaction(countLooks);
      await read(2, people);
      const before = await readLooks(database, b);
      assert.deepEqual(before, [{ day: NOON_DAY, people: 2 }]);
      await leave(database, a, NOON_MS);
      const [waiting] = await database.query("SELECT count(*) AS n FROM look_waiting");
      assert.equal(Number(waiting?.["n"]), 0);
      assert.deepEqual([await readLooks(database, b), await readLooks(database, a)], [before, []]);
    });

    it("count each who was shown the same list", async () => {
      const [a = 0, b = 0, c = 0] = people;
      // Beyond the third, viewers who take no part: nobody on the list is themselves.
      for (const viewer of [3, 4, 5]) await read(viewer, people);
      await read(0, people);
      await database.transaction(countLooks);
      const looks = await Promise.all([a, b, c].map((member) => readLooks(database, member)));
      assert.deepEqual(
        looks.map(([look]) => look?.people),
        [3, 4, 4],
      );
    });

    it("forget who looked after ninety days, and who has left at once", async () => {
      const [a = 0, b = 0] = people;
      await read(0, people);
      await keepRetention(database, NOON_MS + 90 * DAY_MS);
      assert.equal((await readAccessLog(database, EVER)).length, 1);
      await database.query("DELETE FROM member WHERE member_id = $1", [a]);
      await keepRetention(database, NOON_MS + HOUR_MS);
      assert.deepEqual([(await readLooks(database, a)).length, (await readLooks(database, b)).length], [0, 1]);
      await keepRetention(database, NOON_MS + 91 * DAY_MS);
      assert.deepEqual([await readAccessLog(database, EVER), await readLooks(database, b)], [[], []]);
    });
  });
});
