import assert from "node:assert/strict";
import * as fc from "fast-check";
import { FIGURE_FIELDS, KEY_FIELDS, type UsageRow } from "../../src/shared/board/usageRow.ts";
import { numberIn } from "../../src/server/database/boardDatabase.ts";
import { onEachDatabase } from "../support/server/boardDatabases.ts";
import { catchUp } from "../support/server/catchUp.ts";
import type { ModelDay } from "../support/server/model/boardModel.ts";
import { modelSteps } from "../support/server/model/modelSteps.ts";
import { ModelWorld } from "../support/server/model/modelWorld.ts";

/** Taken at least, on each database. `BOARD_MODEL_STEPS` and `BOARD_MODEL_SEED` make it longer and another. */
const STEPS = Number(process.env["BOARD_MODEL_STEPS"] ?? 1_000);
const SEED = Number(process.env["BOARD_MODEL_SEED"] ?? 20_261_120);
const STEPS_PER_RUN = 250;
const WINDOW_DAYS = 30;

const textOf = (device: number, row: Readonly<Record<string, unknown>>): string =>
  [device, ...["rev", ...KEY_FIELDS, ...FIGURE_FIELDS].map((field) => String(row[field]))].join(" ");

/** Rows of a member as the board gives them out. */
async function rowsHeld(world: ModelWorld, member: number): Promise<readonly string[]> {
  const asker = world.devices.find(({ connection }) => connection.registered.memberId === member);
  assert.ok(asker !== undefined);
  const held = await asker.connection.ask({ method: "GET", path: "/v1/me/export" });
  assert.equal(held.statusCode, 200, held.body);
  const { rows } = held.json<{ rows: (UsageRow & { readonly deviceId: number })[] }>();
  return rows.map((row) => textOf(row.deviceId, row)).toSorted();
}

async function daysHeld(world: ModelWorld, member: number): Promise<ReadonlyMap<number, ModelDay>> {
  const rows = await world.board.database.query(
    "SELECT day, seen, counted, steered, turns FROM member_day WHERE member_id = $1 AND (seen > 0 OR turns > 0) ORDER BY day",
    [member],
  );
  return new Map(
    rows.map((row) => {
      const [day, seen, counted, steered, turns] = ["day", "seen", "counted", "steered", "turns"].map((name) =>
        numberIn(row, name),
      );
      return [day ?? 0, { seen: seen ?? 0, counted: counted ?? 0, turns: turns ?? 0, steered: steered ?? 0 }];
    }),
  );
}

async function assertSameTruth(world: ModelWorld): Promise<void> {
  const { board, model, devices } = world;
  await catchUp(board.database, board.nowMs);
  for (const table of ["usage_hour", "member_day", "window30", "device"]) {
    const rows = await board.database.query(`SELECT DISTINCT member_id FROM ${table} ORDER BY member_id`);
    for (const row of rows) assert.ok(model.members.includes(numberIn(row, "member_id")), table);
  }
  for (const member of model.members) {
    const own = devices.filter(({ connection }) => connection.registered.memberId === member);
    const rows = own.flatMap((device) =>
      device.rows.map((row) => textOf(device.connection.registered.deviceId, { ...row })),
    );
    assert.deepEqual(await rowsHeld(world, member), rows.toSorted());
    const days = new Map(
      [...model.days(member)].filter(([, { seen, turns }]) => seen > 0 || turns > 0).toSorted(([a], [b]) => a - b),
    );
    assert.deepEqual(await daysHeld(world, member), days);
    const today = Math.floor(board.nowMs / 86_400_000);
    const inWindow = [...days].filter(([day]) => day > today - WINDOW_DAYS && day <= today).map(([, sums]) => sums);
    const sumOf = (field: "seen" | "counted"): number => inWindow.reduce((sum, day) => sum + day[field], 0);
    const [window] = await board.database.query(
      "SELECT seen, score + provisional + withheld AS counted, score FROM window30 WHERE member_id = $1",
      [member],
    );
    const [settled] = await board.database.query(
      "SELECT coalesce(sum(settled), 0)::bigint AS score FROM member_day WHERE member_id = $1 AND day BETWEEN $2 AND $3",
      [member, today - WINDOW_DAYS + 1, today],
    );
    const expected = { seen: sumOf("seen"), counted: sumOf("counted"), score: numberIn(settled, "score") };
    assert.deepEqual({ seen: 0, counted: 0, score: 0, ...window }, expected);
  }
}

describe("client truth and the board's truth", () => {
  onEachDatabase((databases) => {
    it("are the same after any uploads, losses, kills, corrections, leavers and restored backups", async function () {
      this.timeout(3_600_000);
      let taken = 0;
      const runs = Math.ceil(STEPS / STEPS_PER_RUN);
      const property = fc.asyncProperty(modelSteps(STEPS_PER_RUN), async (steps) => {
        const world = await ModelWorld.open(await databases.open());
        try {
          for (const step of steps) {
            await world.take(step);
            taken += 1;
          }
          await world.settle();
          await assertSameTruth(world);
        } finally {
          await world.board.close();
        }
      });
      await fc.assert(property, { numRuns: runs, seed: SEED, endOnFailure: true });
      process.stdout.write(`      ${taken} steps\n`);
      assert.ok(taken >= STEPS);
    });
  });
});
