import assert from "node:assert/strict";

import { US_DOLLAR } from "../../../../src/shared/currency.ts";
import type { Insights } from "../../../../src/shared/insights.ts";
import type { PanelView } from "../../../../src/shared/panelProtocol.ts";
import { readAnswer } from "../../../../src/shared/panelQuestions.ts";
import type { SessionDetails, SessionTable } from "../../../../src/shared/sessionTable.ts";
import { NANOS_PER_USD } from "../../../../src/shared/usageTotals.ts";
import { type InsightsState, readInsightsState } from "../../../../src/webview/insights/insightsState.ts";
import { keepAnswer } from "../../../../src/webview/keptAnswers.ts";
import { readPageState } from "../../../../src/webview/pageState.ts";
import {
  ANSWERED_MS,
  makeEmptyInsights,
  makeInsights,
  makeSession,
  makeSessions,
} from "../../../support/insightsAnswers.ts";
import { type RenderPage, loadRenderInsights } from "../../../support/renderPage.ts";

describe("InsightsPage", () => {
  let draw: RenderPage = () => "";

  before(async () => {
    draw = await loadRenderInsights();
  });

  interface Drawn {
    readonly insights?: Insights | undefined;
    readonly sessions?: SessionTable;
    readonly session?: SessionDetails;
    readonly state?: Partial<InsightsState>;
    readonly view?: Partial<PanelView>;
  }

  function html({
    insights,
    sessions = makeSessions(40),
    session = makeSession(3),
    state = {},
    view = {},
  }: Drawn = {}): string {
    const own = { ...readInsightsState({}), ...state };
    const { range, bucket, stackBy, filter } = own;
    let answers = readPageState(undefined).answers;
    if (insights !== undefined) {
      answers = keepAnswer(answers, { name: "insights", argument: { range, bucket, stackBy, filter } }, insights);
    }
    answers = keepAnswer(answers, { name: "sessions", argument: { range, filter } }, sessions);
    answers = keepAnswer(answers, { name: "session", argument: { id: 3 } }, session);
    const whole: PanelView = {
      status: { kind: "normal" },
      isGameOn: true,
      budgets: [],
      limits: { told: [] },
      currency: US_DOLLAR,
      revision: 0,
      ...view,
    };
    return draw(whole, { ...readPageState(undefined), own: { insights: own }, answers }, ANSWERED_MS);
  }

  function text(drawn: Drawn = {}): string {
    return html(drawn)
      .replace(/<[^>]*>/g, " ")
      .replace(/\s+/g, " ");
  }

  function assertHas(whole: string, ...parts: readonly string[]): void {
    for (const part of parts) assert.ok(whole.includes(part), `${part} is not in\n${whole}`);
  }

  it("is drawn from answers that the protocol lets through", () => {
    assert.ok(readAnswer("insights", makeInsights()));
    assert.ok(readAnswer("insights", makeEmptyInsights()));
    assert.ok(readAnswer("sessions", makeSessions(3)));
    assert.ok(readAnswer("session", makeSession(3)));
  });

  it("shows headline figures against the time before", () => {
    const page = text({ insights: makeInsights() });
    assertHas(page, "Tokens", "against the 30 days before", "Cache hit", "95%", "Unattended 18% of all tokens");
    assertHas(page, "Sessions 40");
  });

  it("shows money in the currency of the settings", () => {
    const page = text({ insights: makeInsights(), view: { currency: { code: "EUR", perUsd: 0.5 } } });
    assertHas(page, "€4,210.00");
    assert.doesNotMatch(page, /\$\d/);
  });

  it("shows budgets and how they stand, in words and as a bar, whatever range is chosen", () => {
    const limit = 50 * NANOS_PER_USD;
    const monthly = {
      budget: { period: "month", unit: "currency", limit: 50 },
      firstDay: "2026-11-01",
      lastDay: "2026-11-30",
      limit,
      spent: 0.82 * limit,
      isLowerBound: false,
      forecast: 1.2 * limit,
    } as const;
    const over = { ...monthly, budget: { ...monthly.budget, tool: "codex" }, spent: limit };
    const view = { budgets: [monthly, over] };
    const nothing = makeInsights({ totals: { ...makeInsights().totals, calls: 0 } });
    for (const insights of [makeInsights(), nothing]) {
      assertHas(
        text({ insights, view }),
        "Budget of this month",
        "$41.00 of $50.00 (82%), and it will not last: about $60.00 by its end, if it goes on as usual",
        "Budget of this month for Codex",
        "Change Budgets…",
      );
    }
    const page = html({ insights: makeInsights(), view });
    assert.match(page, /<li class="budget budget-warning">.*<li class="budget budget-error">/s);
    assert.match(page, /aria-label="Budget of this month"[^>]*aria-valuenow="82" aria-valuetext="82%"/);
  });

  it("says how to set a budget where there is none, and nothing of limits that are not known", () => {
    const page = text({ insights: makeInsights() });
    assertHas(page, "Set a limit of your own for a day, a week or a month.", "Set a Budget…");
    assert.doesNotMatch(page, /Limits of providers/);
  });

  it("shows how much of the providers' windows is used, with its age", () => {
    const told = [
      { tool: "codex", atMs: ANSWERED_MS - 60_000, used: 0.62, windowMinutes: 300, resetsMs: ANSWERED_MS + 4_800_000 },
    ];
    assertHas(text({ insights: makeInsights(), view: { limits: { told } } }), "Limits of providers", "62%");
  });

  it("says of caching, counting and the forecast what they mean", () => {
    const page = text({ insights: makeInsights() });
    assertHas(page, "41 times a cache had run out and was written anew", "80% of what was seen counts towards tiers.");
    assertHas(page, "more than 20M for each message of yours", "cache reads beyond 40 for each other token");
    assertHas(page, "At the usual pace it ends between $3,110.00 and $4,020.00.");
    assertHas(page, "from the texts, as the tool reports nothing");
    assert.doesNotMatch(page, /on one day/, "a cap that left nothing out has no line");
  });

  it("does not forecast where there is no history for it", () => {
    const { burn } = makeInsights();
    const page = text({ insights: makeInsights({ burn: { ...burn, monthEnd: undefined } }) });
    assertHas(page, "A forecast needs a week of usage.");
    assert.doesNotMatch(page, /likely/);
  });

  it("says of the pace and the forecast where they are too low, as some tokens have no known price", () => {
    const { burn, totals } = makeInsights();
    const { monthEnd } = burn;
    assert.ok(monthEnd !== undefined);
    const page = text({
      insights: makeInsights({
        totals: { ...totals, unpricedTokens: 5 },
        burn: { ...burn, monthEnd: { ...monthEnd, isLowerBound: true } },
      }),
    });
    assertHas(page, "At the usual pace it ends between $3,110.00+ and $4,020.00+.", "$3,560.00+", "$129.00+");
    assertHas(page, "likely $3,110.00+ to $4,020.00+");
  });

  it("says what the calls would have cost on one model", () => {
    assertHas(text({ insights: makeInsights() }), "All on claude-opus-4-5 it would have been", "of calls now");
    const none = makeInsights({ whatIf: { paidNanos: 0, models: [] } });
    assertHas(text({ insights: none }), "No call of this time has a known price.");
  });

  it("names every chart in one sentence and lets the keyboard go through its points", () => {
    const page = html({ insights: makeInsights() });
    const charts = [...page.matchAll(/<svg role="img"[^>]*>/g)].map(([chart]) => chart);
    assert.equal(charts.length, 2);
    for (const chart of charts) assert.match(chart, /aria-label="[^"]+\.\)?"|aria-label="[^"]+"/);
    const cursors = [...page.matchAll(/<div[^>]*role="slider"[^>]*>/g)].map(([cursor]) => cursor);
    assert.equal(cursors.length, 2);
    for (const cursor of cursors) assert.match(cursor, /tabindex="0".*aria-label="[^"]+".*aria-valuetext="[^"]+"/);
  });

  it("says of every day and every column where money is not all of it, or not known at all", () => {
    const made = makeInsights();
    const last = made.series.points.length - 1;
    const points = made.series.points.map((point, index) => ({
      ...point,
      costNanos: index === last ? point.costNanos.map(() => 0) : point.costNanos.with(0, 3 * NANOS_PER_USD),
      unpricedTokens: index < last - 1 ? point.unpricedTokens : point.unpricedTokens.with(0, 7),
    }));
    const day = { tokens: 9, calls: 1, costNanos: 0, unpricedTokens: 9 };
    const calendar = [
      { ...day, day: "2026-11-20", costNanos: 5 * NANOS_PER_USD },
      { ...day, day: "2026-11-21" },
    ];
    const insights = makeInsights({ series: { ...made.series, points }, calendar });
    const state = { measure: "cost" as const, asTable: ["over-time", "calendar"] };
    const tables = text({ insights, state });
    assertHas(tables, "Fri, Nov 20, 2026 9 $5.00+ 1", "Sat, Nov 21, 2026 9 unpriced 1");
    assertHas(tables, "Sun, Nov 22, 2026 unpriced unpriced $0.00");
    assert.match(tables, /Sat, Nov 21, 2026 \$[\d,.]+\+ \$3\.00\+ \$/);
    assert.match(tables, /Fri, Nov 20, 2026 \$[\d,.]+ \$3\.00 \$/);
    const charts = html({ insights, state: { measure: "cost" } });
    assert.match(charts, /aria-label="\$[\d,.]+\+ altogether\./);
    assert.match(charts, /aria-valuetext="Sun, Nov 22, 2026: unpriced"/);
    const known = html({ insights: makeInsights(), state: { measure: "cost" } });
    assert.match(known, /aria-label="\$[\d,.]+ altogether\./);
  });

  it("says that no price is known where nothing in a time has one", () => {
    const made = makeInsights();
    const points = made.series.points.map((point) => ({
      ...point,
      costNanos: point.costNanos.map(() => 0),
      unpricedTokens: point.tokens,
    }));
    const insights = makeInsights({ series: { ...made.series, points } });
    assertHas(text({ insights, state: { measure: "cost" } }), "No price is known for what was used in this time.");
    assertHas(text({ insights: makeInsights({ series: { ...made.series, points: [] } }) }), "No usage in this time.");
  });

  it("says what the shades of the calendar stand for", () => {
    assertHas(text({ insights: makeInsights() }), "Less More");
  });

  it("shows the figures of a chart as a table on request", () => {
    const page = text({ insights: makeInsights(), state: { asTable: ["over-time"] } });
    assertHas(page, "Show as chart", "Total (tokens)", "Sun, Nov 22, 2026");
  });

  it("shows the last folders of a project, and all of it on pointing", () => {
    const page = html({ insights: makeInsights() });
    assertHas(page, ">work/storefront<", 'title="/home/mira/work/storefront"', "No folder");
  });

  it("shows texts from data as text", () => {
    const key = '<img src=x onerror="alert(1)">';
    const insights = makeInsights({ byModel: [{ key, totals: makeInsights().totals }] });
    assert.doesNotMatch(html({ insights }), /<img/);
  });

  it("draws few of many sessions, and tells how many there are", () => {
    const sessions = makeSessions(2000);
    const page = html({ insights: makeInsights(), sessions: { ...sessions, count: 12_000, rows: sessions.rows } });
    const rows = [...page.matchAll(/role="row"/g)].length;
    // Too large to be kept: the page waits for it.
    assert.ok(rows < 130, `${rows} rows`);
    assertHas(
      text({ insights: makeInsights(), sessions: { ...makeSessions(40), count: 12_000 } }),
      "The newest 40 of 12,000 sessions.",
    );
  });

  it("tells all about the session that is open", () => {
    const page = text({ insights: makeInsights(), state: { session: 3 } });
    assertHas(page, "Prompts began at 18K tokens and reached 171K, 86% of the window.", "Cost so far", "code-reviewer");
  });

  it("says where the money of a session is not all of it, or not known", () => {
    const withCost = (costNanos: number, unpricedTokens: number): string => {
      const { points } = makeSession(3);
      const session = makeSession(3, {
        points: points.map((point) => ({ ...point, costSoFar: { costNanos, unpricedTokens } })),
      });
      return text({ insights: makeInsights(), session, state: { session: 3 } });
    };
    assertHas(withCost(2 * NANOS_PER_USD, 0), "The session cost $2.00 in the end.");
    assertHas(withCost(2 * NANOS_PER_USD, 5), "The session cost $2.00+ in the end.");
    assertHas(withCost(0, 5), "No price is known for what the session used.");
    assertHas(withCost(0, 0), "The session cost $0.00 in the end.");
  });

  it("waits, fails and is empty in words", () => {
    assertHas(text(), "Adding up your usage");
    const empty = { kind: "empty", logsFound: false, tools: ["A"] } as const;
    const page = text({ insights: makeEmptyInsights(), view: { status: empty } });
    assertHas(page, "No logs of an AI assistant were found", "Rescan All Logs");
    assert.doesNotMatch(page, /Save as CSV|Caching/);
  });

  it("says that nothing is left by the filters, and how to let go of them", () => {
    const { choices } = makeInsights();
    const filtered = { insights: makeEmptyInsights({ choices }), state: { filter: { model: "gpt-5-mini" } } };
    assertHas(text(filtered), "No call in this time is of the chosen tool", "Clear Filters", "gpt-5-mini");
    assertHas(text({ insights: makeEmptyInsights({ choices }) }), "There is no call to a model in this time.");
  });

  it("shows budgets and the windows of providers by the tools' names, and how to set a first budget", () => {
    const insights = makeInsights();
    assert.match(text({ insights }), /Set a limit of your own.*Set a Budget…/);
    const budget = { period: "month", unit: "tokens", limit: 1e6, tool: "codex" } as const;
    const standing = {
      budget,
      firstDay: "2026-11-01",
      lastDay: "2026-11-30",
      limit: 1e6,
      spent: 9e5,
      isLowerBound: false,
    };
    const told = [{ tool: "codex", atMs: ANSWERED_MS - 60_000, used: 0.62, windowMinutes: 300 }];
    const page = html({ insights, view: { budgets: [standing], limits: { told } } });
    assert.match(page, /Budget of this month for Codex/);
    assert.match(page, /aria-valuetext="90%"/);
    assert.match(page, /900K tokens of 1M tokens \(90%\)/);
    assert.match(page, /Codex, window of 5 h: 62% used \(as of 1 min ago\)/);
  });
});
