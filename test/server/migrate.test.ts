import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBoard } from "../../src/server/boardRecord.ts";
import { textIn, type BoardDatabase } from "../../src/server/database/boardDatabase.ts";
import { keepHourPartitions } from "../../src/server/database/hourPartitions.ts";
import { migrate } from "../../src/server/database/migrate.ts";
import { openPostgres } from "../../src/server/database/openPostgres.ts";
import { leave } from "../../src/server/membership/leave.ts";
import { MIGRATIONS, onEachDatabase } from "../support/server/boardDatabases.ts";
import { PostgresServer } from "../support/server/postgresServer.ts";
import { NOON_MS } from "../support/server/wireRows.ts";

const WEEK_MS = 7 * 24 * 3_600_000;

const STEPS = readdirSync(MIGRATIONS).toSorted();

/** What the Citus steps do with each table: the column that it is distributed by, or `undefined` for a copy on each node. */
function citusPlan(): ReadonlyMap<string, string | undefined> {
  const steps = STEPS.filter((name) => name.endsWith(".citus.sql"));
  const text = steps.map((name) => readFileSync(join(MIGRATIONS, name), "utf8")).join("\n");
  const references = [...text.matchAll(/create_reference_table\('(\w+)'\)/g)].map(
    (m) => [m[1] ?? "", undefined] as const,
  );
  const distributed = [...text.matchAll(/create_distributed_table\('(\w+)', '(\w+)'/g)].map(
    (m) => [m[1] ?? "", m[2]] as const,
  );
  return new Map([...references, ...distributed]);
}

async function names(database: BoardDatabase, sql: string): Promise<readonly string[]> {
  return (await database.query(sql)).map((row) => textIn(row, "name"));
}

/** Makes the schema as it was before a step. */
async function migrateUntil(database: BoardDatabase, step: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "token-legend-steps-"));
  try {
    for (const name of STEPS.filter((each) => each < step)) copyFileSync(join(MIGRATIONS, name), join(folder, name));
    await migrate(database, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const PARTITIONS =
  "SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'usage_hour'::regclass ORDER BY 1";

describe("the board's schema", () => {
  onEachDatabase((databases) => {
    it("is made by its steps once, and by none of them a second time", async () => {
      const database = await databases.open();
      const plain = STEPS.filter((name) => !name.endsWith(".citus.sql"));
      assert.deepEqual(await migrate(database, MIGRATIONS), plain);
      assert.deepEqual(await migrate(database, MIGRATIONS), []);
    });

    it("takes a later step, and undoes all of one that fails", async () => {
      const folder = mkdtempSync(join(tmpdir(), "token-legend-steps-"));
      try {
        const database = await databases.open();
        writeFileSync(join(folder, "001_a.sql"), "CREATE TABLE a (x int);");
        await migrate(database, folder);
        writeFileSync(join(folder, "002_b.sql"), "CREATE TABLE b (x int); SELECT no_such_function();");
        await assert.rejects(migrate(database, folder));
        writeFileSync(join(folder, "002_b.sql"), "CREATE TABLE b (x int);");
        assert.deepEqual(await migrate(database, folder), ["002_b.sql"]);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });

    it("keeps outcomes of before devices told them apart where it is known whose they were", async () => {
      const database = await databases.open();
      await migrateUntil(database, "011");
      for (const [member, device] of [
        [1, 7],
        [2, 8],
        [2, 9],
      ] as const) {
        await database.query("INSERT INTO device VALUES ($1, $2, '', 0, NULL, 0, 0, 0)", [member, device]);
        await database.query(
          "INSERT INTO outcome_day VALUES ($1, 20000, 1, 1, 0, 0, 0, 0, 0, 0, NULL, 0) ON CONFLICT DO NOTHING",
          [member],
        );
      }
      await migrate(database, MIGRATIONS);
      const rows = await database.query("SELECT member_id, device_id, day FROM outcome_day");
      assert.deepEqual(
        rows.map((row) => [Number(row["member_id"]), row["device_id"], row["day"]]),
        [[1, 7, 20_000]],
      );
    });

    it("keeps what had been published of people before figures were published in passes", async () => {
      const database = await databases.open();
      await migrateUntil(database, "016");
      await ensureBoard(database, { boardId: randomUUID(), epoch: randomUUID(), name: "Board", nowMs: NOON_MS });
      await database.query("INSERT INTO member (member_id, joined_ms) VALUES (1, 0)");
      await database.query(
        "INSERT INTO published_part (member_id, block, counted, seen, cost_micro) VALUES (1, 0, 60, 70, 80)",
      );
      await database.query("INSERT INTO published_block VALUES (0, 9, false, 500, 600, 700, 20000)");
      await migrate(database, MIGRATIONS);
      await leave(database, 1, NOON_MS);
      const [block] = await database.query("SELECT people, departed, departed_counted FROM published_block");
      assert.deepEqual(block, { people: 9, departed: 1, departed_counted: 100 });
    });

    it("is left alone by a program that is older than it", async () => {
      const database = await databases.open();
      await migrate(database, MIGRATIONS);
      await database.query("INSERT INTO schema_step (name) VALUES ('900_later.sql')");
      await assert.rejects(migrate(database, MIGRATIONS), /of a newer board/);
    });

    it("can be distributed: every unique key holds the column that its table is distributed by", async () => {
      const database = await databases.open();
      await migrate(database, MIGRATIONS);
      const plan = citusPlan();
      const tables = await names(
        database,
        "SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition AND relnamespace = 'public'::regnamespace",
      );
      assert.deepEqual([...plan.keys(), "schema_step"].toSorted(), tables.toSorted());
      const keys = await database.query(
        `SELECT t.relname AS table, string_agg(a.attname, ' ') AS columns FROM pg_index i
         JOIN pg_class t ON t.oid = i.indrelid JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = ANY (i.indkey)
         WHERE i.indisunique AND t.relnamespace = 'public'::regnamespace AND NOT t.relispartition GROUP BY i.indexrelid, t.relname`,
      );
      assert.ok(keys.length >= tables.length);
      for (const key of keys) {
        const column = plan.get(textIn(key, "table"));
        if (column === undefined) continue;
        assert.ok(
          textIn(key, "columns").split(" ").includes(column),
          `${textIn(key, "table")}: ${textIn(key, "columns")}`,
        );
      }
    });

    it("has parts for the hours that may come, makes more as time goes by and drops the old", async () => {
      const database = await databases.open();
      await migrate(database, MIGRATIONS);
      await keepHourPartitions(database, NOON_MS);
      const first = await names(database, PARTITIONS);
      await keepHourPartitions(database, NOON_MS);
      assert.deepEqual(await names(database, PARTITIONS), first);
      await keepHourPartitions(database, NOON_MS + 2 * WEEK_MS);
      const later = await names(database, PARTITIONS);
      assert.equal(later.length, first.length);
      assert.equal(later.filter((name) => first.includes(name)).length, first.length - 2);
    });
  });
});

describe("a step of the board's schema on PostgreSQL", function () {
  this.timeout(600_000);
  let server: PostgresServer | undefined;
  before(async function () {
    server = await PostgresServer.start();
    // Not installed here.
    if (server === undefined) this.skip();
  });
  after(() => server?.dispose());

  it("may take longer than statements of requests", async () => {
    assert.ok(server !== undefined);
    const folder = mkdtempSync(join(tmpdir(), "token-legend-steps-"));
    const url = await server.createDatabase();
    const database = openPostgres({ url, connections: 1, statementMs: 100, onFault: () => {} });
    try {
      await assert.rejects(database.query("SELECT pg_sleep(1)::text"));
      writeFileSync(join(folder, "001_a.sql"), "SELECT pg_sleep(1);");
      assert.deepEqual(await migrate(database, folder), ["001_a.sql"]);
      await assert.rejects(database.query("SELECT pg_sleep(1)::text"));
    } finally {
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
