import assert from "node:assert/strict";
import * as fc from "fast-check";
import { countMemberDay } from "../../src/core/board/countMemberDay.ts";
import { bitOf } from "../../src/core/board/checks/signalBits.ts";
import { settlesAtMs } from "../../src/core/board/settling.ts";
import { sumDays } from "../../src/server/ranking/daySums.ts";
import { setHold } from "../../src/server/ranking/holds.ts";
import { rebuildRanks } from "../../src/server/ranking/rebuildRanks.ts";
import { settleDays } from "../../src/server/ranking/moveWindows.ts";
import type { UsageRow } from "../../src/shared/board/usageRow.ts";
import type { Standing, TopList } from "../../src/shared/board/standing.ts";
import { onEachDatabase } from "../support/server/boardDatabases.ts";
import { catchUp } from "../support/server/catchUp.ts";
import { TestBoard, TestDevice } from "../support/server/testBoard.ts";
import { list, read, upload } from "../support/server/uploads.ts";
import { NOON, NOON_MS, wireRow } from "../support/server/wireRows.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const TOKENS = 24_500;

describe("settling on the board", () => {
  onEachDatabase((databases) => {
    let board: TestBoard;
    let code: string;
    beforeEach(async () => {
      board = await TestBoard.open(await databases.open());
      code = await board.invite();
    });
    afterEach(() => board.close());

    const standing = (device: TestDevice): Promise<Standing> => read<Standing>(device, "/v1/me");
    const settle = async (atMs: number): Promise<void> => {
      board.nowMs = atMs;
      await catchUp(board.database, atMs);
    };
    /** A device that is old enough for its rows to wait for their hours alone. */
    const oldDevice = async (): Promise<TestDevice> => {
      const device = await TestDevice.join(board, code);
      await board.database.query("UPDATE device SET created_ms = created_ms - $1", [4 * DAY_MS]);
      return device;
    };

    it("counts a row a day after its hour has ended, and not a moment before", async () => {
      const device = await oldDevice();
      await upload(board, device, [wireRow()]);
      assert.deepEqual([(await standing(device)).counted, (await standing(device)).provisional], [0, TOKENS]);
      await settle(NOON_MS + 25 * HOUR_MS - 1);
      assert.deepEqual([(await standing(device)).counted, (await standing(device)).provisional], [0, TOKENS]);
      await settle(NOON_MS + 25 * HOUR_MS);
      assert.deepEqual([(await standing(device)).counted, (await standing(device)).provisional], [TOKENS, 0]);
      assert.equal((await standing(device)).trust, "settled");
    });

    it("counts the rows of a new device from its third day on", async () => {
      const device = await TestDevice.join(board, code);
      await upload(board, device, [wireRow()]);
      await settle(NOON_MS + 3 * DAY_MS - 1);
      assert.equal((await standing(device)).counted, 0);
      await settle(NOON_MS + 3 * DAY_MS);
      assert.equal((await standing(device)).counted, TOKENS);
    });

    it("never counts for the rank what is first seen more than a week late, and shows it to its owner", async () => {
      const device = await oldDevice();
      board.nowMs = NOON_MS + 7 * DAY_MS + HOUR_MS;
      await upload(board, device, [wireRow()]);
      board.nowMs += 1;
      await upload(board, device, [wireRow({ h: NOON + 1 }), wireRow({ h: NOON, rev: 2 }), wireRow({ h: NOON - 1 })]);
      await settle(NOON_MS + 9 * DAY_MS);
      const { counted, provisional, seen } = await standing(device);
      assert.deepEqual([counted, provisional, seen], [2 * TOKENS, 0, 3 * TOKENS]);
    });

    it("counts of a row that is raised more than a week late what had been told in time, and shows its owner all of it", async () => {
      const device = await oldDevice();
      await upload(board, device, [wireRow()]);
      // To the very end of the week a correction counts as a whole.
      board.nowMs = NOON_MS + 7 * DAY_MS + HOUR_MS;
      await upload(board, device, [wireRow({ rev: 2, out: 600 })]);
      board.nowMs += 1;
      const told = async (change: Partial<UsageRow>): Promise<readonly number[]> => {
        await upload(board, device, [wireRow(change)]);
        const { counted, provisional, seen } = await standing(device);
        return [counted, provisional, seen];
      };
      const IN_TIME = TOKENS + 100;
      assert.deepEqual(await told({ rev: 3, out: 90_600 }), [IN_TIME, 0, IN_TIME + 90_000]);
      assert.deepEqual(await told({ rev: 4, out: 99_600, in: 7_000 }), [IN_TIME, 0, IN_TIME + 105_000]);
      await settle(NOON_MS + 9 * DAY_MS);
      assert.equal((await standing(device)).counted, IN_TIME);
      // Each figure by itself: what one was raised by is not made up for by another that was lowered.
      assert.deepEqual(await told({ rev: 5, out: 90_600, in: 0 }), [IN_TIME - 1_000, 0, IN_TIME + 89_000]);
    });

    it("counts a late correction downwards as it is, and what had been told in time when it is taken back", async () => {
      const device = await oldDevice();
      await upload(board, device, [wireRow()]);
      await settle(NOON_MS + 9 * DAY_MS);
      const told = async (change: Partial<UsageRow>): Promise<readonly number[]> => {
        await upload(board, device, [wireRow(change)]);
        const { counted, seen } = await standing(device);
        return [counted, seen];
      };
      assert.deepEqual(await told({ rev: 2, cr: 0 }), [TOKENS - 20_000, TOKENS - 20_000]);
      const nothing = { in: 0, out: 0, cr: 0, cw: 0, calls: 0, turns: 0 };
      assert.deepEqual(await told({ rev: 3, ...nothing }), [0, 0]);
      assert.deepEqual(await told({ rev: 4 }), [TOKENS, TOKENS]);
    });

    it("does not let turns that are told a week late steer more", async () => {
      const device = await oldDevice();
      const large = { in: 30_000_000, calls: 1_000, turns: 1 };
      await upload(board, device, [wireRow(large)]);
      await settle(NOON_MS + 9 * DAY_MS);
      assert.equal((await standing(device)).counted, 20_000_000);
      await upload(board, device, [wireRow({ ...large, rev: 2, turns: 9 })]);
      assert.equal((await standing(device)).counted, 20_000_000);
    });

    it("does not count rows that broke a check for as long as the check says so", async () => {
      const device = await oldDevice();
      await upload(board, device, [wireRow(), wireRow({ h: NOON - 1 })]);
      const mark = (bits: number): Promise<unknown> =>
        board.database.query("UPDATE usage_hour SET signals = $1 WHERE h = $2", [bits, NOON]);
      await mark(bitOf("C3"));
      await settle(NOON_MS + 2 * DAY_MS);
      assert.equal((await standing(device)).counted, TOKENS);
      await mark(bitOf("C9"));
      await upload(board, device, [wireRow({ h: NOON - 2 })]);
      assert.equal((await standing(device)).counted, 3 * TOKENS);
    });

    it("takes who is held out of the ranks, takes their uploads, and puts them back when nobody has decided", async () => {
      const [held, other] = [await oldDevice(), await oldDevice()];
      for (const device of [held, other]) await upload(board, device, [wireRow()]);
      await list(held, "Held");
      await list(other, "Other");
      await settle(NOON_MS + 2 * DAY_MS);
      const untilMs = board.nowMs + 14 * DAY_MS;
      await board.database.transaction((queries) => setHold(queries, held.registered.memberId, untilMs, board.nowMs));
      await settle(board.nowMs);
      const names = async (): Promise<readonly string[]> =>
        (await read<TopList>(other, "/v1/top")).entries.map(({ handle }) => handle);
      assert.deepEqual(await names(), ["Other"]);
      await upload(board, held, [wireRow({ rev: 2, in: 2_000 })]);
      const during = await standing(held);
      assert.deepEqual([during.trust, during.seen, during.rank, during.counted], ["held", 25_500, undefined, 25_500]);
      await settle(untilMs - 1);
      assert.deepEqual(await names(), ["Other"]);
      await settle(untilMs);
      assert.deepEqual(await names(), ["Held", "Other"]);
      assert.equal((await standing(held)).trust, "settled");
    });

    it("lists those of whom nothing has settled after the others, without a place", async () => {
      const [early, late, later] = [await oldDevice(), await oldDevice(), await oldDevice()];
      await upload(board, early, [wireRow()]);
      await settle(NOON_MS + 2 * DAY_MS);
      await upload(board, late, [wireRow({ h: NOON + 47, out: 9_000 })]);
      await upload(board, later, [wireRow({ h: NOON + 47, out: 90_000 })]);
      await list(early, "Early");
      await list(late, "Late");
      await list(later, "Later");
      const { entries } = await read<TopList>(early, "/v1/top");
      assert.deepEqual(
        entries.map(({ handle, rank, trust, isYou }) => [handle, rank, trust, isYou]),
        [
          ["Early", 1, "settled", true],
          ["Later", undefined, "provisional", false],
          ["Late", undefined, "provisional", false],
        ],
      );
    });

    it("tells by nobody's band what exactly another has counted who is not listed", async () => {
      const device = await oldDevice();
      await upload(board, device, [wireRow()]);
      await board.database.query(
        "INSERT INTO member (member_id, joined_ms) SELECT n, 0 FROM generate_series(1, 15) AS g(n)",
      );
      await board.database.query(
        `INSERT INTO window30 (member_id, listed, score, seen, steered, active_days, first_ms, asof)
         SELECT n, false, CASE WHEN n < 8 THEN 2000000 WHEN n = 8 THEN 1000123 ELSE 1000 END, 1, 1, 1, 0, 99999
         FROM generate_series(1, 15) AS g(n)`,
      );
      const bandAt = async (score: number): Promise<unknown> => {
        await board.database.query("UPDATE window30 SET score = $2 WHERE member_id = $1", [
          device.registered.memberId,
          score,
        ]);
        await rebuildRanks(board.database, board.nowMs);
        return (await standing(device)).band;
      };
      assert.deepEqual(await bandAt(1_500_000), { fromPercent: 0, toPercent: 50 });
      assert.deepEqual(await bandAt(900_000), { fromPercent: 50, toPercent: 100 });
      for (const [below, above] of [
        [1_000_122, 1_000_124],
        [1_000_000, 1_001_000],
      ] as const)
        assert.deepEqual(await bandAt(below), await bandAt(above));
    });

    it("settles no more in one go than it was told to, and the rest in the next", async () => {
      const device = await oldDevice();
      await upload(
        board,
        device,
        [0, 24, 48].map((back) => wireRow({ h: NOON - back })),
      );
      board.nowMs = NOON_MS + 2 * DAY_MS;
      assert.equal(await settleDays(board.database, board.nowMs, 1), 1);
      assert.equal(await settleDays(board.database, board.nowMs, 5), 1);
      assert.equal(await settleDays(board.database, board.nowMs, 5), 0);
      assert.equal((await standing(device)).counted, 3 * TOKENS);
    });

    it("goes by the same rule as the client, whatever the rows", async () => {
      const device = await oldDevice();
      const { memberId, deviceId } = device.registered;
      await fc.assert(
        fc.asyncProperty(fc.array(storedRow, { minLength: 1, maxLength: 6 }), fc.nat(9), async (rows, days) => {
          await board.database.run("DELETE FROM usage_hour");
          for (const [i, row] of rows.entries())
            await board.database.query(
              `INSERT INTO usage_hour VALUES ($1, $2, $3, $4, 1, 1, $5, 0, 0, 0, 1, 1, 1, 1, 0, 1, 0, 3, '', $6, 1, $7, $8, 0, 0, 0, 1)`,
              [
                memberId,
                deviceId,
                NOON + row.offset,
                i + 1,
                row.tokens,
                NOON_MS + row.seenAfterMs,
                row.signals,
                row.toldInTime ?? null,
              ],
            );
          const nowMs = NOON_MS + days * DAY_MS;
          const day = Math.floor(NOON / 24);
          const sums = await sumDays(board.database, [{ member: memberId, day }], nowMs);
          const settles = rows.map((row) =>
            settlesAtMs({
              hour: NOON + row.offset,
              firstSeenMs: NOON_MS + row.seenAfterMs,
              deviceCreatedMs: NOON_MS - 4 * DAY_MS,
              signals: row.signals,
            }),
          );
          const total = (fits: (ms: number | undefined) => boolean): number =>
            rows.reduce(
              (all, row, i) => all + (fits(settles[i]) ? Math.min(row.tokens, row.toldInTime ?? Infinity) : 0),
              0,
            );
          const counted = countMemberDay(sums);
          assert.equal(
            counted.counted,
            rows.reduce((all, row) => all + row.tokens, 0),
          );
          assert.equal(
            counted.settled,
            total((ms) => ms !== undefined && ms <= nowMs),
          );
          assert.equal(
            counted.pending,
            total((ms) => ms !== undefined && ms > nowMs),
          );
          const next = Math.min(...sums.map((sum) => sum.nextSettleMs ?? Infinity));
          assert.equal(next, Math.min(...settles.filter((ms) => ms !== undefined && ms > nowMs).map(Number)));
        }),
        { numRuns: 40 },
      );
    });
  });
});

const storedRow = fc.record({
  /** Hours from noon, within the day. */
  offset: fc.integer({ min: -12, max: 11 }),
  tokens: fc.integer({ min: 1, max: 1_000 }),
  /** Of a row that changed late. */
  toldInTime: fc.option(fc.integer({ min: 0, max: 1_000 }), { nil: undefined }),
  seenAfterMs: fc.constantFrom(0, 6 * DAY_MS, 7 * DAY_MS, 8 * DAY_MS),
  signals: fc.constantFrom(0, bitOf("C1"), bitOf("C9"), bitOf("C18")),
});
