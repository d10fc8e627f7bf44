import assert from "node:assert/strict";
import type { BoardDatabase, Queries } from "../../src/server/database/boardDatabase.ts";
import { migrate } from "../../src/server/database/migrate.ts";
import { Terms } from "../../src/server/database/terms.ts";
import { MIGRATIONS, onEachDatabase } from "../support/server/boardDatabases.ts";

const MOST = 4;

describe("numbers of the names of tools and models", () => {
  onEachDatabase((databases) => {
    let database: BoardDatabase;
    let statements: number;
    /** The database, with its statements counted. */
    let counted: Queries;
    beforeEach(async () => {
      database = await databases.open();
      await migrate(database, MIGRATIONS);
      statements = 0;
      counted = {
        query(sql, values) {
          statements += 1;
          return database.query(sql, values);
        },
        run: (sql) => database.run(sql),
      };
    });

    it("are the same for everybody, and asked for once", async () => {
      const [mine, others] = [new Terms(), new Terms()];
      const idOf = await mine.learn(counted, ["codex", "gpt-5", "codex"]);
      assert.notEqual(idOf("codex"), idOf("gpt-5"));
      assert.equal((await others.learn(database, ["gpt-5"]))("gpt-5"), idOf("gpt-5"));
      const before = statements;
      assert.equal((await mine.learn(counted, ["gpt-5"]))("gpt-5"), idOf("gpt-5"));
      assert.equal(statements, before);
      assert.throws(() => idOf("cline"));
    });

    it("are forgotten before somebody who makes up names has filled the memory, and found again", async () => {
      const terms = new Terms(MOST);
      const first = (await terms.learn(counted, ["codex"]))("codex");
      for (let i = 0; i < MOST; i += 1) await terms.learn(counted, [`made-up-${i}`]);
      const before = statements;
      assert.equal((await terms.learn(counted, ["codex"]))("codex"), first);
      assert.equal(statements, before + 1);
    });

    it("are told of more names at once than are remembered", async () => {
      const names = Array.from({ length: 3 * MOST }, (_, i) => `name-${i}`);
      const idOf = await new Terms(MOST).learn(database, names);
      assert.equal(new Set(names.map(idOf)).size, names.length);
    });
  });
});
