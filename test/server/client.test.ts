import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { makeHourRows } from "../../src/core/board/makeHourRows.ts";
import { rowKeyOf } from "../../src/core/board/rowKey.ts";
import { keepRetention } from "../../src/server/housekeeping.ts";
import type { AskOutbox } from "../../src/shared/board/outbox.ts";
import { ROW_FIELDS, isTombstone, type UsageRow } from "../../src/shared/board/usageRow.ts";
import { BoardClient } from "../../src/sync/boardClient.ts";
import { readDeviceSecret } from "../../src/sync/deviceSecret.ts";
import { joinBoard, type JoinTools } from "../../src/sync/joinBoard.ts";
import { leaveBoard } from "../../src/sync/leaveBoard.ts";
import { sendWaiting, type Sent } from "../../src/sync/sendWaiting.ts";
import { HourReader } from "../../src/worker/board/hourReader.ts";
import type { LocalMeter } from "../../src/worker/localMeter.ts";
import { ManualClock } from "../support/manualClock.ts";
import { MemoryKeys } from "../support/memoryKeys.ts";
import { BoardFetch } from "../support/server/boardFetch.ts";
import { onEachDatabase } from "../support/server/boardDatabases.ts";
import { TestBoard } from "../support/server/testBoard.ts";
import { NOON_MS } from "../support/server/wireRows.ts";
import { askOf } from "../support/testOutbox.ts";
import { TestPlace } from "../unit/worker/testMeter.ts";
import { makeCall, makeTurn } from "../unit/worker/testRecords.ts";

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const URL = "https://board.example";

