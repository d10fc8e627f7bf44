import assert from "node:assert/strict";

import { US_DOLLAR } from "../../../../src/shared/currency.ts";
import { ChosenTitle } from "../../../../src/host/panel/chosenTitle.ts";
import { PanelFeed } from "../../../../src/host/panel/panelFeed.ts";
import { SeenBadges } from "../../../../src/host/panel/seenBadges.ts";
import type { MeterView } from "../../../../src/host/meterView.ts";
import type { GameSnapshot } from "../../../../src/shared/gameSnapshot.ts";
import type { PanelQuestion } from "../../../../src/shared/panelQuestions.ts";
import type { ToPanel } from "../../../../src/shared/panelProtocol.ts";
import type { TeamState } from "../../../../src/shared/teamState.ts";
import { UserError } from "../../../../src/shared/userError.ts";
import { makeGame } from "../../../support/gameSnapshots.ts";
import { ManualClock } from "../../../support/manualClock.ts";
import { NOON_MS, makeSnapshot, makeView } from "../../../support/meterSnapshots.ts";

interface Question {
  readonly answer: (game: GameSnapshot) => Promise<void>;
  readonly fail: (fault: Error) => Promise<void>;
}

/** A feed with a page, a meter and a worker that a test plays. */
class Stage {
  readonly clock = new ManualClock(NOON_MS);
  readonly posted: ToPanel[] = [];
  readonly acted: string[] = [];
  readonly logged: string[] = [];
  readonly questions: Question[] = [];
  readonly memory = new Map<string, unknown>();
  readonly surface = { isVisible: true, post: (message: ToPanel): void => void this.posted.push(message) };
  view: MeterView = makeView({ snapshot: makeSnapshot({ madeAtMs: NOON_MS, sweptAtMs: NOON_MS }) });
  team: TeamState | undefined;
  readonly feed = new PanelFeed({
    clock: this.clock,
    askGame: () => this.#ask(),
    ask: (question) => this.answerTo(question),
    meter: () => this.view,
    title: new ChosenTitle({
      get: (key) => this.memory.get(key),
      update: (key, value) => Promise.resolve(void this.memory.set(key, value)),
    }),
    seen: new SeenBadges({
      get: (key) => this.memory.get(key),
      update: (key, value) => Promise.resolve(void this.memory.set(key, value)),
    }),
    act: (action) => this.acted.push(action),
    team: () => this.team,
    askTeam: ({ kind }) => this.acted.push(kind),
    save: ({ name, kind }) => this.acted.push(`${name}.${kind}`),
    log: (_level, message) => this.logged.push(message),
  });

  constructor() {
    this.feed.attach(this.surface);
  }

  answerTo(question: PanelQuestion): Promise<unknown> {
    if (question.name === "sessions") return Promise.resolve({ rows: [], count: 0 });
    return Promise.reject(new UserError("The ledger is busy."));
  }

  get last(): ToPanel | undefined {
    return this.posted.at(-1);
  }

  meter(revision: number): void {
    this.view = { ...this.view, snapshot: makeSnapshot({ revision, madeAtMs: NOON_MS, sweptAtMs: NOON_MS }) };
    this.feed.refresh();
  }

  #ask(): Promise<GameSnapshot> {
    return new Promise((resolve, reject) => {
      this.questions.push({
        answer: async (game) => {
          resolve(game);
          await settled();
        },
        fail: async (fault) => {
          reject(fault);
          await settled();
        },
      });
    });
  }
}

