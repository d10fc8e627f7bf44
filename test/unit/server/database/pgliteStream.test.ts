import assert from "node:assert/strict";
import { PGlite } from "@electric-sql/pglite";
import { Client, type QueryResult } from "pg";
import { PgliteStream } from "../../../../src/server/database/pgliteStream.ts";

describe("the way to the database inside this process", () => {
  let database: PGlite;
  let client: Client;
  let passed: string[];

  before(async () => {
    database = await PGlite.create();
  });
  after(() => database.close());
  beforeEach(async () => {
    passed = [];
    const heard: Pick<PGlite, "execProtocolRawStream"> = {
      execProtocolRawStream(message, options) {
        passed.push(String.fromCharCode(message[0] ?? 0));
        return database.execProtocolRawStream(message, options);
      },
    };
    client = new Client({ stream: () => new PgliteStream(heard), ssl: false });
    await client.connect();
  });
  afterEach(() => client.end());

  const one = (name: string, value: number): Promise<QueryResult<{ n: number }>> =>
    client.query<{ n: number }>({ name, text: "SELECT $1::int AS n", values: [value] });

  it("passes what makes one statement at once", async () => {
    passed.length = 0;
    assert.deepEqual((await one("at once", 1)).rows, [{ n: 1 }]);
    assert.deepEqual((await one("at once", 2)).rows, [{ n: 2 }]);
    // Parsed the first time, and bound alone the second.
    assert.deepEqual(passed, ["P", "B"]);
  });

  it("brings back more rows than one message holds", async () => {
    const { rows } = await client.query<{ text: string }>(
      "SELECT repeat('x', i) AS text FROM generate_series(1, 2000) i",
    );
    assert.deepEqual([rows.length, rows.at(-1)?.text.length], [2_000, 2_000]);
  });

  it("tells of a database that broke", async () => {
    await client.end();
    const broken = new Client({
      stream: () =>
        new PgliteStream({
          execProtocolRawStream() {
            throw new Error("unreachable");
          },
        }),
      ssl: false,
    });
    await assert.rejects(broken.connect(), /unreachable/);
  });

  it("goes on after statements that failed", async () => {
    await assert.rejects(client.query("SELECT nothing"), /column "nothing" does not exist/);
    await assert.rejects(client.query("SELECT 1 / $1::int", [0]), /division by zero/);
    assert.deepEqual((await one("afterwards", 3)).rows, [{ n: 3 }]);
  });

  it("can be opened again, and the database is still there", async () => {
    await client.query("CREATE TABLE kept (n int); INSERT INTO kept VALUES (4)");
    await client.end();
    client = new Client({ stream: () => new PgliteStream(database), ssl: false });
    await client.connect();
    assert.deepEqual((await client.query("SELECT n FROM kept")).rows, [{ n: 4 }]);
  });

  it("does not ask for what the environment says of a server on the network", async () => {
    const before = { ...process.env };
    Object.assign(process.env, { PGUSER: "nobody", PGDATABASE: "nothing", PGOPTIONS: "-c search_path=nowhere" });
    try {
      const other = new Client({ stream: () => new PgliteStream(database), ssl: false });
      await other.connect();
      const { rows } = await other.query("SELECT current_user AS who, current_setting('search_path') AS path");
      assert.deepEqual(rows, [{ who: "postgres", path: "public" }]);
      await other.end();
    } finally {
      for (const name of ["PGUSER", "PGDATABASE", "PGOPTIONS"])
        if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
        else process.env[name] = before[name];
    }
  });
});
