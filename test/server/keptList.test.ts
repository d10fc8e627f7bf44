import assert from "node:assert/strict";
import type { BoardDatabase, Queries } from "../../src/server/database/boardDatabase.ts";
import { leave } from "../../src/server/membership/leave.ts";
import { membersIn } from "../../src/server/membership/members.ts";
import { setHold } from "../../src/server/ranking/holds.ts";
import { KeptList, type DatedList } from "../../src/server/views/keptList.ts";
import { LIST_LENGTH } from "../../src/server/views/listedEntries.ts";
import { onEachDatabase } from "../support/server/boardDatabases.ts";
import { TestBoard } from "../support/server/testBoard.ts";
import { NOON_MS } from "../support/server/wireRows.ts";

const KEPT_MS = 20_000;
const [FIRST, SECOND, OTHER] = [1, 2, 40];

/** Listed people with the numbers from 1 on, each with fewer tokens than the one before. */
async function fill(database: BoardDatabase, people: number): Promise<void> {
  await database.query(
    `INSERT INTO member (member_id, joined_ms, listed, handle) SELECT i, 0, true, 'Person ' || i FROM generate_series(1, $1::int) i`,
    [people],
  );
  await database.query(
    `INSERT INTO window30 (member_id, listed, score, seen, steered, active_days, first_ms, asof)
     SELECT i, true, 1000000 - i, 1000000, 0, 20, 0, 20000 FROM generate_series(1, $1::int) i`,
    [people],
  );
}

describe("the list that a board keeps", () => {
  onEachDatabase((databases) => {
    let board: TestBoard;
    let list: KeptList;
    beforeEach(async () => {
      board = await TestBoard.open(await databases.open());
      list = new KeptList();
    });
    afterEach(() => board.close());

    const read = async (afterMs: number, member?: number, queries: Queries = board.database): Promise<DatedList> => {
      const shown = await list.read(queries, { member, nowMs: NOON_MS + afterMs });
      assert.ok(shown !== undefined);
      return shown;
    };
    const winSecond = (): Promise<unknown> =>
      board.database.query("UPDATE window30 SET score = 2000000 WHERE member_id = $1", [SECOND]);

    it("is the same for twenty seconds, and then what it has become", async () => {
      await fill(board.database, LIST_LENGTH + 10);
      const before = await read(0);
      assert.equal(before.entries.length, LIST_LENGTH);
      await winSecond();
      assert.deepEqual(await read(KEPT_MS - 1), before);
      assert.deepEqual((await read(KEPT_MS)).subjects.slice(0, 2), [SECOND, FIRST]);
      // A clock that was set back does not keep it any longer.
      await board.database.query("UPDATE window30 SET score = 3000000 WHERE member_id = $1", [FIRST]);
      assert.deepEqual((await read(-KEPT_MS)).subjects.slice(0, 2), [FIRST, SECOND]);
    });

    it("tells when it was read, not when it is shown", async () => {
      await fill(board.database, LIST_LENGTH);
      const told = async (afterMs: number): Promise<number> => (await read(afterMs)).asOf - NOON_MS;
      assert.deepEqual([await told(0), await told(KEPT_MS - 1), await told(KEPT_MS)], [0, 0, KEPT_MS]);
    });

    it("is read anew between looks, until nobody has looked for ten minutes", async () => {
      await fill(board.database, LIST_LENGTH);
      await read(0);
      await winSecond();
      await list.renew(board.database, NOON_MS + 10);
      let readings = 0;
      const told = await read(11, undefined, {
        ...board.database,
        query(...asked) {
          readings += 1;
          return board.database.query(...asked);
        },
      });
      // One statement, which looks whether all are still there.
      assert.deepEqual([told.subjects[0], told.asOf - NOON_MS, readings], [SECOND, 10, 1]);
      // Nobody has looked for ten minutes.
      for (const afterMs of [600_000, 600_011]) await list.renew(board.database, NOON_MS + afterMs);
      assert.equal((await read(600_012)).asOf - NOON_MS, 600_012);
    });

    it("marks the own line for whoever looks, and for nobody else", async () => {
      await fill(board.database, LIST_LENGTH + 10);
      const marked = async (member?: number): Promise<readonly string[]> =>
        (await read(0, member)).entries.filter(({ isYou }) => isYou).map(({ handle }) => handle);
      assert.deepEqual(await marked(FIRST), ["Person 1"]);
      assert.deepEqual(await marked(OTHER), ["Person 40"]);
      assert.deepEqual([await marked(LIST_LENGTH + 5), await marked()], [[], []]);
    });

    it("shows nobody any more from the moment in which they leave, are held or are not listed", async () => {
      await fill(board.database, LIST_LENGTH + 10);
      const ends: readonly ((member: number) => Promise<unknown>)[] = [
        (member) => leave(board.database, member, NOON_MS),
        (member) => board.database.transaction((queries) => setHold(queries, member, NOON_MS + 1_000_000, NOON_MS)),
        (member) =>
          board.database.transaction((queries) => membersIn(queries).setListing(member, { listed: false }, NOON_MS)),
      ];
      for (const [i, end] of ends.entries()) {
        const member = OTHER + i;
        assert.ok((await read(i)).subjects.includes(member));
        await end(member);
        const after = await read(i);
        assert.ok(!after.subjects.includes(member));
        assert.equal(after.entries.length, LIST_LENGTH);
      }
    });

    it("is shown to nobody from the moment in which names are turned off", async () => {
      await fill(board.database, LIST_LENGTH);
      await read(0);
      await board.database.run("UPDATE board SET names_off = true");
      assert.equal(await list.read(board.database, { member: FIRST, nowMs: NOON_MS + 1 }), undefined);
      await board.database.run("UPDATE board SET names_off = false");
      assert.equal((await read(2)).entries.length, LIST_LENGTH);
    });

    it("is not kept while it has room, so that whoever joins sees themselves at once", async () => {
      await fill(board.database, LIST_LENGTH - 1);
      await read(0);
      await winSecond();
      await list.renew(board.database, NOON_MS);
      assert.deepEqual((await read(1)).subjects.slice(0, 2), [SECOND, FIRST]);
    });
  });
});
