import assert from "node:assert/strict";
import * as fc from "fast-check";
import { publishTotals, type PublishedTotals } from "../../src/core/board/publication/publishTotals.ts";
import { leave } from "../../src/server/membership/leave.ts";
import { numberIn, type BoardDatabase } from "../../src/server/database/boardDatabase.ts";
import { forMembersInSlices } from "../../src/server/database/memberSlices.ts";
import { PlannedTotals } from "../../src/server/publication/plannedTotals.ts";
import { FIGURES_SLICE, PassOvertaken, PublicationPass } from "../../src/server/publication/publicationPass.ts";
import { putBlocks } from "../../src/server/publication/publishedBlocks.ts";
import { deleteOldParts } from "../../src/server/publication/publishedParts.ts";
import { MemoryPublication, type Person } from "../support/board/memoryPublication.ts";
import { afterTransactions } from "../support/server/afterTransactions.ts";
import { onEachDatabase } from "../support/server/boardDatabases.ts";
import { TestBoard } from "../support/server/testBoard.ts";

const LEAST = 8;
/** More of them are played where the environment says so. */
const RUNS = Number(process.env["BOARD_TOTALS_RUNS"] ?? 12);

const person: fc.Arbitrary<Person> = fc.record({
  team: fc.integer({ min: 0, max: 3 }),
  figures: fc.record({ counted: fc.nat(1_000), seen: fc.nat(2_000), costMicro: fc.nat(500) }),
});
/** On a day, each of these people is as told from then on, or leaves; and one may leave after so many transactions of the pass. */
const day = fc.record({
  changes: fc.array(fc.tuple(fc.nat(39), fc.option(person)), { maxLength: 25, size: "max" }),
  leaver: fc.option(fc.record({ who: fc.nat(39), after: fc.integer({ min: 1, max: 9 }) })),
});
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

async function publish(database: Pick<BoardDatabase, "transaction">, at: number): Promise<PublishedTotals> {
  const pass = await PublicationPass.begin(database);
  const totals = await PlannedTotals.begin(pass);
  const published = await publishTotals(totals, { least: LEAST, day: at });
  await totals.write();
  await pass.end((queries) => putBlocks(queries, totals.kept));
  return published;
}

async function partsIn(database: BoardDatabase): Promise<readonly (readonly number[])[]> {
  const rows = await database.query("SELECT * FROM published_part ORDER BY block, member_id");
  return rows.map((row) => ["block", "member_id", "counted", "seen", "cost_micro"].map((name) => numberIn(row, name)));
}

function partsOf(model: MemoryPublication): readonly (readonly number[])[] {
  const blocks = [...model.parts].toSorted(([a], [b]) => a - b);
  return blocks.flatMap(([block, parts]) =>
    [...parts]
      .toSorted(([a], [b]) => a - b)
      .map(([id, { counted, seen, costMicro }]) => [block, id, counted, seen, costMicro]),
  );
}

const byTeam = ({ teams }: PublishedTotals): readonly unknown[] => [...teams].toSorted(([a], [b]) => a - b);

describe("the totals of a board in a database", () => {
  onEachDatabase((databases) => {
    it("are published as the model of the attacker's test publishes them, whenever somebody leaves", async function () {
      this.timeout(300_000);
      const board = await TestBoard.open(await databases.open());
      const { database } = board;
      let [overtaken, leftAfter] = [0, 0];
      await fc.assert(
        fc.asyncProperty(history, async ([people, days]) => {
          for (const table of ["member", "member_figure", "published_part", "published_block", "tombstone"])
            await database.run(`DELETE FROM ${table}`);
          const model = new MemoryPublication();
          const makeLeave = async (id: number): Promise<void> => {
            if (model.people.has(id)) await leave(database, id, 0);
          };
          for (const [i, each] of people.entries()) {
            model.people.set(i + 1, each);
            await put(database, i + 1, each);
          }
          for (const [at, { changes, leaver }] of [{ changes: [], leaver: null }, ...days].entries()) {
            for (const [who, change] of changes) {
              const id = who + 1;
              if (change === null) {
                await makeLeave(id);
                model.leave(id);
              } else {
                model.people.set(id, change);
                await put(database, id, change);
              }
            }
            let leaving: number | undefined;
            const meanwhile = afterTransactions(database, async (transactions) => {
              if (leaver?.after !== transactions) return;
              const id = leaver.who + 1;
              if (model.people.has(id)) leaving = id;
              await makeLeave(id);
            });
            const published = await publish(meanwhile, at).catch(async (error: unknown) => {
              assert.ok(error instanceof PassOvertaken && leaving !== undefined, String(error));
              overtaken += 1;
              model.leave(leaving);
              leaving = undefined;
              return publish(database, at);
            });
            const expected = await publishTotals(model, { least: LEAST, day: at });
            if (leaving !== undefined) {
              leftAfter += 1;
              model.leave(leaving);
            }
            assert.deepEqual(published.company, expected.company);
            assert.deepEqual(byTeam(published), byTeam(expected));
            await forMembersInSlices(database, FIGURES_SLICE, deleteOldParts);
            // What is left of a pass that came to nothing is older than the one that holds, and gone with it.
            assert.deepEqual(await partsIn(database), partsOf(model));
          }
        }),
        { numRuns: RUNS, endOnFailure: true },
      );
      assert.ok(overtaken > 0, "Nobody left during a pass");
      if (RUNS > 12) assert.ok(leftAfter > 0, "Nobody left right after a pass");
      await board.close();
    });
  });
});
