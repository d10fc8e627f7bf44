import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { LogStore } from "../../../../src/sources/logStore.ts";
import type { ParserState, Source, StorePiece } from "../../../../src/sources/source.ts";
import { folderContent } from "../../../support/folderContent.ts";
import { StoreOwner } from "../../../support/storeOwner.ts";
import { TestPlace } from "../testMeter.ts";
import { makeCall } from "../testRecords.ts";

const PAGE = 2;
/** Numbers of the rows each reading began after. */
let begins: number[] = [];

/** Stores with a table of calls, read two rows at a time. */
function storeSource(parserVersion = 1): Source {
  return {
    id: "stores",
    name: "Stores",
    parserVersion,
    roots: ({ home }) => [{ path: join(home, "stores"), origin: "default" }],
    formats: [
      {
        id: "store",
        description: "Stores",
        places: ["~/stores"],
        quality: "exact-call",
        isLog: (path) => path.endsWith(".db"),
        kind: "store",
        read: readCalls,
      },
    ],
    limits: [],
  };
}

function* readCalls(store: LogStore, state: ParserState): Generator<StorePiece> {
  let after = Number(state["after"] ?? 0);
  begins.push(after);
  for (;;) {
    const rows = store.rows(`SELECT id, output FROM call WHERE id > ? ORDER BY id LIMIT ${PAGE}`, after);
    if (rows.length === 0) return;
    after = Number(rows.at(-1)?.["id"]);
    const records = rows.map((row) =>
      makeCall({ family: String(row["id"]), tokens: { output: Number(row["output"]) } }),
    );
    yield { records, skipped: {}, state: { after } };
  }
}

const TABLE = "CREATE TABLE call (id INTEGER PRIMARY KEY, output INTEGER)";
const add = (...outputs: readonly number[]): string =>
  `INSERT INTO call (output) VALUES ${outputs.map((output) => `(${output})`).join(", ")}`;

