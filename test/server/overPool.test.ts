import assert from "node:assert/strict";
import type { BoardDatabase, Queries } from "../../src/server/database/boardDatabase.ts";
import { onEachDatabase } from "../support/server/boardDatabases.ts";

const ADD = "INSERT INTO taken (n) VALUES ($1)";

describe("a database that is asked", () => {
  onEachDatabase((databases) => {
    let database: BoardDatabase;
    beforeEach(async () => {
      database = await databases.open();
      await database.run("CREATE TABLE taken (n bigint PRIMARY KEY)");
    });

    const held = async (): Promise<readonly unknown[]> =>
      (await database.query("SELECT n FROM taken ORDER BY n")).map((row) => row["n"]);

    it("answers on after a statement that failed, the same one among them", async () => {
      await database.query(ADD, [1]);
      for (let i = 0; i < 3; i += 1) await assert.rejects(database.query(ADD, [1]), /duplicate key/);
      await assert.rejects(database.query("SELECT nothing FROM nowhere"), /nowhere/);
      await assert.rejects(database.run("SELECT nothing FROM nowhere"), /nowhere/);
      await database.query(ADD, [2]);
      assert.deepEqual(await held(), [1, 2]);
    });

    it("keeps all of a transaction or nothing, whichever part of it failed", async () => {
      await assert.rejects(
        database.transaction(async (queries) => {
          await queries.query(ADD, [1]);
          await queries.query(ADD, [1]);
        }),
        /duplicate key/,
      );
      const own = new Error("not after all");
      await assert.rejects(
        database.transaction(async (queries) => {
          await queries.query(ADD, [2]);
          throw own;
        }),
        own,
      );
      await database.transaction((queries) => queries.query(ADD, [3]));
      assert.deepEqual(await held(), [3]);
    });

    it("begins a transaction with settings that end with it", async () => {
      const setting = async (queries: Queries): Promise<unknown> =>
        (await queries.query("SELECT current_setting('synchronous_commit') AS setting"))[0]?.["setting"];
      const usual = await setting(database);
      assert.notEqual(usual, "local");
      assert.equal(await database.transaction(setting, "SET LOCAL synchronous_commit = local"), "local");
      assert.equal(await setting(database), usual);
    });

    it("gives whole numbers as numbers, up to the largest that the board stores", async () => {
      await database.query(ADD, [Number.MAX_SAFE_INTEGER]);
      assert.deepEqual(await held(), [Number.MAX_SAFE_INTEGER]);
    });

    it("plans anew what it planned before a table was another", async () => {
      await database.query(ADD, [1]);
      await database.run("DROP TABLE taken; CREATE TABLE taken (n bigint PRIMARY KEY, why text NOT NULL DEFAULT '')");
      await database.query(ADD, [1]);
      assert.deepEqual(await held(), [1]);
    });

    it("takes turns with many that ask at once", async () => {
      await Promise.all(
        Array.from({ length: 40 }, (_, i) =>
          i % 2 === 0 ? database.query(ADD, [i]) : database.transaction((queries) => queries.query(ADD, [i])),
        ),
      );
      assert.equal((await held()).length, 40);
    });
  });
});
