import assert from "node:assert/strict";

import { type Currency, US_DOLLAR } from "../../../../src/shared/currency.ts";
import { NO_USAGE } from "../../../../src/shared/usageTotals.ts";
import { readPerspectiveState } from "../../../../src/webview/perspective/perspectiveState.ts";
import { importWebview } from "../../../support/importWebview.ts";
import { makeOwnMonth } from "../../../support/perspectiveAnswers.ts";

const NOW_MS = Date.UTC(2026, 10, 22, 12);
const ENTRY = `
import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { readPageState } from "./src/webview/pageState.ts";
import { PerspectivePage, LAST_30_DAYS } from "./src/webview/perspective/perspectivePage.tsx";
import { PanelLinkContext } from "./src/webview/useAnswer.ts";
const actions = { change() {} };
export function render({ answer, own, currency, nowMs }) {
  const state = { ...readPageState(undefined), own: { perspective: own } };
  const view = { status: { kind: "normal" }, isGameOn: true, currency, revision: 0 };
  const kept = answer === undefined ? {} : { insights: { question: JSON.stringify(LAST_30_DAYS), answer } };
  const link = { answers: { ask: () => new Promise(() => {}) }, kept, revision: 0, keep() {} };
  const page = h(PerspectivePage, { view, state, nowMs, actions });
  return renderToString(h(PanelLinkContext.Provider, { value: link }, page));
}
`;

interface Shown {
  /** Of the `insights` question; absent while it is on its way. */
  readonly answer?: unknown;
  readonly own?: unknown;
  readonly currency?: Currency;
}

