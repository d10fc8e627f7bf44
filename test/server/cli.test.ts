import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runCli } from "../../src/cli/runCli.ts";
import { openPgliteInMemory } from "../../src/server/database/openPglite.ts";
import type { BoardDatabase } from "../../src/server/database/boardDatabase.ts";
import { renewEpoch } from "../../src/server/renewEpoch.ts";
import type { SyncBatch } from "../../src/shared/board/syncBatch.ts";
import { BoardFetch } from "../support/server/boardFetch.ts";
import { TestBoard } from "../support/server/testBoard.ts";
import { NOON_MS } from "../support/server/wireRows.ts";
import { FakeOutput, fakeSurroundings } from "../unit/cli/fakeSurroundings.ts";
import { TestPlace } from "../unit/worker/testMeter.ts";
import { makeCall } from "../unit/worker/testRecords.ts";

const URL = "https://board.example";

describe("the command line and a board", () => {
  let database: BoardDatabase;
  let board: TestBoard;
  let way: BoardFetch;
  let place: TestPlace;
  let answers: (string | undefined)[];

  before(async function () {
    this.timeout(240_000);
    database = await openPgliteInMemory();
  });
  after(() => database.close());
  beforeEach(async () => {
    await database.run("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    board = await TestBoard.open(database);
    way = new BoardFetch(board);
    place = new TestPlace();
    place.nowMs = NOON_MS;
    place.write("a.jsonl", [makeCall({ atMs: NOON_MS - 60_000 })]);
    answers = [];
  });
  afterEach(async () => {
    place.dispose();
    await board.close();
  });

  async function sync(words: string, env: Readonly<Record<string, string>> = {}) {
    const [stdout, stderr] = [new FakeOutput(), new FakeOutput()];
    const surroundings = fakeSurroundings({
      stdout,
      stderr,
      env,
      home: place.folder,
      workingFolder: place.folder,
      nowMs: () => place.nowMs,
      openMeter: () => place.openMeter(),
      fetch: way.fetch,
      ask: () => {
        const text = answers.shift();
        return Promise.resolve(text === undefined ? { kind: "nobody" } : { kind: "typed", text });
      },
    });
    const code = await runCli(["sync", ...words.split(" "), "--ledger", place.ledgerFile], surroundings);
    return { code, out: stdout.text, err: stderr.text };
  }
  const join1 = async (more = " --agree 1"): ReturnType<typeof sync> =>
    sync(`join ${URL} ${await board.invite()}${more}`);

  it("sends nothing and asks nobody before a machine has joined", async () => {
    assert.match((await sync("status")).out, /belongs to no board/);
    const preview = await sync("preview");
    assert.equal((JSON.parse(preview.out) as SyncBatch).rows.length, 1);
    assert.match(preview.err, /1 row next, 0 after\. Nothing was sent\./);
    assert.equal((await sync("uploads")).out, "Nothing was sent so far.\n");
    for (const words of ["now", "pause", "resume", "leave", "export"]) {
      const { code, err } = await sync(words);
      assert.deepEqual([code, err], [4, "This machine belongs to no board.\n"], words);
    }
    assert.deepEqual(way.sent, []);
  });

  it("joins, sends, tells where it stands, exports and leaves", async () => {
    const joined = await join1();
    assert.equal(joined.code, 0, joined.err);
    assert.match(joined.out, /join the board "Test board" at https:\/\/board\.example/);
    assert.equal((await sync("now")).out, "Sent 1 row.\n");
    assert.equal((await sync("now")).out, "Nothing waits.\n");
    assert.match((await sync("status")).out, /Waiting: {2}0 rows\nLast: {5}2026-11-20T12:00:00\.000Z, 1 stored/);
    const uploads = (await sync("uploads")).out;
    assert.ok(uploads.includes(way.sent.find(({ url }) => url === "/v1/sync")?.body ?? "none"));
    assert.equal((await sync("export --out held.json")).code, 0);
    assert.match(readFileSync(join(place.folder, "held.json"), "utf8"), /"tool": "records"/);
    const left = await sync("leave --yes");
    assert.match(left.out, /^Left\. \{"deleted":\{.*"usage_hour":1/);
    assert.match((await sync("status")).out, /belongs to no board/);
  });

  it("sends everything again with one `sync now` to a board that was restored, though there is nothing new", async () => {
    await join1();
    await sync("now");
    await database.run("DELETE FROM usage_hour");
    await renewEpoch(database, "0c7f4f5e-19a4-4f43-8f0c-0f3f0a2c7d99", NOON_MS);
    await board.restart();
    way.faults.push("away");
    assert.equal((await sync("now")).code, 4);
    assert.equal((await sync("now")).out, "Sent 1 row.\n");
    assert.equal((await database.query("SELECT 1 FROM usage_hour")).length, 1);
    assert.equal((await sync("now")).out, "Nothing waits.\n");
  });

  it("joins after a yes that was typed, and after nothing else", async () => {
    for (const answer of ["no", "", "y", undefined]) {
      answers = [answer];
      const { code, err } = await join1("");
      assert.equal(code, 1);
      assert.match(err, /^Nothing was sent\./);
    }
    assert.deepEqual([...new Set(way.sent.map(({ url }) => url))], ["/v1/board"]);
    answers = [" Yes "];
    assert.equal((await join1("")).code, 0);
  });

  it("leaves after the word that was typed, and after nothing else", async () => {
    await join1();
    answers = ["yes"];
    assert.equal((await sync("leave")).code, 1);
    answers = [undefined];
    assert.match((await sync("leave")).err, /by --yes/);
    answers = ["leave"];
    assert.equal((await sync("leave")).code, 0);
  });

  it("forgets a board that is gone, after the word that was typed, and asks nothing of it", async () => {
    await join1();
    way.faults.push("away");
    const { code, err } = await sync("leave --yes");
    assert.deepEqual(
      [code, /Nobody answers there.* Nothing was deleted\..*`token-legend sync forget`/s.test(err)],
      [4, true],
    );
    assert.match((await sync("status")).out, /board\.example/);
    const before = way.sent.length;
    answers = ["yes", undefined];
    assert.match((await sync("forget")).err, /^Nothing was forgotten\.\n$/);
    assert.match((await sync("forget")).err, /by --yes/);
    answers = [" Forget "];
    assert.match((await sync("forget")).out, /^Forgotten here\. https:\/\/board\.example was not told/);
    assert.equal(way.sent.length, before);
    assert.match((await sync("status")).out, /belongs to no board/);
    assert.equal((await sync("forget --yes")).code, 4);
    // With a key of its own again, as on any other day.
    assert.equal((await join1()).code, 0);
  });

  it("ends with 4 and says why when the board cannot be reached, knows no code or is none", async () => {
    way.faults.push("away");
    const away = await join1();
    assert.deepEqual([away.code, /Nobody answers there/.test(away.err)], [4, true]);
    const wrong = await sync(`join ${URL} 2345-2345-2345-2345-2345 --agree 1`);
    assert.deepEqual([wrong.code, /The code is not valid/.test(wrong.err)], [4, true]);
    assert.equal((await sync(`join http://board.example code --agree 1`)).code, 2);
    assert.equal((await sync(`join ${URL} 2345-2345-2345-2345-2345 --agree 7`)).code, 2);
  });

  it("joins once, and pauses and goes on", async () => {
    await join1(" --unattended --agree 1");
    assert.match((await join1()).err, /belongs to https:\/\/board\.example already/);
    assert.match((await sync("status")).out, /Mode: {5}unattended/);
    await sync("pause");
    assert.deepEqual(await sync("now"), {
      code: 4,
      out: "",
      err: "Sending is paused: `token-legend sync resume` ends that.\n",
    });
    await sync("resume");
    assert.equal((await sync("now")).code, 0);
  });

  it("neither joins nor sends where an administrator forbids it, and leaves all the same", async () => {
    await join1();
    const forbidden = { TOKEN_LEGEND_BOARD_FORBIDDEN: "1" };
    assert.equal((await sync("now", forbidden)).code, 4);
    assert.equal((await sync(`join ${URL} 2345-2345-2345-2345-2345`, forbidden)).code, 4);
    assert.equal((await sync("leave --yes", forbidden)).code, 0);
  });

  it("leaves sending to the process that holds the ledger", async () => {
    await join1();
    const other = place.openMeter({ ownerId: "editor" });
    await other.scan();
    const clock = setInterval(() => {
      // Answers the command's wish for a scan, as an editor does.
      if (other.isSweepWanted()) void other.scan();
    }, 10);
    try {
      const { code, err } = await sync("now");
      assert.deepEqual([code, /Another Token Legend process holds the ledger/.test(err)], [4, true]);
    } finally {
      clearInterval(clock);
    }
  });
});
