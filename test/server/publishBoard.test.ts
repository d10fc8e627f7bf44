import assert from "node:assert/strict";
import { createPricer } from "../../src/core/prices/createPricer.ts";
import { numberIn, type BoardDatabase } from "../../src/server/database/boardDatabase.ts";
import { leave } from "../../src/server/membership/leave.ts";
import { publishBoard } from "../../src/server/publication/publishBoard.ts";
import { refreshFigures } from "../../src/server/publication/refreshFigures.ts";
import { afterTransactions } from "../support/server/afterTransactions.ts";
import { onEachDatabase } from "../support/server/boardDatabases.ts";
import { catchUp } from "../support/server/catchUp.ts";
import { makeCompany } from "../support/server/company.ts";
import { TestBoard } from "../support/server/testBoard.ts";
import { NOON, wireRow } from "../support/server/wireRows.ts";

const DAY_MS = 86_400_000;
const PEOPLE = 60;

describe("the publication of a board's figures", () => {
  onEachDatabase((databases) => {
    let board: TestBoard;
    let day: number;
    beforeEach(async () => {
      board = await TestBoard.open(await databases.open());
      day = Math.floor(board.nowMs / DAY_MS);
      await board.database.query("INSERT INTO team (name) VALUES ('Amber'), ('Blue')");
      const people = Array.from({ length: PEOPLE }, (_, i) => ({
        member: i + 1,
        ...(i % 3 === 0 ? {} : { team: i % 3 }),
        rows: [wireRow({ h: NOON - 48, in: 1_000_000, out: 0, cr: 0, cw: 0 })],
      }));
      await makeCompany(board.database, people, board.nowMs);
      await catchUp(board.database, board.nowMs);
      await refreshFigures(board.database, { nowMs: board.nowMs, sinceMs: 0, pricer: createPricer() });
    });
    afterEach(() => board.close());

    /** People whom published figures are of are those with a part, and those who have left since. */
    const assertAddsUp = async (): Promise<void> => {
      const blocks = await board.database.query(
        `SELECT people, departed, (SELECT count(*) FROM published_part p WHERE p.block = b.block) AS parts
         FROM published_block b`,
      );
      assert.ok(blocks.length > 1);
      for (const row of blocks)
        assert.equal(numberIn(row, "people"), numberIn(row, "parts") + numberIn(row, "departed"), JSON.stringify(row));
      const orphans = await board.database.query(
        `SELECT 1 FROM published_part p WHERE NOT EXISTS (SELECT 1 FROM member m WHERE m.member_id = p.member_id)
         OR pass <> (SELECT pass FROM publication)`,
      );
      assert.equal(orphans.length, 0);
    };
    const peopleTold = async (): Promise<number> => {
      const [row] = await board.database.query("SELECT sum(people)::int AS people FROM published_block");
      return numberIn(row, "people");
    };
    const publish = (on: BoardDatabase): Promise<void> => publishBoard(on, { least: 8, day });

    it("comes about although somebody leaves all the time, and is not of them", async () => {
      let left = 0;
      const restless = afterTransactions(board.database, async () => {
        if (left < 20) await leave(board.database, (left += 1), board.nowMs);
      });
      await publish(restless);
      // One during each pass, and then some between the last transactions, in which parts of before are deleted.
      assert.ok(left > 3, `${left} have left`);
      assert.ok((await peopleTold()) <= PEOPLE - 3);
      await assertAddsUp();
    });

    it("adds up whoever leaves at the same moment", async () => {
      const leaving = async (): Promise<void> => {
        for (let id = 1; id <= 20; id++) await leave(board.database, id, board.nowMs);
      };
      await Promise.all([publish(board.database), leaving()]);
      await assertAddsUp();
    });

    it("adds up when several servers are about it at once", async () => {
      await Promise.all([1, 2, 3].map(() => publish(board.database)));
      assert.equal(await peopleTold(), PEOPLE);
      await assertAddsUp();
      await publish(board.database);
      await assertAddsUp();
    });

    it("leaves what was published as it was where it fails on its way", async () => {
      await publish(board.database);
      const told = async (): Promise<unknown> => [
        await board.database.query("SELECT * FROM published ORDER BY day, kind, id"),
        await board.database.query("SELECT * FROM published_block ORDER BY block"),
        await board.database.query(
          "SELECT * FROM published_part WHERE pass = (SELECT pass FROM publication) ORDER BY member_id, block",
        ),
      ];
      const before = await told();
      await board.database.query("UPDATE member_figure SET seen = seen * 2, counted = counted * 2");
      for (let last = 1, isDone = false; !isDone; last++) {
        const failing = afterTransactions(board.database, (transactions) => {
          if (transactions === last) throw new Error("away");
        });
        await publishBoard(failing, { least: 8, day: day + 1 }).catch((error: unknown) => {
          assert.equal((error as Error).message, "away");
        });
        const [row] = await board.database.query("SELECT max(day) AS day FROM published");
        isDone = numberIn(row, "day") === day + 1;
        if (!isDone) assert.deepEqual(await told(), before);
      }
      await publishBoard(board.database, { least: 8, day: day + 1 });
      await assertAddsUp();
      assert.notDeepEqual(await told(), before);
    });
  });
});
