import assert from "node:assert/strict";
import * as v from "valibot";
import { createPricer } from "../../src/core/prices/createPricer.ts";
import { keepRetention } from "../../src/server/housekeeping.ts";
import { leave } from "../../src/server/membership/leave.ts";
import { keepPublication } from "../../src/server/publication/keepPublication.ts";
import { practiceViewSchema, type PracticeMetric, type PracticeView } from "../../src/shared/board/practiceView.ts";
import { volumeViewSchema, type VolumeView } from "../../src/shared/board/volumeView.ts";
import { onEachDatabase } from "../support/server/boardDatabases.ts";
import { catchUp } from "../support/server/catchUp.ts";
import { addRows, makeCompany, type MadePerson } from "../support/server/company.ts";
import { TestBoard, TestDevice } from "../support/server/testBoard.ts";
import { read, upload } from "../support/server/uploads.ts";
import { NOON, NOON_MS, wireRow } from "../support/server/wireRows.ts";

const DAY_MS = 86_400_000;
const DAY_BEFORE = NOON - 48;
const pricer = createPricer();

/** Two days ago, 60 million tokens of prompt each, of which people differ in what came from the cache. */
function person(member: number, change: Partial<MadePerson> = {}): MadePerson {
  const cr = 50_000_000 + member * 100_000;
  const row = wireRow({
    h: DAY_BEFORE,
    in: 60_000_000 - cr - 4_000_000,
    cw: 4_000_000,
    cr,
    out: 400_000,
    calls: 400,
    turns: 30,
  });
  return { member, rows: [row], ...change };
}

const some = (from: number, to: number, change: Partial<MadePerson> = {}): readonly MadePerson[] =>
  Array.from({ length: to - from + 1 }, (_, i) => person(from + i, change));

