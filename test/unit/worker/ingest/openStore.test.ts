import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { OpenStore, storeAddress, StoreFault } from "../../../../src/worker/ingest/openStore.ts";
import { folderContent } from "../../../support/folderContent.ts";
import { memoryFolder } from "../../../support/memoryFolder.ts";
import { StoreOwner } from "../../../support/storeOwner.ts";

const WRITE_AHEAD = "PRAGMA journal_mode = WAL";
const TABLE = "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT); INSERT INTO note (text) VALUES ('one'), ('two')";

describe("another program's store", () => {
  let folder = "";
  let path = "";
  let owners: StoreOwner[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(memoryFolder(), "token-legend-store-"));
    path = join(folder, "notes.db");
  });
  afterEach(async () => {
    for (const owner of owners) await owner.leave();
    owners = [];
    rmSync(folder, { recursive: true });
  });

  async function ownerWith(...statements: readonly string[]): Promise<StoreOwner> {
    const owner = new StoreOwner(path);
    owners.push(owner);
    for (const sql of statements) await owner.run(sql);
    return owner;
  }

  /** A store its owner has left. */
  function rest(...statements: readonly string[]): void {
    const database = new DatabaseSync(path);
    for (const sql of statements) database.exec(sql);
    database.close();
  }

  const count = (store: OpenStore): number => Number(store.rows("SELECT count(*) AS notes FROM note")[0]?.["notes"]);

  function countOnce(): number {
    const store = new OpenStore(path);
    try {
      return count(store);
    } finally {
      store.close();
    }
  }

  /** Reads, and proves that no byte of the folder has changed by it. */
  function countUntouched(): number {
    const before = folderContent(folder);
    const notes = countOnce();
    assert.deepEqual(folderContent(folder), before);
    return notes;
  }

  describe("that lies still", () => {
    it("is read without a file beside it", () => {
      rest(WRITE_AHEAD, TABLE);
      assert.deepEqual(readdirSync(folder), ["notes.db"]);
      assert.equal(countUntouched(), 2);
    });

    it("is read with an empty write-ahead log left beside it", () => {
      rest(WRITE_AHEAD, TABLE);
      writeFileSync(`${path}-wal`, "");
      assert.equal(countUntouched(), 2);
    });

    it("is read with a rollback journal", () => {
      rest("PRAGMA journal_mode = DELETE", TABLE);
      assert.equal(countUntouched(), 2);
      rest("PRAGMA journal_mode = PERSIST", "INSERT INTO note (text) VALUES ('three')");
      assert.equal(countUntouched(), 3);
    });

    it("gives no answer once its owner has come back", async () => {
      rest(WRITE_AHEAD, TABLE);
      const store = new OpenStore(path);
      assert.equal(count(store), 2);
      await ownerWith("INSERT INTO note (text) VALUES ('three')");
      assert.throws(() => count(store), StoreFault);
      store.close();
      assert.equal(countOnce(), 3);
    });

    it("gives no answer once another file has taken its place", () => {
      rest(WRITE_AHEAD, TABLE);
      const store = new OpenStore(path);
      copyFileSync(path, join(folder, "other.db"));
      rmSync(path);
      copyFileSync(join(folder, "other.db"), path);
      assert.throws(() => count(store), StoreFault);
      store.close();
    });
  });

  describe("that its owner has open", () => {
    it("shows what stands in the write-ahead log, and no byte of it is changed", async () => {
      const owner = await ownerWith(WRITE_AHEAD, TABLE);
      assert.equal(countUntouched(), 2);
      await owner.run("INSERT INTO note (text) VALUES ('three')");
      assert.equal(countUntouched(), 3);
      await owner.run("PRAGMA wal_checkpoint(TRUNCATE)");
      assert.equal(countUntouched(), 3);
      await owner.run("INSERT INTO note (text) VALUES ('four')");
      assert.equal(countUntouched(), 4);
    });

    it("shows nothing that is not committed", async () => {
      const owner = await ownerWith(WRITE_AHEAD, TABLE, "BEGIN IMMEDIATE", "INSERT INTO note (text) VALUES ('three')");
      assert.equal(countUntouched(), 2);
      await owner.run("COMMIT");
      assert.equal(countUntouched(), 3);
    });

    for (const mode of ["WAL", "DELETE"]) {
      it(`lets the owner write and check in between two answers (${mode})`, async () => {
        const owner = await ownerWith(`PRAGMA journal_mode = ${mode}`, TABLE);
        const store = new OpenStore(path);
        for (const notes of [2, 3, 4]) {
          assert.equal(count(store), notes);
          // The owner waits for nobody: it would fail at once.
          await owner.run("INSERT INTO note (text) VALUES ('more')");
          await owner.run("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        store.close();
        await owner.leave();
        assert.deepEqual(readdirSync(folder), ["notes.db"]);
      });
    }

    it("is unknown while it is locked, and read again afterwards", async () => {
      const owner = await ownerWith("PRAGMA journal_mode = DELETE", TABLE, "BEGIN EXCLUSIVE");
      const before = readdirSync(folder);
      assert.throws(() => countOnce(), StoreFault);
      assert.deepEqual(readdirSync(folder), before);
      await owner.run("COMMIT");
      assert.equal(countUntouched(), 2);
    });

    it("is unknown while its owner lets nobody else in, without a file left beside it", async () => {
      await ownerWith("PRAGMA locking_mode = EXCLUSIVE", WRITE_AHEAD, TABLE);
      const before = readdirSync(folder);
      assert.throws(() => countOnce(), StoreFault);
      assert.deepEqual(readdirSync(folder), before);
    });
  });

  describe("whose owner has crashed", () => {
    it("shows what the write-ahead log holds", async () => {
      const owner = await ownerWith(WRITE_AHEAD, TABLE);
      await owner.crash();
      assert.deepEqual(readdirSync(folder), ["notes.db", "notes.db-shm", "notes.db-wal"]);
      assert.equal(countUntouched(), 2);
    });

    it("is unknown where the write-ahead log cannot be read without making files", async () => {
      const owner = await ownerWith(WRITE_AHEAD, TABLE);
      await owner.crash();
      rmSync(`${path}-shm`);
      const before = folderContent(folder);
      assert.throws(() => countOnce(), StoreFault);
      assert.deepEqual(folderContent(folder), before);
    });

    it("is unknown with half a transaction in it, which is not ours to roll back", async () => {
      const many = "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 20000) ";
      const owner = await ownerWith("PRAGMA journal_mode = DELETE", "PRAGMA cache_size = 5", TABLE, "BEGIN");
      await owner.run(`${many} INSERT INTO note (text) SELECT 'half a transaction ' || i FROM n`);
      await owner.run("UPDATE note SET text = text || '!'");
      await owner.crash();
      assert.ok(readdirSync(folder).includes("notes.db-journal"));
      const before = folderContent(folder);
      assert.throws(() => countOnce(), StoreFault);
      assert.deepEqual(folderContent(folder), before);
    });
  });

  describe("that is damaged", () => {
    it("is unknown where it is cut short, no database, or has bytes changed", () => {
      rest(WRITE_AHEAD, TABLE, "CREATE TABLE filler AS SELECT randomblob(900000) AS bytes");
      const whole = readFileSync(path);
      truncateSync(path, 5_000);
      assert.throws(() => countOnce(), StoreFault);
      writeFileSync(path, "no database at all, but long enough to hold a header of one");
      assert.throws(() => countOnce(), StoreFault);
      // The page with the table.
      whole.fill(0xff, 4096, 8192);
      writeFileSync(path, whole);
      assert.throws(() => countOnce(), StoreFault);
    });

    it("is not there", () => {
      assert.throws(() => countOnce(), { code: "ENOENT" });
    });

    it("has no tables where it is empty", () => {
      writeFileSync(path, "");
      const store = new OpenStore(path);
      assert.deepEqual([...store.columns("note")], []);
      store.close();
      assert.deepEqual(readdirSync(folder), ["notes.db"]);
    });
  });

  it("cannot be written through what was opened", () => {
    rest(TABLE);
    const store = new OpenStore(path);
    assert.throws(() => store.rows("DELETE FROM note"), StoreFault);
    store.close();
    assert.equal(countOnce(), 2);
  });

  it("tells its columns, and gives integers of any size as numbers", () => {
    rest("CREATE TABLE big (n INTEGER)", "INSERT INTO big VALUES (9007199254740993), (7)");
    const store = new OpenStore(path);
    assert.deepEqual([...store.columns("big")], ["n"]);
    assert.deepEqual([...store.columns("none")], []);
    assert.deepEqual(
      store.rows("SELECT n FROM big").map((row) => row["n"]),
      [9007199254740992, 7],
    );
    store.close();
  });

  it("has an address that SQLite takes, on every platform", () => {
    assert.equal(storeAddress("/home/ann/a b?.db", false), "file:///home/ann/a%20b%3F.db");
    assert.equal(storeAddress("C:\\Users\\ann\\a.db", true), "file:///C:/Users/ann/a.db");
    const elsewhere = "\\\\wsl.localhost\\Debian\\home\\ann\\a.db";
    assert.equal(storeAddress(elsewhere, true), "file:////wsl.localhost/Debian/home/ann/a.db");
  });

  it("may lie below names that mean something in an address", () => {
    path = join(folder, "100% #1?mode=rwc.db");
    rest(WRITE_AHEAD, TABLE);
    assert.equal(countUntouched(), 2);
  });
});