describe("PerspectivePage", () => {
  let render: (shown: object) => string = () => "";

  before(async () => {
    ({ render } = await importWebview<{ readonly render: (shown: object) => string }>(ENTRY));
  });

  function html(shown: Shown = {}): string {
    return render({ currency: US_DOLLAR, nowMs: NOW_MS, ...shown });
  }

  /** Words as a reader meets them. */
  function text(shown: Shown = {}): string {
    return html(shown)
      .replace(/<[^>]*>/g, " ")
      .replace(/\s+/g, " ");
  }

  function assertHas(whole: string, ...parts: readonly string[]): void {
    for (const part of parts) assert.ok(whole.includes(part), `${part} is not in\n${whole}`);
  }

  it("begins with a company's month at list prices, and shows what the money goes to", () => {
    const page = text();
    assertHas(page, "Prices of Nov 22, 2026", "$49.8M for 60.2T tokens, at $0.83 per million");
    assertHas(
      page,
      "Kind Tokens Adds per million Cost Read from a cache 94.8% $0.47",
      "Written for 5 minutes 4.2% $0.26",
      "Output 0.2% $0.05",
    );
  });

  it("puts the published prices side by side, 16 times apart, each with its assumptions and the list's own price", () => {
    const page = text();
    assertHas(page, "The dearest is 16 times the cheapest", "$55.4M $0.92 per million", "$331M $5.50", "$903M $15.00");
    assertHas(page, "claude-opus-4-1 86% claude-sonnet-4-5 14%", "Prompt from a cache 70%", "Output 1%");
    assertHas(page, "the price list gives $0.83, and $0.98 if every write were kept for an hour");
    assertHas(
      page,
      "The price list gives $5.55 with the Opus of 2025",
      "it gives $1.96",
      "The price list gives $15.00.",
    );
    assertHas(page, "Your own last 30 days stand here as soon as they hold a call with a known price.");
  });

  it("adds the reader's own 30 days, with what the calculator leaves out of them", () => {
    const page = text({ answer: makeOwnMonth() });
    assertHas(
      page,
      "At your rate of the last 30 days $49.2M $0.82 per million",
      "claude-opus-5-5 60.6%",
      "gpt-5.5 19.2%",
    );
    assertHas(
      page,
      "Models with 1% of the tokens are left out",
      "Prompt from a cache 94.6%",
      "76.2% of it for an hour",
    );
  });

  it("says what the reader's tokens really cost, and what is assumed for those without a price", () => {
    const own = { ...readPerspectiveState(undefined), tokens: 977_000_000 };
    const page = text({ answer: makeOwnMonth(), own });
    assertHas(page, "$797.98 $0.82 per million", "Your 977M tokens of these days cost $790.00+, each call at the list");
    assertHas(
      page,
      "9.8M of your tokens have no known price: the + stands for them.",
      "to cost as much as the others.",
    );
    const { totals } = makeOwnMonth();
    const priced = text({ answer: makeOwnMonth({ totals: { ...totals, unpricedTokens: 0 } }), own });
    assertHas(priced, "$790.00 $0.81 per million", "Your 977M tokens of these days cost $790.00, each call");
    assert.doesNotMatch(priced, /the \+ stands/);
  });

  it("places them in a company as an estimate that is said to be one, with its doubt in words", () => {
    const page = text({ answer: makeOwnMonth() });
    assertHas(page, "About 9 in 10 people of such a company use less than your 977M tokens of 30 days");
    assertHas(page, "and 8 in 10 if it were more even. This is no goal.");
    assertHas(page, "An estimate: a log-normal distribution", "its median would be 304M instead of 140M");
    assertHas(page, "The Library of Congress holds about 2,700 times the tokens of your 30 days.");
  });

  it("numbers the lines on the curve, and says below it what each of them is", () => {
    const page = html({ answer: makeOwnMonth() });
    const numbers = [...page.matchAll(/class="curve-mark".*?<text[^>]*>(\d)<\/text>/g)].map(([, number]) => number);
    assert.deepEqual(numbers, ["1", "2", "3", "4", "5", "6"]);
    const [, legend = ""] = /<ol class="legend curve-legend"[^>]*>(.*?)<\/ol>/.exec(page) ?? [];
    assert.deepEqual(
      legend
        .replaceAll(/<\/li>/g, "|")
        .replaceAll(/<\/span>/g, " ")
        .replaceAll(/<[^>]*>/g, "")
        .split(" |"),
      [
        "A quarter stays below 41.6M",
        "Half stay below (median) 140M",
        "Mean of all people 708M",
        "90 in 100 stay below 1.41B",
        "99 in 100 stay below 9.23B",
        "250th place of 85,000 19.9B",
        "",
      ],
    );
  });

  it("fills a slider as far as it is moved", () => {
    assert.match(html(), /--filled: ?1%;?" aria-label="Output in all tokens, %, as a slider"/);
  });

  it("gives every chart a name and one sentence for who cannot see it, and the same as a table", () => {
    const answer = makeOwnMonth();
    assert.match(html({ answer }), /<svg role="img" aria-label="About 9 in 10 people[^"]+"/);
    const tables = text({ answer, own: { asTable: ["company", "scales"] } });
    assertHas(tables, "Half stay below (median) 140M 5 in 10", "Your last 30 days 977M 9 in 10");
    assertHas(tables, "99 in 100 stay below 9.23B 99 in 100", "250th place of 85,000 19.9B 997 in 1000");
    assertHas(tables, "The Library of Congress 2.66T 2,700", "A month of 85,000 people at Meta 60.2T 62,000");
  });

  it("says nothing of the reader while nothing is known, and zero only where nothing was used", () => {
    const waiting = text();
    assertHas(waiting, "How 85,000 people may share 60.2T tokens a month.");
    assert.doesNotMatch(waiting, /Your last 30 days|your \S+ tokens/);
    const counted = { ...makeOwnMonth().counted, seen: 0 };
    const empty = text({ answer: makeOwnMonth({ totals: NO_USAGE, byModel: [], byTool: [], counted }) });
    assertHas(empty, "You used no tokens in the last 30 days; half of such a company stays below 140M.");
  });

  it("has no price where one of the models has none", () => {
    const mix = [{ tool: "", model: "own-model", share: 1 }];
    const assumptions = { mix, cacheHit: 0, cacheWrite: 0, hourWrites: 0, output: 0 };
    assertHas(text({ own: { assumptions } }), "One of the models has no known price, and so the mix has none.");
  });

  it("says so where reads leave no room for all the writes", () => {
    const mix = [{ tool: "", model: "claude-opus-4-5", share: 1 }];
    const assumptions = { mix, cacheHit: 0.9, cacheWrite: 0.4, hourWrites: 0, output: 0 };
    assertHas(text({ own: { assumptions } }), "The reads leave room for 10%; only so much is counted.");
  });

  it("shows money in the reader's currency, and names of models as text", () => {
    assertHas(text({ currency: { code: "EUR", perUsd: 0.5 } }), "€24.9M for 60.2T tokens, at €0.41 per million");
    const mix = [{ tool: "", model: "<img src=x>", share: 1 }];
    const assumptions = { mix, cacheHit: 0, cacheWrite: 0, hourWrites: 0, output: 0 };
    assert.doesNotMatch(html({ own: { assumptions } }), /<img/);
  });
});
