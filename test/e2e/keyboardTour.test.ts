import { makeGame } from "../support/gameSnapshots.ts";
import { makeInsights, makeSession, makeSessions } from "../support/insightsAnswers.ts";
import { KeyboardTour } from "../support/keyboardTour.ts";
import { makeSnapshot } from "../support/meterSnapshots.ts";
import { PanelScene } from "../support/panelScene.ts";
import { makeOutcomes, makeReview } from "../support/reviewAnswers.ts";

describe("a tour by keyboard alone", function () {
  // Starting a workbench on a busy machine takes its time.
  this.timeout(240_000);
  let scene: PanelScene | undefined;

  afterEach(async () => {
    await scene?.dispose();
    scene = undefined;
  });

  async function open(): Promise<PanelScene> {
    const nowMs = Date.now();
    return PanelScene.open({
      snapshots: [makeSnapshot({ madeAtMs: nowMs, sweptAtMs: nowMs, newestCallMs: nowMs })],
      games: [makeGame({ madeAtMs: nowMs })],
      answers: {
        insights: makeInsights({ madeAtMs: nowMs }),
        sessions: makeSessions(60),
        session: makeSession(1),
        review: makeReview(),
        outcomes: makeOutcomes(),
        markSession: { isKept: true },
      },
      settings: { "tokenLegend.weeklyReview": false },
    });
  }

  it("comes to everything that can be used on every page, sees where it is, and finds back", async () => {
    scene = await open();
    const { bar, panel } = scene;
    const { keyboard } = panel.page;
    await bar.reads("3.2M");
    await bar.openSummary();
    await keyboard.type("Open Panel");
    await keyboard.press("Enter");
    await panel.shows("2.1B of 3B counted tokens");
    await panel.tabTo("Achievements");

    const tour = new KeyboardTour(panel);
    await tour.visitPage("achievements");
    await tour.goBackTo("Insights");
    await keyboard.press("Enter");
    await panel.content.getByRole("grid").waitFor();
    await tour.visitPage("insights");

    // A session is opened, gone through and closed, and the focus is where it was.
    await tour.goBackToRow();
    await keyboard.press("Enter");
    await panel.content.locator("#session-heading:focus").waitFor();
    await panel.shows("Context over time");
    await panel.tabTo("Close the session");
    await tour.visitPage("session");
    await keyboard.press("Escape");
    await panel.content.getByText("Context over time").waitFor({ state: "detached" });
    await panel.content.locator('[role="row"][tabindex="0"]:focus').waitFor();

    await tour.goBackTo("Perspective");
    await keyboard.press("Space");
    await panel.shows("What would it cost?");
    await tour.visitPage("perspective");
    await tour.goBackTo("Weekly Review");
    await keyboard.press("Enter");
    await panel.shows("3 commits of yours, with tests.");
    await tour.visitPage("review");
  });
});