describe("the ingest of another program's store", () => {
  let place: TestPlace;
  let folder = "";
  let path = "";
  let owners: StoreOwner[] = [];

  beforeEach(() => {
    place = new TestPlace();
    folder = join(place.home, "stores");
    path = join(folder, "calls.db");
    mkdirSync(folder);
    begins = [];
  });
  afterEach(async () => {
    for (const owner of owners) await owner.leave();
    owners = [];
    place.dispose();
  });

  async function ownerWith(...statements: readonly string[]): Promise<StoreOwner> {
    const owner = new StoreOwner(path);
    owners.push(owner);
    for (const sql of statements) await owner.run(sql);
    return owner;
  }

  function rest(...statements: readonly string[]): void {
    const database = new DatabaseSync(path);
    for (const sql of statements) database.exec(sql);
    database.close();
  }

  interface Seen {
    readonly output: number;
    readonly calls: number;
    readonly changed: number;
    readonly problems: number;
  }

  /** What the ledger holds after a scan. Proves that the scan has changed nothing in the store's folder. */
  async function scan(source = storeSource()): Promise<Seen> {
    const meter = place.openMeter({ sources: [source] });
    const before = folderContent(folder);
    const { changedFiles } = await meter.scan();
    assert.deepEqual(folderContent(folder), before);
    const { totals } = meter.report({ by: "tool", timeZone: "UTC" });
    const problems = meter.diagnostics().problems.length;
    meter.close();
    place.dump();
    return { output: totals.output, calls: totals.calls, changed: changedFiles, problems };
  }

  it("reads what is new each time, and nothing where nothing is", async () => {
    rest("PRAGMA journal_mode = WAL", TABLE, add(1, 2, 3));
    assert.deepEqual(await scan(), { output: 6, calls: 3, changed: 1, problems: 0 });
    assert.deepEqual(await scan(), { output: 6, calls: 3, changed: 0, problems: 0 });
    rest(add(10));
    assert.deepEqual(await scan(), { output: 16, calls: 4, changed: 1, problems: 0 });
    assert.deepEqual(begins, [0, 3]);
  });

  it("notices what its owner has written to the write-ahead log alone", async () => {
    const owner = await ownerWith("PRAGMA journal_mode = WAL", TABLE, add(1), "PRAGMA wal_checkpoint(TRUNCATE)");
    assert.equal((await scan()).output, 1);
    const main = readFileSync(path);
    await owner.run(add(2));
    assert.deepEqual(readFileSync(path), main);
    assert.equal((await scan()).output, 3);
    await owner.run("PRAGMA wal_checkpoint(RESTART)");
    await owner.run(add(3));
    assert.equal((await scan()).output, 6);
  });

  it("leaves a locked store as it was known and says so, until it is open again", async () => {
    const owner = await ownerWith("PRAGMA journal_mode = DELETE", TABLE, add(1));
    assert.equal((await scan()).output, 1);
    await owner.run(add(2));
    await owner.run("BEGIN EXCLUSIVE");
    assert.deepEqual(await scan(), { output: 1, calls: 1, changed: 1, problems: 1 });
    await owner.run("COMMIT");
    assert.deepEqual(await scan(), { output: 3, calls: 2, changed: 1, problems: 0 });
    assert.deepEqual(begins, [0, 1, 1]);
  });

  it("tries a store again that was locked when it was first seen", async () => {
    const owner = await ownerWith("PRAGMA journal_mode = DELETE", TABLE, add(1), "BEGIN EXCLUSIVE");
    assert.deepEqual(await scan(), { output: 0, calls: 0, changed: 1, problems: 1 });
    await owner.run("COMMIT");
    assert.equal((await scan()).output, 1);
  });

  it("keeps what it had read of a store that turns out to be damaged, and goes on once it is whole", async () => {
    // Some rows on each page, so that the first ones can be read.
    rest("CREATE TABLE call (id INTEGER PRIMARY KEY, output INTEGER, filler BLOB)");
    const row = "INSERT INTO call (output, filler) VALUES (1, zeroblob(1500))";
    rest(...Array<string>(10).fill(row));
    const whole = readFileSync(path);
    const damaged = Buffer.from(whole);
    damaged.fill(0xff, whole.length - 4096);
    writeFileSync(path, damaged);
    const { calls, problems } = await scan();
    assert.ok(calls > 0 && calls < 10);
    assert.equal(problems, 1);
    writeFileSync(path, whole);
    rest(row);
    assert.deepEqual(await scan(), { output: 11, calls: 11, changed: 1, problems: 0 });
    assert.deepEqual(begins, [0, calls]);
  });

  it("reads another store in the old one's place from its start", async () => {
    rest(TABLE, add(1, 2, 3));
    await scan();
    renameSync(path, join(folder, "old.away"));
    rest(TABLE, add(1, 2, 30));
    assert.deepEqual(await scan(), { output: 33, calls: 3, changed: 1, problems: 0 });
    assert.deepEqual(begins, [0, 0]);
  });

  it("reads a store anew for a newer parser", async () => {
    rest(TABLE, add(1, 2, 3));
    await scan();
    assert.deepEqual(await scan(storeSource(2)), { output: 6, calls: 3, changed: 1, problems: 0 });
    assert.deepEqual(begins, [0, 0]);
  });

  it("keeps what is known of a store that is gone", async () => {
    rest(TABLE, add(1, 2, 3));
    await scan();
    rmSync(path);
    assert.deepEqual(await scan(), { output: 6, calls: 3, changed: 0, problems: 0 });
  });

  it("leaves no file beside a store, however often it looks", async () => {
    rest("PRAGMA journal_mode = WAL", TABLE);
    for (const output of [1, 2, 3]) {
      rest(add(output));
      await scan();
      assert.deepEqual(readdirSync(folder), ["calls.db"]);
    }
  });
});
