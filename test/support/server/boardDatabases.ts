import assert from "node:assert/strict";
import { resolve } from "node:path";
import type { BoardDatabase } from "../../../src/server/database/boardDatabase.ts";
import { openPgliteInMemory } from "../../../src/server/database/openPglite.ts";
import { openPostgres } from "../../../src/server/database/openPostgres.ts";
import { PostgresServer } from "./postgresServer.ts";

export const MIGRATIONS = resolve(import.meta.dirname, "../../../src/server/migrations");

/** Opens empty databases of one kind, and closes what is still open at the end. */
export interface DatabaseMaker {
  open(): Promise<BoardDatabase>;
}

/** Runs the same tests on every database that is there; says of the others that they were skipped. */
export function onEachDatabase(tests: (databases: DatabaseMaker) => void): void {
  describe("on PGlite", () => {
    let database: BoardDatabase | undefined;
    before(async function () {
      // Making one takes seconds, so each test empties the same one.
      this.timeout(180_000);
      database = await openPgliteInMemory();
    });
    after(() => database?.close());
    tests({
      async open() {
        assert.ok(database !== undefined);
        await database.run("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        return database;
      },
    });
  });

  describe("on PostgreSQL", () => {
    let server: PostgresServer | undefined;
    const opened: BoardDatabase[] = [];
    before(async function () {
      // On a fresh machine it is installed first.
      this.timeout(600_000);
      server = await PostgresServer.start();
      // Not installed here.
      if (server === undefined) this.skip();
    });
    afterEach(() => closeAll(opened));
    after(async function () {
      this.timeout(240_000);
      await server?.dispose();
    });
    tests({
      async open() {
        assert.ok(server !== undefined);
        const database = openTestPostgres(await server.createDatabase());
        opened.push(database);
        return database;
      },
    });
  });
}

export function openTestPostgres(url: string, connections = 4): BoardDatabase {
  return openPostgres({ url, connections, statementMs: 20_000, onFault: () => {} });
}

async function closeAll(opened: BoardDatabase[]): Promise<void> {
  for (const database of opened.splice(0)) await database.close();
}
