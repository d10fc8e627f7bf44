import assert from "node:assert/strict";
import * as fc from "fast-check";
import { publishTotals } from "../../src/core/board/publication/publishTotals.ts";
import type { BoardDatabase } from "../../src/server/database/boardDatabase.ts";
import { leave } from "../../src/server/membership/leave.ts";
import { totalsStoreIn } from "../../src/server/publication/totalsStore.ts";
import { MemoryPublication, type Person } from "../support/board/memoryPublication.ts";
import { onEachDatabase } from "../support/server/boardDatabases.ts";
import { TestBoard } from "../support/server/testBoard.ts";

const LEAST = 8;
/** More of them are played where the environment says so. */
const RUNS = Number(process.env["BOARD_TOTALS_RUNS"] ?? 12);

const person: fc.Arbitrary<Person> = fc.record({
  team: fc.integer({ min: 0, max: 3 }),
  figures: fc.record({ counted: fc.nat(1_000), seen: fc.nat(2_000), costMicro: fc.nat(500) }),
});
/** On a day, each of these people is as told from then on, or leaves. */
const day = fc.array(fc.tuple(fc.nat(39), fc.option(person)), { maxLength: 25, size: "max" });
const history = fc.tuple(
  fc.array(person, { minLength: 20, maxLength: 40, size: "max" }),
  fc.array(day, { minLength: 1, maxLength: 4 }),
);

async function put(database: BoardDatabase, id: number, { team, figures }: Person): Promise<void> {
  await database.query("INSERT INTO member (member_id, joined_ms) VALUES ($1, 0) ON CONFLICT DO NOTHING", [id]);
  await database.query("DELETE FROM member_figure WHERE member_id = $1", [id]);
  await database.query(
    "INSERT INTO member_figure (member_id, day, team_id, counted, seen, cost_micro, unpriced) VALUES ($1, 0, $2, $3, $4, $5, 0)",
    [id, team === 0 ? null : team, figures.counted, figures.seen, figures.costMicro],
  );
}

describe("the totals of a board in a database", () => {
  onEachDatabase((databases) => {
    it("are published as the model of the attacker's test publishes them", async function () {
      this.timeout(300_000);
      const board = await TestBoard.open(await databases.open());
      const { database } = board;
      await fc.assert(
        fc.asyncProperty(history, async ([people, days]) => {
          for (const table of ["member", "member_figure", "published_part", "published_block", "tombstone"])
            await database.run(`DELETE FROM ${table}`);
          const model = new MemoryPublication();
          for (const [i, each] of people.entries()) {
            model.people.set(i + 1, each);
            await put(database, i + 1, each);
          }
          for (const [at, changes] of [[], ...days].entries()) {
            for (const [who, change] of changes) {
              const id = who + 1;
              if (change === null) {
                if (model.people.has(id)) await leave(database, id, 0);
                model.leave(id);
              } else {
                model.people.set(id, change);
                await put(database, id, change);
              }
            }
            const expected = await publishTotals(model, { least: LEAST, day: at });
            const published = await database.transaction((queries) =>
              publishTotals(totalsStoreIn(queries), { least: LEAST, day: at }),
            );
            assert.deepEqual(published.company, expected.company);
            assert.deepEqual(
              [...published.teams].toSorted(([a], [b]) => a - b),
              [...expected.teams].toSorted(([a], [b]) => a - b),
            );
          }
        }),
        { numRuns: RUNS, endOnFailure: true },
      );
      await board.close();
    });
  });
});