describe("what a board publishes", () => {
  onEachDatabase((databases) => {
    let board: TestBoard;
    let viewer: TestDevice;
    beforeEach(async () => {
      board = await TestBoard.open(await databases.open());
      viewer = await TestDevice.join(board, await board.invite());
      await board.database.query("INSERT INTO team (name) VALUES ('Amber'), ('Blue')");
    });
    afterEach(() => board.close());

    const publish = async (): Promise<void> => {
      await catchUp(board.database, board.nowMs);
      await keepPublication(board.database, { nowMs: board.nowMs, least: 8, pricer });
    };
    const volume = async (): Promise<VolumeView> =>
      v.parse(volumeViewSchema, await read<unknown>(viewer, "/v1/volume"));
    const practice = async (slice?: string): Promise<PracticeView> =>
      v.parse(
        practiceViewSchema,
        await read<unknown>(
          viewer,
          slice === undefined ? "/v1/practice" : `/v1/practice?slice=${encodeURIComponent(slice)}`,
        ),
      );
    const medianOf = (view: PracticeView, metric: PracticeMetric): unknown =>
      view.metrics.find((each) => each.metric === metric)?.of.median;

    it("is nothing before there is a group", async () => {
      for (const [first, last] of [
        [1, 4],
        [5, 7],
      ] as const) {
        const { total, entries, slices } = await volume();
        assert.deepEqual(
          [total.seen, total.costUsd],
          [
            { kind: "withheld", reason: "tooFew" },
            { kind: "withheld", reason: "tooFew" },
          ],
        );
        assert.deepEqual([entries, slices], [[], []]);
        assert.deepEqual(medianOf(await practice(), "cacheHit"), { kind: "withheld", reason: "tooFew" });
        await makeCompany(board.database, some(first, last), board.nowMs);
        await publish();
        board.nowMs += DAY_MS;
      }
    });

    it("is of no slice whose name none can have", async () => {
      for (const slice of ["team:\u0000", "tool:a b", "company:;"]) {
        const path = `/v1/practice?slice=${encodeURIComponent(slice)}`;
        assert.equal((await viewer.ask({ method: "GET", path })).statusCode, 404, JSON.stringify(slice));
      }
    });

    it("comes about whatever one person sends", async () => {
      const figure = Number.MAX_SAFE_INTEGER;
      const rows = Array.from({ length: 400 }, (_, i) =>
        wireRow({ h: NOON - 24 * (i % 25), tool: `t${i % 16}`, in: figure, out: figure, cr: figure, cw: figure }),
      );
      await upload(board, viewer, rows);
      await makeCompany(board.database, some(1, 20), board.nowMs);
      await publish();
      assert.equal((await volume()).total.people.kind, "value");
      assert.equal((await practice()).metrics.length, 10);
    });

    it("is the company's totals, rounded, with its cost by the price list and by what others assume", async () => {
      await makeCompany(board.database, some(1, 20), board.nowMs);
      await publish();
      const { total, milestones, slices } = await volume();
      // 20 times 60.4 million.
      assert.deepEqual(total.seen, { kind: "value", value: 1_200_000_000 });
      assert.deepEqual(total.people, { kind: "value", value: 20 });
      const cost = { freshInput: 5, output: 25, cacheRead: 0.5, cacheWrite: 6.25 };
      const cr = 20 * 50 + 21;
      const usd = (20 * 56 - cr) * cost.freshInput + 8 * cost.output + cr * cost.cacheRead + 80 * cost.cacheWrite;
      assert.deepEqual(total.costUsd, { kind: "value", value: Number(usd.toPrecision(2)) });
      assert.deepEqual(
        total.assumedCosts.map(({ usdPerMillion, costUsd }) => [usdPerMillion, costUsd]),
        [
          [0.92, { kind: "value", value: 1_100 }],
          [5.5, { kind: "value", value: 6_600 }],
          [15, { kind: "value", value: 18_000 }],
        ],
      );
      assert.deepEqual(milestones[0], {
        milestone: "library",
        tokens: 2.66e12,
        times: { kind: "value", value: 0.00045 },
      });
      assert.deepEqual(
        slices.map(({ slice, counted, people }) => [slice.kind, slice.id, counted.kind, people]),
        [
          ["tool", "claudeCode", "band", { kind: "value", value: 20 }],
          ["model", "claude-opus-4-5", "band", { kind: "value", value: 20 }],
        ],
      );
    });

    it("is medians of practice, with the own figure beside them, and of weeks", async () => {
      await makeCompany(board.database, some(1, 20), board.nowMs);
      await publish();
      const view = await practice();
      assert.deepEqual(medianOf(view, "cacheHit"), { kind: "value", value: 0.85 });
      assert.deepEqual(medianOf(view, "steeredShare"), { kind: "value", value: 1 });
      assert.deepEqual(medianOf(view, "survival"), { kind: "withheld", reason: "tooFew" });
      assert.ok(view.metrics.every(({ own }) => own === undefined));
      board.nowMs += 7 * DAY_MS;
      await publish();
      const cacheHit = (await practice()).metrics.find(({ metric }) => metric === "cacheHit");
      assert.equal(cacheHit?.weeks.length, 2);
    });

    it("is the teams that may be told of, each with one decision for all of its figures", async () => {
      const people = [...some(1, 12, { team: 1 }), ...some(13, 17, { team: 2 }), ...some(18, 25)];
      await makeCompany(board.database, people, board.nowMs);
      await publish();
      const { slices } = await volume();
      const teams = slices.filter(({ slice }) => slice.kind === "team");
      assert.deepEqual(
        teams.map(({ slice, people: n }) => [slice.id, slice.name, n]),
        [["1", "Amber", { kind: "value", value: 10 }]],
      );
      assert.equal((await practice("team:1")).people.kind, "value");
      const blue = await practice("team:2");
      assert.deepEqual(blue.people, { kind: "withheld", reason: "tooFew" });
      assert.deepEqual(medianOf(blue, "cacheHit"), { kind: "withheld", reason: "tooFew" });
    });

    it("is no team beside which a few others could be told", async () => {
      await makeCompany(board.database, [...some(1, 12, { team: 1 }), ...some(13, 17)], board.nowMs);
      await publish();
      assert.deepEqual((await practice("team:1")).people, { kind: "withheld", reason: "complement" });
      assert.deepEqual((await volume()).total.people, { kind: "value", value: 20 });
    });

    it("stays as it is when one person does something, and is made anew when a group has", async () => {
      await makeCompany(board.database, some(1, 20), board.nowMs);
      await publish();
      const before = await volume();
      board.nowMs += DAY_MS;
      const more = (member: number): Pick<MadePerson, "member" | "rows"> => ({
        member,
        rows: person(member).rows.map((row) => ({ ...row, h: DAY_BEFORE + 1 })),
      });
      await addRows(board.database, [more(1)], board.nowMs);
      await leave(board.database, 20, board.nowMs);
      await publish();
      assert.deepEqual((await volume()).total, before.total);
      board.nowMs += DAY_MS;
      await addRows(board.database, [2, 3, 4, 5, 6, 7, 8].map(more), board.nowMs);
      await publish();
      // 19 and 8 times 60.4 million.
      assert.deepEqual((await volume()).total.seen, { kind: "value", value: 1_600_000_000 });
    });

    it("holds nothing of who has left but that a person has", async () => {
      await makeCompany(board.database, some(1, 20, { team: 1 }), board.nowMs);
      await publish();
      const receipt = await leave(board.database, 7, board.nowMs);
      for (const table of ["member_part", "member_share", "member_figure", "published_part"])
        assert.ok((receipt?.deleted[table] ?? 0) >= 1, table);
      const [block] = await board.database.query("SELECT * FROM published_block WHERE departed > 0");
      // The step above 60.4 million.
      assert.deepEqual([block?.["departed"], block?.["departed_seen"]], [1, 100_000_000]);
    });

    it("is made once a day, after midnight", async () => {
      await makeCompany(board.database, some(1, 20), board.nowMs);
      await publish();
      const days = async (): Promise<unknown> =>
        (await board.database.query("SELECT DISTINCT day FROM published WHERE kind = 'company' ORDER BY day")).length;
      board.nowMs += DAY_MS / 2 - 1;
      await publish();
      assert.equal(await days(), 1);
      board.nowMs += 60_000;
      await publish();
      assert.equal(await days(), 1);
      board.nowMs += 5 * 60_000;
      await publish();
      assert.equal(await days(), 2);
    });

    it("tells of days once they have settled, and never changes what it told", async () => {
      await makeCompany(board.database, some(1, 20), board.nowMs);
      board.nowMs += 2 * DAY_MS;
      await publish();
      const told = (await volume()).days.filter(({ counted }) => counted.kind === "value");
      assert.deepEqual(
        told.map(({ day, counted }) => [day, counted]),
        [[Math.floor(DAY_BEFORE / 24), { kind: "value", value: 1_200_000_000 }]],
      );
    });

    it("keeps the list of each day, without who has left, for as long as days are kept", async () => {
      await makeCompany(
        board.database,
        [1, 2, 3].map((member) => person(member, { handle: `Person ${member}` })),
        board.nowMs,
      );
      await publish();
      const ranks = async (): Promise<readonly unknown[]> =>
        (await board.database.query("SELECT member_id, rank FROM rank_snapshot ORDER BY rank")).map((row) => [
          row["member_id"],
          row["rank"],
        ]);
      assert.equal((await ranks()).length, 3);
      await leave(board.database, 2, board.nowMs);
      assert.deepEqual(
        (await ranks()).map((row) => (row as number[])[1]),
        [1, 3],
      );
      await keepRetention(board.database, NOON_MS + 396 * DAY_MS);
      assert.equal((await ranks()).length, 2);
      await keepRetention(board.database, NOON_MS + 398 * DAY_MS);
      assert.equal((await ranks()).length, 0);
    });

    it("answers no question but those it has answers for", async () => {
      const ask = async (query: string): Promise<number> =>
        (await viewer.ask({ method: "GET", path: `/v1/practice${query}` })).statusCode;
      assert.deepEqual(
        [
          await ask("?slice=team:1"),
          await ask("?slice=person:1"),
          await ask("?slice=company:&tool=x"),
          await ask(`?slice=${encodeURIComponent("tool:x; DROP TABLE member; --")}`),
          await ask(""),
        ],
        [404, 400, 400, 404, 200],
      );
    });
  });
});
