import assert from "node:assert/strict";
import { createPricer } from "../../src/core/prices/createPricer.ts";
import type { BoardDatabase } from "../../src/server/database/boardDatabase.ts";
import { gentleDatabase } from "../../src/server/database/gentleDatabase.ts";
import { leave } from "../../src/server/membership/leave.ts";
import { keepPublication } from "../../src/server/publication/keepPublication.ts";
import { startJobs } from "../../src/server/startJobs.ts";
import { onEachDatabase } from "../support/server/boardDatabases.ts";
import { catchUp } from "../support/server/catchUp.ts";
import { makeCompany } from "../support/server/company.ts";
import { TestBoard } from "../support/server/testBoard.ts";
import { NOON, wireRow } from "../support/server/wireRows.ts";

const PEOPLE = 50;
const LEAVERS = 10;
const pricer = createPricer();

/** The database as a job uses it whose server is stopped after so many of its transactions. */
function endingAfter(database: BoardDatabase, transactions: number): BoardDatabase {
  const ending = new AbortController();
  let left = transactions;
  return gentleDatabase(database, {
    now: () => 0,
    rest: () => {
      left -= 1;
      if (left === 0) ending.abort();
      return Promise.resolve();
    },
    ending: ending.signal,
  });
}

describe("jobs that are ended in the middle", () => {
  onEachDatabase((databases) => {
    let board: TestBoard;
    beforeEach(async () => {
      board = await TestBoard.open(await databases.open());
    });
    afterEach(() => board.close());

    it("publish the same once they are run again, without who has left meanwhile", async function () {
      this.timeout(60_000);
      const { database, nowMs } = board;
      const people = Array.from({ length: PEOPLE }, (_, i) => ({
        member: i + 1,
        rows: [wireRow({ h: NOON - 48, in: 1_000_000, out: 0, cr: 0, cw: 0 })],
      }));
      await makeCompany(database, people, nowMs);
      await catchUp(database, nowMs);
      const publish = (on: BoardDatabase): Promise<void> => keepPublication(on, { nowMs, least: 8, pricer });
      const isDone = async (): Promise<boolean> => (await database.query("SELECT 1 FROM job_mark")).length > 0;
      let ended = 0;
      for (; !(await isDone()); ended += 1) {
        await publish(endingAfter(database, ended + 1)).catch((error: unknown) => {
          assert.equal((error as Error).name, "AbortError");
        });
        if (ended < LEAVERS) await leave(database, ended + 1, nowMs);
      }
      assert.ok(ended > 6, `It was ended ${ended} times`);
      const [company] = await database.query("SELECT totals FROM published WHERE kind = 'company'");
      const { people: told } = JSON.parse(String(company?.["totals"])) as { people: unknown };
      assert.deepEqual(told, { kind: "value", value: 40 });
      for (const table of ["member_part", "member_share", "member_figure", "published_part"]) {
        const rows = await database.query(
          `SELECT 1 FROM ${table} t WHERE NOT EXISTS (SELECT 1 FROM member m WHERE m.member_id = t.member_id)`,
        );
        assert.equal(rows.length, 0, table);
      }
    });

    it("end with what has begun, are no failures, and begin nothing more", async () => {
      const failed: string[] = [];
      let begin = (): void => {};
      const begun = new Promise<void>((done) => {
        begin = done;
      });
      let slices = 0;
      const endless = {
        job: "endless",
        everyMs: 1,
        async run(gently: BoardDatabase) {
          for (;;) {
            await gently.query("SELECT 1");
            slices += 1;
            begin();
          }
        },
      };
      const watch = { onRun: () => {}, onFailure: (job: string) => failed.push(job) };
      const jobs = startJobs(board.database, [endless], watch);
      await begun;
      await jobs.stop();
      const before = slices;
      await board.database.query("SELECT 1");
      assert.deepEqual([failed, slices], [[], before]);
      await jobs.stop();
    });
  });
});