describe("a client and a board", () => {
  onEachDatabase((databases) => {
    let board: TestBoard;
    let way: BoardFetch;
    let place: TestPlace;
    let meter: LocalMeter;
    let tools: JoinTools;
    let ask: AskOutbox;

    beforeEach(async function () {
      this.timeout(240_000);
      board = await TestBoard.open(await databases.open());
      way = new BoardFetch(board);
      place = new TestPlace();
      place.nowMs = NOON_MS;
      place.write("a.jsonl", [
        makeTurn({ atMs: NOON_MS - 3 * HOUR_MS }),
        ...[1, 2, 3, 4].map((i) => makeCall({ family: `a${i}`, atMs: NOON_MS - 3 * HOUR_MS + i * 20 * MINUTE_MS })),
      ]);
      meter = place.openMeter();
      await meter.scan();
      ask = askOf(() => meter);
      tools = { ask, keys: new MemoryKeys(), fetch: way.fetch, clock: new ManualClock(NOON_MS) };
    });
    afterEach(async () => {
      place.dispose();
      await board.close();
    });

    const join = async (): Promise<void> => {
      const joined = await joinBoard({ url: URL, code: await board.invite(), isUnattended: false }, tools);
      assert.ok(joined.ok, JSON.stringify(joined));
    };
    const send = async (): Promise<Extract<Sent, { kind: "sent" }>> => {
      const sent = await sendWaiting(tools);
      assert.equal(sent.kind, "sent", JSON.stringify(sent));
      return sent;
    };
    const add = async (name: string, ...records: Parameters<TestPlace["write"]>[1]): Promise<void> => {
      place.write(name, records);
      await meter.scan();
    };
    /** The client ends without a word and another process goes on. */
    const kill = (): void => {
      meter.close();
      meter = place.openMeter();
    };
    const clientOf = async (): Promise<BoardClient> => {
      const { membership } = await ask("boardState", null);
      const secret = await readDeviceSecret(tools.keys);
      assert.ok(membership !== undefined && secret !== undefined);
      return new BoardClient({ ...tools, url: URL, key: secret.key, member: membership });
    };

    /** What the board holds is what the ledger stands for. */
    async function assertSame(): Promise<void> {
      const held = await (await clientOf()).export();
      assert.ok(held.ok, JSON.stringify(held));
      const fields = ROW_FIELDS.filter((field) => field !== "rev");
      // What is exported has the shape in which it was sent.
      const rows = (held.value["rows"] as readonly UsageRow[])
        .filter((row) => !isTombstone(row))
        .map((row) => Object.fromEntries(fields.map((field) => [field, row[field]])))
        .toSorted((a, b) => (rowKeyOf(a as UsageRow) < rowKeyOf(b as UsageRow) ? -1 : 1));
      const truth = place.look((database) => {
        const hours = database.prepare("SELECT hour FROM rollup UNION SELECT at_ms / 3600000 FROM turn").all();
        const reader = new HourReader(database);
        return hours.flatMap(({ hour }) => makeHourRows(Number(hour), reader.read(Number(hour)), false));
      });
      assert.ok(truth.length > 0);
      assert.deepEqual(
        rows,
        truth.toSorted((a, b) => (rowKeyOf(a) < rowKeyOf(b) ? -1 : 1)),
      );
    }

    it("come to the same rows after joining and sending", async () => {
      await join();
      assert.deepEqual(await send(), { kind: "sent", batches: 1, rows: 3, refused: 0, left: 0 });
      await assertSame();
      assert.deepEqual(await send(), { kind: "sent", batches: 0, rows: 0, refused: 0, left: 0 });
    });

    it("come to the same rows when the client is killed between sending and the answer", async () => {
      await join();
      way.faults.push("loseAnswer");
      assert.equal((await sendWaiting(tools)).kind, "fault");
      kill();
      await add("b.jsonl", makeCall({ family: "b", atMs: NOON_MS - 2 * HOUR_MS }));
      await send();
      await assertSame();
    });

    it("come to the same rows when the board is away and started again", async () => {
      await join();
      way.faults.push("away");
      assert.deepEqual(await sendWaiting(tools), { kind: "fault", fault: { kind: "offline", cause: "noAnswer" } });
      await board.restart();
      await send();
      await assertSame();
    });

    it("find the first joining again when its answer was lost", async () => {
      const code = await board.invite(1);
      // The board's name first; then the answer to joining is lost.
      way.faults.push("none", "loseAnswer");
      assert.equal((await joinBoard({ url: URL, code, isUnattended: false }, tools)).ok, false);
      assert.ok((await joinBoard({ url: URL, code, isUnattended: false }, tools)).ok);
      await send();
      await assertSame();
    });

    it("know one another again after the ledger was lost, without another code", async () => {
      await join();
      await send();
      const before = await ask("boardState", null);
      meter.close();
      for (const suffix of ["", "-wal", "-shm"]) rmSync(`${place.ledgerFile}${suffix}`, { force: true });
      meter = place.openMeter();
      place.nowMs += MINUTE_MS;
      board.nowMs = place.nowMs;
      await meter.scan();
      assert.equal((await ask("boardState", null)).membership, undefined);
      const again = await joinBoard({ url: URL, code: "2345-2345-2345-2345-2345", isUnattended: false }, tools);
      assert.ok(again.ok, JSON.stringify(again));
      assert.equal(again.value.deviceId, before.membership?.deviceId);
      await send();
      await assertSame();
    });

    it("join anew with a key of its own where the board has deleted the member meanwhile", async () => {
      await join();
      const before = await ask("boardState", null);
      assert.ok((await (await clientOf()).leave()).ok);
      await ask("boardClear", null);
      await join();
      assert.notEqual((await ask("boardState", null)).membership?.memberId, before.membership?.memberId);
      await send();
      await assertSame();
    });

    it("heal a board that has lost its data", async () => {
      await join();
      await send();
      await board.database.run(
        "DELETE FROM usage_hour; UPDATE board SET epoch = '0c7f4f5e-19a4-4f43-8f0c-0f3f0a2c7d99'",
      );
      await board.restart();
      await add("b.jsonl", makeCall({ family: "b", atMs: NOON_MS - MINUTE_MS }));
      await send();
      await assertSame();
    });

    it("heal a board that has lost its data also when there is nothing new to send", async () => {
      await join();
      await send();
      await board.database.run(
        "DELETE FROM usage_hour; UPDATE board SET epoch = '0c7f4f5e-19a4-4f43-8f0c-0f3f0a2c7d99'",
      );
      await board.restart();
      assert.equal((await send()).rows, 3);
      await assertSame();
      assert.equal((await send()).rows, 0);
    });

    it("send nothing to another board at the same address, and say so also when nothing waits", async () => {
      await join();
      await send();
      await board.database.run("UPDATE board SET board_id = '0c7f4f5e-19a4-4f43-8f0c-0f3f0a2c7d98'");
      await board.restart();
      const before = way.sent.length;
      assert.deepEqual(await sendWaiting(tools), {
        kind: "fault",
        fault: { kind: "refused", status: 409, reason: "otherBoard" },
      });
      assert.deepEqual(
        way.sent.slice(before).map(({ url }) => url),
        ["/v1/board"],
      );
      assert.equal((await ask("boardState", null)).waiting, 0);
    });

    it("carry corrections down and tell of rows that are no more", async () => {
      await join();
      await send();
      // Originals of calls that were told: earlier, and of another hour.
      await add("c.jsonl", ...[1, 2].map((i) => makeCall({ family: `a${i}`, atMs: NOON_MS - 9 * HOUR_MS })));
      await send();
      await assertSame();
      await add("c.jsonl", ...[3, 4].map((i) => makeCall({ family: `a${i}`, atMs: NOON_MS - 9 * HOUR_MS })));
      await send();
      await assertSame();
    });

    it("mark the rows of a machine without a person", async () => {
      const code = await board.invite();
      assert.ok((await joinBoard({ url: URL, code, isUnattended: true }, tools)).ok);
      await send();
      const held = await (await clientOf()).export();
      assert.ok(held.ok);
      for (const row of held.value["rows"] as readonly UsageRow[]) assert.deepEqual([row.mode, row.turns], [0, 0]);
    });

    it("agree on what a member asks for, and each answer is what the client expects", async () => {
      await join();
      await send();
      const client = await clientOf();
      for (const answer of [
        await client.setListing({ listed: true, handle: "Ada L." }),
        await client.standing(),
        await client.page(),
        await client.makeLink(),
        await client.makeSignInCode(),
        await client.shareBadges({ badges: [] }),
      ])
        assert.ok(answer.ok, JSON.stringify(answer));
      const missing = await client.revokeDevice(2_000_000_000 as never);
      assert.deepEqual(missing, { ok: false, fault: { kind: "refused", status: 404, reason: "notFound" } });
    });

    it("agree on evidence: sums by session are those of the rows, and ids stay here", async () => {
      await join();
      await add(
        "other.jsonl",
        ...[1, 2, 3].map((i) => makeCall({ family: `o${i}`, sessionId: "other-session", atMs: NOON_MS - i * HOUR_MS })),
      );
      await send();
      const client = await clientOf();
      const terms = await client.evidenceTerms();
      assert.ok(terms.ok);
      const claims = await ask("boardEvidence", { salt: terms.value.salt });
      assert.equal(claims.length, 2);
      assert.ok(!JSON.stringify(claims).includes("session"));
      const shown = await client.sendEvidence(claims);
      assert.ok(shown.ok);
      assert.equal(shown.value.outcome, "passed");
    });

    it("end when the member leaves: a receipt, nothing left on either side, and late batches are refused", async () => {
      await join();
      await send();
      const { membership } = await ask("boardState", null);
      const secret = await readDeviceSecret(tools.keys);
      assert.ok(membership !== undefined && secret !== undefined);
      const [upload] = await ask("boardUploads", null);
      const left = await leaveBoard(tools);
      assert.ok(left.ok);
      assert.equal(left.value.receipt?.deleted["usage_hour"], 3);
      assert.equal((await ask("boardState", null)).membership, undefined);
      assert.equal(await tools.keys.read(), undefined);
      const late = new BoardClient({ ...tools, url: URL, key: secret.key, member: membership });
      assert.deepEqual(await late.sync(upload?.text ?? ""), {
        ok: false,
        fault: { kind: "refused", status: 410, reason: "gone" },
      });
    });

    it("forget nothing here while the board cannot be asked to delete", async () => {
      await join();
      way.faults.push("away");
      assert.equal((await leaveBoard(tools)).ok, false);
      assert.notEqual((await ask("boardState", null)).membership, undefined);
      assert.ok((await leaveBoard(tools)).ok);
    });

    it("get over a clock of the client that is wrong", async () => {
      await join();
      tools = { ...tools, clock: new ManualClock(NOON_MS - 10 * MINUTE_MS) };
      assert.ok((await (await clientOf()).standing()).ok);
    });

    it("keep up over weeks, as hours fall out of what a board takes", async () => {
      await join();
      await send();
      for (let week = 1; week <= 7; week += 1) {
        place.nowMs += 7 * 24 * HOUR_MS;
        board.nowMs = place.nowMs;
        await keepRetention(board.database, board.nowMs);
        await add(`w${week}.jsonl`, makeCall({ family: `w${week}`, atMs: place.nowMs - HOUR_MS }));
        assert.equal((await send()).refused, 0);
      }
    });
  });
});
