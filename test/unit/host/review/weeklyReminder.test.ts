import assert from "node:assert/strict";

import type { MeterView } from "../../../../src/host/meterView.ts";
import { WeeklyReminder } from "../../../../src/host/review/weeklyReminder.ts";
import { UserError } from "../../../../src/shared/userError.ts";
import type { UsageTotals } from "../../../../src/shared/usageTotals.ts";
import { ManualClock } from "../../../support/manualClock.ts";
import { makeSnapshot, makeView } from "../../../support/meterSnapshots.ts";
import { makeQuietReview, makeReview } from "../../../support/reviewAnswers.ts";

const HOUR_MS = 3_600_000;
/** Monday after week 47 of 2026, at nine in Berlin. */
const MONDAY_NINE_MS = Date.parse("2026-11-23T08:00:00Z");

/** A window with a worker, at which a person is or is not. */
class Stage {
  readonly clock = new ManualClock(MONDAY_NINE_MS);
  readonly memory: Map<string, unknown>;
  readonly asked: string[] = [];
  readonly shown: UsageTotals[] = [];
  readonly faults: unknown[] = [];
  isOn = true;
  isFocused = true;
  view: MeterView = settledView();
  answer: (week: string) => Promise<unknown> = (week) => Promise.resolve(makeReview({ week }));
  readonly reminder: WeeklyReminder;

  constructor(memory = new Map<string, unknown>()) {
    this.memory = memory;
    this.reminder = new WeeklyReminder({
      clock: this.clock,
      timeZone: "Europe/Berlin",
      memory: {
        get: (key) => memory.get(key),
        update: (key, value) => Promise.resolve(void memory.set(key, value)),
      },
      isOn: () => this.isOn,
      isFocused: () => this.isFocused,
      askReview: (week) => {
        this.asked.push(week);
        return this.answer(week);
      },
      show: (totals) => this.shown.push(totals),
      log: (fault) => this.faults.push(fault),
    });
  }

  async refresh(): Promise<void> {
    this.reminder.refresh(this.view);
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}

function settledView(snapshot: Parameters<typeof makeSnapshot>[0] = {}, changes: Partial<MeterView> = {}): MeterView {
  return makeView({
    snapshot: makeSnapshot({ role: "writer", sweptAtMs: MONDAY_NINE_MS, scanning: undefined, ...snapshot }),
    worker: { kind: "running" },
    ...changes,
  });
}

describe("WeeklyReminder", () => {
  it("tells of the last whole week once, from Monday at nine of the local clock", async () => {
    const stage = new Stage();
    stage.clock.advance(-1000);
    await stage.refresh();
    assert.deepEqual(stage.asked, []);
    stage.clock.advance(1000);
    await stage.refresh();
    await stage.refresh();
    assert.deepEqual([stage.asked, stage.shown], [["2026-W47"], [makeReview().totals]]);
  });

  it("tells later in the week as well, and of the next week again", async () => {
    const stage = new Stage();
    stage.clock.advance(5 * 24 * HOUR_MS);
    await stage.refresh();
    stage.clock.advance(7 * 24 * HOUR_MS);
    await stage.refresh();
    assert.deepEqual(stage.asked, ["2026-W47", "2026-W48"]);
    assert.equal(stage.shown.length, 2);
  });

  it("waits until somebody is there", async () => {
    const stage = new Stage();
    stage.isFocused = false;
    await stage.refresh();
    assert.deepEqual(stage.asked, []);
    stage.isFocused = true;
    await stage.refresh();
    assert.equal(stage.shown.length, 1);
  });

  it("says nothing where it is turned off", async () => {
    const stage = new Stage();
    stage.isOn = false;
    await stage.refresh();
    assert.deepEqual(stage.asked, []);
  });

  it("waits while logs are read, and leaves it to the window that writes the ledger", async () => {
    const stage = new Stage();
    const scanning = { doneBytes: 1, totalBytes: 2, doneFiles: 1, totalFiles: 2 };
    for (const view of [
      settledView({ scanning }),
      settledView({ sweptAtMs: undefined }),
      settledView({ role: "follower" }),
      settledView({}, { isRescanning: true }),
      settledView({}, { worker: { kind: "down", reason: "", failures: 1 } }),
      makeView({ snapshot: undefined }),
    ]) {
      stage.view = view;
      await stage.refresh();
    }
    assert.deepEqual(stage.asked, []);
  });

  it("says nothing of a week without usage, and does not ask again", async () => {
    const stage = new Stage();
    stage.answer = (week) => Promise.resolve({ ...makeQuietReview(), week });
    await stage.refresh();
    await stage.refresh();
    assert.deepEqual([stage.asked, stage.shown], [["2026-W47"], []]);
  });

  it("is quiet in a window after another has told, also while it asks", async () => {
    const memory = new Map<string, unknown>();
    const first = new Stage(memory);
    const second = new Stage(memory);
    let answer = (_review: unknown): void => undefined;
    second.answer = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    await second.refresh();
    await first.refresh();
    answer(makeReview({ week: "2026-W47" }));
    await second.refresh();
    const third = new Stage(memory);
    await third.refresh();
    assert.deepEqual([first.shown.length, second.shown.length, third.asked], [1, 0, []]);
  });

  it("asks again in a while where there was no answer, and takes none of another week", async () => {
    const stage = new Stage();
    stage.answer = () => Promise.reject(new UserError("The ledger is busy."));
    await stage.refresh();
    await stage.refresh();
    assert.deepEqual([stage.asked.length, stage.faults.length, stage.shown.length], [1, 1, 0]);
    stage.clock.advance(HOUR_MS);
    stage.answer = () => Promise.resolve(makeReview({ week: "2026-W40" }));
    await stage.refresh();
    stage.clock.advance(HOUR_MS);
    stage.answer = () => Promise.resolve("nonsense");
    await stage.refresh();
    assert.deepEqual([stage.asked.length, stage.faults.length, stage.shown.length], [3, 3, 0]);
    stage.clock.advance(HOUR_MS);
    stage.answer = (week) => Promise.resolve(makeReview({ week }));
    await stage.refresh();
    assert.equal(stage.shown.length, 1);
  });
});
