import assert from "node:assert/strict";
import { assertHas, assertLacks } from "../../../support/assertHas.ts";
import { makePracticeView, makeWithheldPractice } from "../../../support/boardPage/companyViews.ts";
import { BoardRenderer, wordsOf } from "../../../support/boardPage/renderBoard.ts";

describe("the page about practice", () => {
  let renderer: BoardRenderer;

  before(async () => {
    renderer = await BoardRenderer.load();
  });

  it("shows each metric's median and middle half, with the own figure beside it", async () => {
    const page = wordsOf(await renderer.html("practice", makePracticeView()));
    assertHas(page, "Cache hit rate", "Median 95.2%", "Middle half 93% to 96.8%", "(only you see this) 96.1%");
    assertHas(page, "Prompt to merge", "Median 14 h", "Cost per merged change", "$5.80", "not known");
    assertHas(page, "about 84,970");
  });

  it("pairs speed with stability and cost with survival, and says of each what it cannot say", async () => {
    const html = await renderer.html("practice", makePracticeView());
    const page = wordsOf(html);
    assert.ok(/Speed and stability .*Prompt to merge .*Rework .*Cost and survival .*Survival after 14 days/.test(page));
    assert.equal(page.split("What it cannot say:").length - 1, 10);
  });

  it("has no way to sort outcomes, and nothing about a person but the reader", async () => {
    const html = await renderer.html("practice", makePracticeView());
    assertLacks(html, "aria-sort", "handle");
  });

  it("says plainly what is withheld, and draws nothing for it", async () => {
    const html = await renderer.html("practice", makeWithheldPractice());
    assertHas(wordsOf(html), "not shown: fewer than 8 people", "Diamond: fewer than 8");
    assertLacks(html, "quartile-box", "week-line", "metric-pair");
  });

  it("shows the own figure also where those of the group are withheld", async () => {
    const view = makeWithheldPractice();
    const [first, ...rest] = view.metrics;
    assert.ok(first !== undefined);
    const html = await renderer.html("practice", { ...view, metrics: [{ ...first, own: 0.9 }, ...rest] });
    assertHas(wordsOf(html), "Median not shown: fewer than 8 people", "(only you see this) 90%");
  });

  it("offers one slice at a time", async () => {
    const html = await renderer.html("practice", makePracticeView());
    assert.equal(html.split("<select").length - 1, 1);
    assertHas(html, 'value="team:2"', "Payments &amp; Billing", 'value="model:gpt-5.5"');
  });

  it("shows one's own figures where no group can be shown, and is empty without words of blame", async () => {
    const view = { ...makePracticeView(), metrics: [], badges: [] };
    assertHas(
      wordsOf(await renderer.html("practice", view)),
      "Unknown is not bad, and not zero.",
      "Nobody shows a badge yet.",
    );
  });

  it("says that it loads, and what went wrong", async () => {
    assertHas(await renderer.html("practice", undefined), "Loading …");
    assertHas(wordsOf(await renderer.html("practice", 503)), "The board is busy. Try again in a moment.", "Try again");
    assertHas(wordsOf(await renderer.html("practice", { asOf: "soon" })), "does not understand");
  });
});
