import assert from "node:assert/strict";
import * as v from "valibot";
import { readOutcomes } from "../../src/server/publication/memberUse.ts";
import { meViewSchema, type MeView } from "../../src/shared/board/meView.ts";
import type { OutcomeDay } from "../../src/shared/board/outcomeDay.ts";
import type { TopList } from "../../src/shared/board/standing.ts";
import { onEachDatabase } from "../support/server/boardDatabases.ts";
import { catchUp } from "../support/server/catchUp.ts";
import { TestBoard, TestDevice } from "../support/server/testBoard.ts";
import { list, read, upload } from "../support/server/uploads.ts";
import { NOON_MS, wireRow } from "../support/server/wireRows.ts";

const DAY_MS = 86_400_000;
const TODAY = NOON_MS / DAY_MS - 0.5;

const OUTCOME: OutcomeDay = {
  day: TODAY,
  rev: 2,
  merged: 1,
  effAdded: 100,
  effMatured: 50,
  effSurviving: 40,
  reworked: 10,
  testRuns: 9,
  testGreen: 8,
  promptToMergeH: 3.5,
  costMaturedMicro: 1_000_000,
};

describe("what people tell the board, and what it tells them", () => {
  onEachDatabase((databases) => {
    let board: TestBoard;
    let code: string;
    beforeEach(async () => {
      board = await TestBoard.open(await databases.open());
      code = await board.invite();
    });
    afterEach(() => board.close());

    const put = async (device: TestDevice, path: string, body: object): Promise<number> =>
      (await device.ask({ method: "PUT", path, body: JSON.stringify(body) })).statusCode;
    const page = async (device: TestDevice): Promise<MeView> =>
      v.parse(meViewSchema, await read<unknown>(device, "/v1/me/page"));

    it("shows the badges and the title that a person chose, and no others any more", async () => {
      const device = await TestDevice.join(board, code);
      const wizard = { badge: "cache-wizard", grade: 3, since: TODAY - 4 };
      const warm = { badge: "warm-start", grade: 1, since: TODAY - 2 };
      assert.equal(await put(device, "/v1/me/badges", { title: "cache-wizard", badges: [wizard, warm] }), 200);
      assert.deepEqual((await page(device)).badges, [wizard, warm]);
      await upload(board, device, [wireRow()]);
      await list(device, "Ada");
      const [entry] = (await read<TopList>(device, "/v1/top")).entries;
      assert.deepEqual(
        [entry?.title, entry?.badges.map(({ badge }) => badge)],
        ["cache-wizard", ["cache-wizard", "warm-start"]],
      );
      assert.equal(await put(device, "/v1/me/badges", { badges: [warm] }), 200);
      assert.deepEqual((await page(device)).badges, [warm]);
    });

    it("takes no badge that is not in the catalogue, none twice, and no title without its badge", async () => {
      const device = await TestDevice.join(board, code);
      const wizard = { badge: "cache-wizard", grade: 3, since: TODAY };
      for (const shared of [
        { badges: [{ ...wizard, badge: "top-secret" }] },
        { badges: [wizard, { ...wizard, grade: 1 }] },
        { title: "warm-start", badges: [wizard] },
        { badges: [{ ...wizard, grade: 5 }] },
      ])
        assert.equal(await put(device, "/v1/me/badges", shared), 400);
      assert.deepEqual((await page(device)).badges, []);
    });

    it("lets people choose one of the teams, or none", async () => {
      const device = await TestDevice.join(board, code);
      await board.database.query("INSERT INTO team (name) VALUES ('Blue'), ('Amber')");
      const { teams } = await page(device);
      assert.deepEqual(
        teams.map(({ name }) => name),
        ["Amber", "Blue"],
      );
      const teamId = teams[0]?.teamId;
      assert.equal(await put(device, "/v1/me/team", { teamId }), 200);
      assert.equal((await page(device)).teamId, teamId);
      assert.equal(await put(device, "/v1/me/team", { teamId: 77 }), 404);
      assert.equal((await page(device)).teamId, teamId);
      assert.equal(await put(device, "/v1/me/team", { teamId: null }), 200);
      assert.equal((await page(device)).teamId, undefined);
    });

    const tell = async (device: TestDevice, days: readonly OutcomeDay[]): Promise<number> => {
      const body = JSON.stringify({ v: 1, days });
      const response = await device.ask({ method: "POST", path: "/v1/outcomes", body });
      assert.equal(response.statusCode, 200, response.body);
      return response.json<{ accepted: number }>().accepted;
    };
    const outcomesOf = async (device: TestDevice): Promise<readonly Readonly<Record<string, unknown>>[]> =>
      (await read<{ outcomes: readonly Record<string, unknown>[] }>(device, "/v1/me/export")).outcomes;

    it("takes outcomes by revision, and what is sent again changes nothing", async () => {
      const device = await TestDevice.join(board, code);
      const send = (days: readonly OutcomeDay[]): Promise<number> => tell(device, days);
      assert.equal(await send([OUTCOME, { ...OUTCOME, rev: 1, merged: 7 }]), 1);
      assert.equal(await send([OUTCOME]), 0);
      assert.equal(await send([{ ...OUTCOME, rev: 3, promptToMergeH: null, merged: 0 }]), 1);
      assert.equal(await send([{ ...OUTCOME, day: TODAY + 9 }]), 0);
      assert.deepEqual(
        (await outcomesOf(device)).map(({ merged, prompt_to_merge_h, rev }) => [merged, prompt_to_merge_h, rev]),
        [[0, null, 3]],
      );
    });

    it("leaves nothing of days that a device told of before and does not name any more", async () => {
      const device = await TestDevice.join(board, code);
      const revs = async (): Promise<unknown> =>
        (await outcomesOf(device)).map(({ day, rev, merged, test_runs }) => [day, rev, merged, test_runs]);
      const yesterday = { ...OUTCOME, day: TODAY - 1 };
      const long = { ...OUTCOME, day: TODAY - 90 };
      await tell(device, [long, yesterday, OUTCOME]);
      assert.equal(await tell(device, [{ ...OUTCOME, rev: 5, merged: 1 }]), 1);
      const left = [
        [TODAY - 90, long.rev, long.merged, long.testRuns],
        [TODAY - 1, 5, 0, 0],
        [TODAY, 5, 1, OUTCOME.testRuns],
      ];
      assert.deepEqual(await revs(), left);
      // An older request that comes late neither takes away nor brings back.
      assert.equal(await tell(device, [{ ...yesterday, rev: 4 }]), 0);
      assert.deepEqual(await revs(), left);
      assert.equal(await tell(device, []), 0);
      assert.deepEqual(await revs(), [...left.slice(0, 2), [TODAY, 6, 0, 0]]);
      assert.equal(await tell(device, [{ ...yesterday, rev: 7 }]), 1);
    });

    it("keeps what each device tells of a day beside what others do, and adds it up", async () => {
      const laptop = await TestDevice.join(board, code);
      const { code: link } = (await laptop.ask({ method: "POST", path: "/v1/me/links", body: "{}" })).json<{
        code: string;
      }>();
      const desktop = await TestDevice.join(board, link);
      const stranger = await TestDevice.join(board, code);
      // The newer revision is no reason to replace what another machine has told.
      assert.equal(await tell(laptop, [OUTCOME]), 1);
      assert.equal(await tell(desktop, [{ ...OUTCOME, rev: 9, merged: 3, testRuns: 1, testGreen: 1 }]), 1);
      assert.equal(await tell(stranger, [{ ...OUTCOME, merged: 70 }]), 1);
      assert.equal(await tell(laptop, [{ ...OUTCOME, rev: 3, merged: 2 }]), 1);
      const { memberId } = laptop.registered;
      const devices = [laptop, desktop].map(({ registered }) => registered.deviceId);
      assert.deepEqual(
        (await outcomesOf(desktop)).map(({ device_id, merged }) => [Number(device_id), merged]),
        [
          [devices[0], 2],
          [devices[1], 3],
        ].toSorted(([a], [b]) => Number(a) - Number(b)),
      );
      const sums = (await readOutcomes(board.database, [memberId], TODAY)).get(memberId);
      assert.deepEqual([sums?.merged, sums?.testRuns, sums?.testGreen], [5, 10, 9]);
      assert.equal((await page(laptop)).held["outcomes"], 2);
      const left = await laptop.ask({ method: "POST", path: "/v1/me/leave", body: "{}" });
      assert.equal(left.json<{ deleted: Record<string, number> }>().deleted["outcome_day"], 2);
      assert.equal((await outcomesOf(stranger)).length, 1);
    });

    it("gives people what they had told in time, of a row that they changed late", async () => {
      const device = await TestDevice.join(board, code);
      await upload(board, device, [wireRow()]);
      board.nowMs += 9 * DAY_MS;
      const changed = wireRow({ rev: 2, out: 7 });
      await upload(board, device, [changed]);
      const { rows } = await read<{ rows: readonly object[] }>(device, "/v1/me/export");
      const { deviceId } = device.registered;
      const of = { deviceId, shiftH: 0, parser: 3, firstSeenMs: NOON_MS, signals: 0 };
      const inTime = { timelyIn: 1_000, timelyOut: 500, timelyCr: 20_000, timelyCw: 3_000, timelyTurns: 4 };
      assert.deepEqual(rows, [{ ...changed, ...of, ...inTime }]);
    });

    it("shows the listed around oneself, oneself between them, also where one is not listed", async () => {
      const people: TestDevice[] = [];
      for (const [i, name] of ["One", "Two", "Three", "", "Five"].entries()) {
        const device = await TestDevice.join(board, code);
        await upload(board, device, [wireRow({ out: 900 - i * 100 })]);
        if (name !== "") await list(device, name);
        people.push(device);
      }
      board.nowMs += 3 * DAY_MS;
      await catchUp(board.database, board.nowMs);
      const [, second, , unlisted] = people;
      assert.ok(second !== undefined && unlisted !== undefined);
      const around = async (device: TestDevice): Promise<readonly unknown[]> =>
        (await page(device)).neighbours.map(({ handle, rank, isYou }) => [handle, rank, isYou]);
      assert.deepEqual(await around(second), [
        ["One", 1, false],
        ["Two", 2, true],
        ["Three", 3, false],
        ["Five", 4, false],
      ]);
      assert.deepEqual(await around(unlisted), [
        ["One", undefined, false],
        ["Two", undefined, false],
        ["Three", undefined, false],
        ["", undefined, true],
        ["Five", undefined, false],
      ]);
      await board.database.query("UPDATE board SET names_off = true");
      assert.deepEqual(await around(second), []);
      assert.deepEqual((await read<TopList>(second, "/v1/top")).entries, []);
    });

    it("shows own days, devices and what is held", async () => {
      const device = await TestDevice.join(board, code);
      await upload(board, device, [wireRow(), wireRow({ h: TODAY * 24 - 40 })]);
      const me = await page(device);
      assert.deepEqual(
        me.days.map(({ day, seen, counted, isSettled }) => [day - TODAY, seen, counted, isSettled]),
        [
          [-2, 24_500, 24_500, false],
          [0, 24_500, 24_500, false],
        ],
      );
      const held = { hours: 2, days: 2, badges: 0, outcomes: 0, snapshots: 0, devices: 1 };
      assert.deepEqual(me.held, held);
      assert.deepEqual(
        me.devices.map(({ lastUploadAt }) => lastUploadAt),
        [NOON_MS],
      );
    });
  });
});