/** Lets promises that have settled run on. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

describe("PanelFeed", () => {
  it("says nothing before the page is ready, and then everything at once", () => {
    const stage = new Stage();
    stage.meter(2);
    assert.deepEqual([stage.posted, stage.questions.length], [[], 0]);
    stage.feed.receive({ type: "ready" });
    assert.deepEqual(stage.posted, [
      {
        type: "snapshot",
        number: 1,
        view: {
          status: { kind: "normal" },
          game: undefined,
          newSinceMs: undefined,
          title: undefined,
          isGameOn: true,
          currency: US_DOLLAR,
          budgets: [],
          limits: { told: [] },
          revision: 2,
          team: undefined,
        },
      },
    ]);
    assert.equal(stage.questions.length, 1);
  });

  it("sends the game when it is there, and at once to a page that is opened again", async () => {
    const stage = new Stage();
    stage.feed.receive({ type: "ready" });
    const game = makeGame();
    await stage.questions[0]?.answer(game);
    assert.deepEqual(stage.last, { type: "update", number: 2, change: { part: "game", game } });
    stage.feed.receive({ type: "ready" });
    assert.ok(stage.last?.type === "snapshot" && stage.last.view.game === game);
  });

  it("asks again after the meter has changed, seldom, and one question at a time", async () => {
    const stage = new Stage();
    stage.feed.receive({ type: "ready" });
    stage.meter(2);
    stage.meter(3);
    stage.clock.advance(5000);
    assert.equal(stage.questions.length, 1, "the first question is not answered yet");
    await stage.questions[0]?.answer(makeGame());
    stage.clock.advance(5000);
    assert.equal(stage.questions.length, 2, "the meter has changed since the first question");
    await stage.questions[1]?.answer(makeGame());
    stage.meter(3);
    stage.clock.advance(60_000);
    assert.equal(stage.questions.length, 2, "nothing has changed since");
  });

  it("leaves a page that is hidden alone", async () => {
    const stage = new Stage();
    stage.feed.receive({ type: "ready" });
    stage.surface.isVisible = false;
    await stage.questions[0]?.answer(makeGame());
    stage.meter(2);
    stage.clock.advance(60_000);
    assert.equal(stage.posted.length, 1);
    assert.equal(stage.questions.length, 1);
    stage.surface.isVisible = true;
    stage.feed.refresh();
    assert.equal(stage.questions.length, 2);
    assert.ok(stage.posted.some((message) => message.type === "update" && message.change.part === "game"));
  });

  it("asks nothing for a page that was hidden while a question was put off", async () => {
    const stage = new Stage();
    stage.feed.receive({ type: "ready" });
    await stage.questions[0]?.answer(makeGame());
    stage.meter(2);
    stage.surface.isVisible = false;
    stage.clock.advance(60_000);
    assert.equal(stage.questions.length, 1);
  });

  it("says why there is no answer, and asks again on request", async () => {
    const stage = new Stage();
    stage.feed.receive({ type: "ready" });
    await stage.questions[0]?.fail(new UserError("The ledger is busy."));
    const status = { kind: "failed", reason: "The ledger is busy." };
    assert.deepEqual(stage.last, { type: "update", number: 2, change: { part: "status", status } });
    stage.feed.receive({ type: "act", action: "retry" });
    await stage.questions[1]?.answer(makeGame());
    assert.deepEqual(
      stage.posted.slice(2).map((message) => message.type === "update" && message.change.part),
      ["status", "game"],
    );
    assert.deepEqual(stage.acted, []);
  });

  it("keeps a title that is one of those to choose from, and no other", async () => {
    const stage = new Stage();
    stage.feed.receive({ type: "ready" });
    await stage.questions[0]?.answer(makeGame());
    stage.feed.receive({ type: "chooseTitle", title: "Intruder" });
    await settled();
    assert.equal(stage.memory.size, 0);
    stage.feed.receive({ type: "chooseTitle", title: "Cache Wizard" });
    await settled();
    assert.deepEqual(stage.last, { type: "update", number: 3, change: { part: "title", title: "Cache Wizard" } });
    stage.feed.receive({ type: "chooseTitle" });
    await settled();
    assert.deepEqual(stage.last, { type: "update", number: 4, change: { part: "title", title: undefined } });
  });

  it("tells what is new since the last visit, which stays new until the next one", async () => {
    const stage = new Stage();
    const game = makeGame();
    const earnedMs = Math.max(...game.badges.flatMap(({ earned }) => earned.map(({ atMs }) => atMs)));
    const newSinceMs = (): number | undefined =>
      stage.posted.findLast((message) => message.type === "snapshot")?.view.newSinceMs;
    stage.feed.receive({ type: "seen" });
    stage.feed.receive({ type: "ready" });
    await stage.questions[0]?.answer(game);
    assert.equal(newSinceMs(), undefined);
    stage.feed.receive({ type: "seen" });
    await settled();
    assert.equal(newSinceMs(), undefined);
    stage.feed.receive({ type: "ready" });
    assert.equal(newSinceMs(), earnedMs);
  });

  it("asks for no game where it is off, and for one as soon as it is on", () => {
    const stage = new Stage();
    stage.view = { ...stage.view, isGameOn: false };
    stage.feed.receive({ type: "ready" });
    stage.clock.advance(60_000);
    assert.equal(stage.questions.length, 0);
    stage.view = { ...stage.view, isGameOn: true };
    stage.feed.refresh();
    assert.equal(stage.questions.length, 1);
    assert.deepEqual(stage.last, { type: "update", number: 2, change: { part: "isGameOn", isGameOn: true } });
  });

  it("hands on the few actions, and drops and logs what the page may not say", () => {
    const stage = new Stage();
    stage.feed.receive({ type: "act", action: "openSettings" });
    stage.feed.receive({ type: "act", action: "workbench.action.quit" });
    stage.feed.receive("ready");
    assert.deepEqual(stage.acted, ["openSettings"]);
    assert.equal(stage.logged.length, 2);
  });

  it("is silent once it is let go", async () => {
    const stage = new Stage();
    stage.feed.receive({ type: "ready" });
    stage.feed.dispose();
    await stage.questions[0]?.answer(makeGame());
    stage.meter(9);
    stage.clock.advance(60_000);
    assert.equal(stage.posted.length, 1);
  });

  it("hands a page's questions on, and each answer or reason back by its id", async () => {
    const stage = new Stage();
    stage.feed.receive({ type: "ready" });
    const argument = { range: { kind: "all" }, filter: {} };
    stage.feed.receive({ type: "ask", id: 7, question: { name: "sessions", argument } });
    stage.feed.receive({ type: "ask", id: 8, question: { name: "session", argument: { id: 1 } } });
    await settled();
    assert.deepEqual(stage.posted.slice(-2), [
      { type: "answer", id: 7, ok: true, answer: { rows: [], count: 0 } },
      { type: "answer", id: 8, ok: false, reason: "The ledger is busy." },
    ]);
  });

  it("lets no question through that is not on the list, nor one of another shape", async () => {
    const stage = new Stage();
    stage.feed.receive({ type: "ready" });
    const before = stage.posted.length;
    for (const question of [{ name: "export", argument: {} }, { name: "session", argument: { id: "1" } }, null]) {
      stage.feed.receive({ type: "ask", id: 1, question });
    }
    await settled();
    assert.equal(stage.posted.length, before);
    assert.equal(stage.logged.length, 3);
  });

  it("turns to the page that a command wants, at once or when it is ready", () => {
    const stage = new Stage();
    stage.feed.show("insights");
    assert.deepEqual(stage.posted, []);
    stage.feed.receive({ type: "ready" });
    assert.deepEqual(stage.last, { type: "show", page: "insights" });
    stage.feed.show("review");
    assert.deepEqual(stage.last, { type: "show", page: "review" });
  });

  it("tells the page now and then that answers may be others by now", async () => {
    const stage = new Stage();
    stage.feed.receive({ type: "ready" });
    await stage.questions[0]?.answer(makeGame());
    stage.meter(2);
    stage.meter(3);
    stage.clock.advance(5000);
    const told = stage.posted.flatMap((one) =>
      one.type === "update" && one.change.part === "revision" ? one.change : [],
    );
    assert.deepEqual(told.at(-1), { part: "revision", revision: 3 });
  });
});
