import assert from "node:assert/strict";
import type { BoardDatabase } from "../../src/server/database/boardDatabase.ts";
import { keepStatistics } from "../../src/server/database/keepStatistics.ts";
import { onEachDatabase } from "../support/server/boardDatabases.ts";

describe("what a database knows of its tables", () => {
  onEachDatabase((databases) => {
    let database: BoardDatabase;
    beforeEach(async () => {
      database = await databases.open();
      await database.run(
        "CREATE TABLE many (n int PRIMARY KEY, word text NOT NULL); CREATE TABLE few (n int PRIMARY KEY)",
      );
      await database.run("INSERT INTO few VALUES (1)");
    });

    const grow = (from: number, to: number): Promise<unknown> =>
      database.query("INSERT INTO many SELECT i, repeat('x', 100) FROM generate_series($1::int, $2::int) i", [
        from,
        to,
      ]);

    /** The statements that a run makes. */
    async function keep(): Promise<readonly string[]> {
      const run: string[] = [];
      await keepStatistics({
        ...database,
        run: async (sql) => {
          run.push(sql);
          await database.run(sql);
        },
      });
      return run;
    }

    it("is found out anew when a table has grown by half, and not before", async () => {
      await grow(1, 2_000);
      assert.deepEqual(await keep(), ["ANALYZE many"]);
      const [row] = await database.query("SELECT reltuples::int AS n FROM pg_class WHERE oid = 'many'::regclass");
      assert.equal(row?.["n"], 2_000);
      assert.deepEqual(await keep(), []);
      await grow(2_001, 2_500);
      assert.deepEqual(await keep(), []);
      await grow(2_501, 4_000);
      assert.deepEqual(await keep(), ["ANALYZE many"]);
    });

    it("lets a statement that was planned for an empty table be planned for a full one", async () => {
      await database.run("ANALYZE many; PREPARE one (int) AS SELECT word FROM many WHERE n = $1");
      await database.run("SET plan_cache_mode = force_generic_plan");
      const plan = async (): Promise<string> =>
        (await database.query("EXPLAIN EXECUTE one (5)")).map((row) => String(row["QUERY PLAN"])).join("\n");
      await plan();
      await grow(1, 20_000);
      await keep();
      assert.match(await plan(), /Index Scan/);
    });
  });
});
