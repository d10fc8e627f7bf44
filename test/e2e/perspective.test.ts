import assert from "node:assert/strict";

import type { Keyboard } from "playwright-core";

import { makeGame } from "../support/gameSnapshots.ts";
import { makeSnapshot } from "../support/meterSnapshots.ts";
import { PanelScene } from "../support/panelScene.ts";
import { makeOwnMonth } from "../support/perspectiveAnswers.ts";

describe("the perspective page as a person meets it", function () {
  // Starting a workbench on a busy machine takes its time.
  this.timeout(180_000);
  const disposals: (() => unknown)[] = [];

  afterEach(async () => {
    for (let dispose = disposals.pop(); dispose !== undefined; dispose = disposals.pop()) await dispose();
  });

  async function open(answers: Readonly<Record<string, unknown>>): Promise<PanelScene> {
    const nowMs = Date.now();
    const scene = await PanelScene.open({
      snapshots: [makeSnapshot({ madeAtMs: nowMs, sweptAtMs: nowMs, newestCallMs: nowMs })],
      games: [makeGame({ madeAtMs: nowMs })],
      answers,
    });
    disposals.push(() => scene.dispose());
    return scene;
  }

  async function turnToPage({ bar, panel }: PanelScene): Promise<void> {
    await bar.runCommand("Token Legend: Open Panel");
    await panel.goTo("Perspective");
    await panel.shows("What would it cost?");
  }

  it("is used by keyboard alone, and what is typed wrong changes nothing", async () => {
    const scene = await open({ insights: makeOwnMonth() });
    const { panel } = scene;
    await turnToPage(scene);
    const { keyboard } = panel.page;
    const tokens = panel.content.getByLabel("Tokens", { exact: true });
    await tokens.focus();
    // Not by Control+A, which the workbench does once more by and by, and in the middle of what is typed next.
    await selectAll(keyboard);
    await keyboard.type("2B");
    await panel.shows("for 2B tokens, at $0.83 per million");
    const notCurrent = panel.content.getByText("Not current: one of the fields cannot be read.");
    assert.equal(await notCurrent.isVisible(), false);
    await keyboard.type("<b>");
    await panel.shows("Write a number such as");
    await panel.shows("for 2B tokens");
    assert.equal(await notCurrent.isVisible(), true);
    assert.deepEqual(await panel.axe(), []);
    await selectAll(keyboard);
    await keyboard.type("999999T");
    await panel.shows("That is too much. Write at most 100000T.");
    assert.deepEqual(await panel.axe(), []);
    await panel.tabTo("mix-0");
    await panel.tabTo("Add a model");
    await panel.tabTo("cache-hit");
    await selectAll(keyboard);
    await keyboard.type("0");
    await panel.shows("at $5.09 per million");
    await panel.tabTo("Prompt read from a cache, %, as a slider");
    await keyboard.press("End");
    await panel.shows("The reads leave room for 0%");
    await panel.tabTo("Use in the calculator");
    await keyboard.press("Enter");
    await panel.shows("at $0.83 per million");
    await panel.tabTo("Show as table");
    await panel.tabTo("Places on the curve");
    await keyboard.press("Home");
    await panel.shows("A quarter stays below: 41.6 million tokens");
    await keyboard.press("ArrowRight");
    await panel.shows("Half stay below (median): 140.1 million tokens");
  });

  it("keeps what was set while it is hidden", async () => {
    const scene = await open({ insights: makeOwnMonth() });
    const { bar, panel } = scene;
    await turnToPage(scene);
    await panel.content.getByRole("button", { name: "Use in the calculator: One price for every token" }).click();
    await panel.shows("$903M for 60.2T tokens, at $15.00 per million");
    await panel.content.getByLabel("Add a model").selectOption({ label: "gpt-5-mini" });
    await panel.content.getByLabel("Share of gpt-5-mini in percent").fill("20");
    assert.equal(await panel.content.getByLabel("Share of claude-opus-4-1 in percent").inputValue(), "80");
    await bar.runCommand("File: New Untitled Text File");
    await panel.page.locator("iframe.webview.ready").waitFor({ state: "hidden" });
    await bar.runCommand("Token Legend: Open Panel");
    await panel.shows("What would it cost?");
    assert.equal(await panel.content.getByLabel("Share of gpt-5-mini in percent").inputValue(), "20");
  });

  it("calculates without the ledger, and says what is missing and why", async () => {
    const scene = await open({});
    const { bar, panel } = scene;
    await turnToPage(scene);
    await panel.shows("Your own figures are missing or old: The ledger is busy.");
    await panel.shows("at $0.83 per million");
    assert.deepEqual(await panel.axe(), []);
    await bar.photograph("perspective-without-ledger");
  });
});

/** Selects what a field holds. */
async function selectAll(keyboard: Keyboard): Promise<void> {
  await keyboard.press("Home");
  await keyboard.press("Shift+End");
}
