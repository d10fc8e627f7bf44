import assert from "node:assert/strict";
import { chmodSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import type { UsageRecord } from "../../../../src/core/usageRecord.ts";
import { readAnswer, readQuestion, type AnswerOf } from "../../../../src/shared/panelQuestions.ts";
import type { Mark } from "../../../../src/shared/weeklyReview.ts";
import { UserError } from "../../../../src/shared/userError.ts";
import type { LocalMeter } from "../../../../src/worker/localMeter.ts";
import { noteTestRun } from "../../../../src/worker/review/noteTestRun.ts";
import { GitRepository } from "../../../support/gitRepository.ts";
import { flatPricer, TestPlace } from "../testMeter.ts";
import { DAY_MS, HOUR_MS, makeCall, makeTurn, MINUTE_MS } from "../testRecords.ts";

/** Monday of week 25 of 2026, at noon. */
const MONDAY_MS = Date.UTC(2026, 5, 15, 12);
const WEEK_MS = 7 * DAY_MS;
/** Tuesday after that week. */
const NOW_MS = MONDAY_MS + 8 * DAY_MS;

/** Seven sessions of the week, each dearer than the one before, and one of the week before. */
function makeRecords(): readonly UsageRecord[] {
  const calls = [1, 2, 3, 4, 5, 6, 7].map((size) =>
    makeCall({
      family: `call-${size}`,
      sessionId: `session-${size}`,
      atMs: MONDAY_MS + size * HOUR_MS,
      tokens: { freshInput: size * 1000, output: 0 },
      cwd: `/home/ann/${size}`,
    }),
  );
  return [
    makeTurn({ sessionId: "session-7", atMs: MONDAY_MS + 7 * HOUR_MS }),
    ...calls,
    makeCall({ family: "old", sessionId: "old", atMs: MONDAY_MS - WEEK_MS, tokens: { freshInput: 500, output: 0 } }),
  ];
}

describe("the weekly review of a ledger", () => {
  let place: TestPlace;
  let meter: LocalMeter;

  async function openWith(records: readonly UsageRecord[]): Promise<void> {
    place.write("log.jsonl", records);
    meter = place.openMeter({ pricer: flatPricer() });
    await meter.scan();
  }

  function review(week?: string, from = meter): AnswerOf<"review"> {
    const answer = readAnswer(
      "review",
      from.ask({ name: "review", argument: week === undefined ? {} : { week } }, "UTC"),
    );
    assert.ok(answer !== undefined);
    return answer;
  }

  function mark(id: number, opinion: Mark | undefined, from = meter): boolean | undefined {
    const answer = from.ask(
      { name: "markSession", argument: opinion === undefined ? { id } : { id, mark: opinion } },
      "UTC",
    );
    return readAnswer("markSession", answer)?.isKept;
  }

  async function outcomes(week: string): Promise<AnswerOf<"outcomes">> {
    const answer = readAnswer("outcomes", await meter.ask({ name: "outcomes", argument: { week } }, "UTC"));
    assert.ok(answer !== undefined);
    return answer;
  }

  beforeEach(() => {
    place = new TestPlace();
    place.nowMs = NOW_MS;
  });

  afterEach(() => {
    place.dispose();
  });

  it("tells what ran in the last whole week, and the week before", async () => {
    await openWith(makeRecords());
    const { week, from, to, isOver, previous, next, totals, before, activeDays, sessions, byTool } = review();
    assert.deepEqual(
      { week, from, to, isOver, previous, next, activeDays, sessions },
      {
        week: "2026-W25",
        from: "2026-06-15",
        to: "2026-06-21",
        isOver: true,
        previous: "2026-W24",
        next: "2026-W26",
        activeDays: 1,
        sessions: 7,
      },
    );
    assert.deepEqual([totals.calls, totals.freshInput, totals.costNanos], [7, 28_000, 84_000]);
    assert.equal(before?.freshInput, 500);
    assert.deepEqual(
      byTool.map((tool) => tool.totals.calls),
      [7],
    );
  });

  it("equals the report of the same days", async () => {
    await openWith(makeRecords());
    const span = { sinceMs: Date.parse("2026-06-15T00:00:00Z"), untilMs: Date.parse("2026-06-22T00:00:00Z") };
    const report = meter.report({ by: "model", timeZone: "UTC", ...span });
    assert.deepEqual(review().totals, report.totals);
  });

  it("names the five dearest sessions, and what nobody was there for", async () => {
    await openWith(makeRecords());
    const { costliest, unattendedTokens } = review();
    assert.deepEqual(
      costliest.map(({ project, turns, totals, unattendedTokens: alone, mark: opinion }) => [
        project,
        turns,
        totals.freshInput,
        alone,
        opinion,
      ]),
      [
        ["/home/ann/7", 1, 7000, 0, undefined],
        ["/home/ann/6", 0, 6000, 6000, undefined],
        ["/home/ann/5", 0, 5000, 5000, undefined],
        ["/home/ann/4", 0, 4000, 4000, undefined],
        ["/home/ann/3", 0, 3000, 3000, undefined],
      ],
    );
    assert.equal(unattendedTokens, 21_000);
  });

  it("puts unpriced sessions by their tokens", async () => {
    await openWith(makeRecords().map((record) => (record.kind === "call" ? { ...record, model: "free-a" } : record)));
    const { costliest } = review();
    assert.deepEqual(
      costliest.map(({ totals }) => totals.unpricedTokens),
      [7000, 6000, 5000, 4000, 3000],
    );
  });

  it("cuts a session that goes on after the week", async () => {
    await openWith([
      makeCall({ family: "a", atMs: MONDAY_MS + 6 * DAY_MS, tokens: { freshInput: 10, output: 0 } }),
      makeCall({ family: "b", atMs: MONDAY_MS + 7 * DAY_MS, tokens: { freshInput: 100, output: 0 } }),
    ]);
    const [session] = review().costliest;
    assert.deepEqual([session?.totals.freshInput, session?.endMs], [10, Date.parse("2026-06-22T00:00:00Z")]);
    const [later] = review("2026-W26").costliest;
    assert.deepEqual([later?.totals.freshInput, later?.startMs], [100, Date.parse("2026-06-22T00:00:00Z")]);
  });

  it("is complete in an empty ledger and in a week without usage", async () => {
    await openWith([]);
    assert.equal(review().totals.calls, 0);
    assert.deepEqual(review().costliest, []);
    place.write("more.jsonl", makeRecords());
    await meter.scan();
    const quiet = review("2026-W26");
    assert.deepEqual([quiet.totals.calls, quiet.costliest, quiet.savings, quiet.isOver], [0, [], [], false]);
    assert.equal(quiet.before?.calls, 7);
    assert.equal(review("2026-W24").before, undefined, "unknown, and not nothing");
  });

  it("keeps marks: the last one holds, none takes it away, and replaying changes nothing", async () => {
    await openWith(makeRecords());
    const id = review().costliest[0]?.id ?? -1;
    for (const opinion of ["useful", "wasted", "wasted", "partly"] as const) {
      assert.equal(mark(id, opinion), true);
      assert.equal(review().costliest[0]?.mark, opinion);
    }
    assert.equal(mark(id, undefined), true);
    assert.equal(mark(id, undefined), true);
    assert.equal(review().costliest[0]?.mark, undefined);
    assert.equal(mark(987_654, "useful"), false);
  });

  it("keeps marks over a rescan, and takes them from any process", async () => {
    await openWith(makeRecords());
    const id = review().costliest[0]?.id ?? -1;
    const follower = place.openMeter({ ownerId: "owner-2", pricer: flatPricer() });
    assert.equal(mark(id, "partly", follower), true);
    assert.equal(review().costliest[0]?.mark, "partly");
    await meter.rescan();
    assert.equal(review().costliest[0]?.mark, "partly");
    assert.equal(review(undefined, follower).costliest[0]?.mark, "partly");
  });

  it("says why a mark is not kept in a ledger that may not be written to", async () => {
    await openWith(makeRecords());
    meter.close();
    chmodSync(place.ledgerFile, 0o444);
    const reader = place.openMeter({ pricer: flatPricer() });
    const id = review(undefined, reader).costliest[0]?.id ?? -1;
    // The owner of the machine may write to any file.
    if (process.getuid?.() === 0) assert.equal(mark(id, "useful", reader), true);
    else assert.throws(() => mark(id, "useful", reader), UserError);
  });

  it("waits for another writer, and says so when that takes too long", async () => {
    await openWith(makeRecords());
    const id = review().costliest[0]?.id ?? -1;
    const other = new DatabaseSync(place.ledgerFile);
    other.exec("BEGIN IMMEDIATE");
    try {
      assert.throws(() => mark(id, "useful"), /locked by another program/u);
    } finally {
      other.exec("ROLLBACK");
      other.close();
    }
    assert.equal(mark(id, "useful"), true);
  }).timeout(120_000);

  it("tells what came of sessions: commits, test runs, and why nothing is known", async () => {
    const repository = new GitRepository();
    try {
      repository.write("a.ts", "one\n");
      repository.commit("one", MONDAY_MS + 90 * MINUTE_MS);
      const folders: readonly [string, number][] = [
        [repository.folder, 5],
        [`${repository.root}/gone`, 4],
        [repository.root, 3],
      ];
      place.write(
        "log.jsonl",
        folders.map(([cwd, size]) =>
          makeCall({
            family: cwd,
            sessionId: cwd,
            atMs: MONDAY_MS + HOUR_MS,
            cwd,
            tokens: { freshInput: size * 1000, output: 0 },
          }),
        ),
      );
      meter = place.openMeter({ pricer: flatPricer(), env: repository.env });
      await meter.scan();
      const run = { folder: `${repository.folder}/web`, command: "c", atMs: MONDAY_MS + 80 * MINUTE_MS, passed: true };
      meter.note((ledger) => noteTestRun(run, ledger));
      meter.note((ledger) => noteTestRun({ ...run, passed: false }, ledger));
      meter.note((ledger) => noteTestRun({ ...run, atMs: MONDAY_MS }, ledger));
      meter.note((ledger) => noteTestRun({ ...run, folder: "/elsewhere" }, ledger));
      const { week, sessions } = await outcomes("2026-W25");
      assert.equal(week, "2026-W25");
      assert.deepEqual(
        sessions.map(({ commits, testRuns }) => [commits.kind, testRuns]),
        [
          ["found", { count: 2, passed: 1 }],
          ["folderGone", { count: 0, passed: 0 }],
          // A folder above: the runs below it are its own.
          ["noRepository", { count: 2, passed: 1 }],
        ],
      );
    } finally {
      repository.dispose();
    }
  });

  it("says that nothing can be read where there is no git", async () => {
    await openWith([makeCall({ atMs: MONDAY_MS, cwd: place.folder })]);
    const { sessions } = await outcomes("2026-W25");
    assert.deepEqual(
      sessions.map(({ commits }) => commits.kind),
      ["unreadable"],
    );
  });

  it("forgets test runs of more than a year ago", async () => {
    await openWith([]);
    meter.note((ledger) =>
      noteTestRun({ folder: "/a", command: "", atMs: NOW_MS - 500 * DAY_MS, passed: true }, ledger),
    );
    meter.note((ledger) => noteTestRun({ folder: "/a", command: "", atMs: NOW_MS, passed: true }, ledger));
    const count = place.look((database) => database.prepare("SELECT count(*) AS runs FROM test_run").get()?.["runs"]);
    assert.equal(count, 1);
  });

  it("is asked for by weeks and marks that there are", () => {
    assert.equal(readQuestion({ name: "review", argument: { week: "2026-W54" } }), undefined);
    assert.equal(readQuestion({ name: "review", argument: { week: "'; DROP TABLE event" } }), undefined);
    assert.equal(readQuestion({ name: "markSession", argument: { id: 1, mark: "great" } }), undefined);
    assert.deepEqual(readQuestion({ name: "review", argument: {} })?.argument, {});
  });
});
