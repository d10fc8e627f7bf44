import assert from "node:assert/strict";
import { resolve } from "node:path";

import { build } from "esbuild";

import { US_DOLLAR } from "../../../src/shared/currency.ts";
import type { PanelView } from "../../../src/shared/panelProtocol.ts";
import { type PageState, readPageState } from "../../../src/webview/pageState.ts";
import { readReviewState } from "../../../src/webview/review/reviewState.ts";
import { changeText, commitsText, savingWords, testRunsText } from "../../../src/webview/review/reviewWords.ts";
import { makeOutcomes, makeQuietReview, makeReview } from "../../support/reviewAnswers.ts";

const ENTRY = `
import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { ReviewPage } from "./src/webview/review/reviewPage.tsx";
import { PanelLinkContext } from "./src/webview/useAnswer.ts";
const actions = { act() {}, chooseTitle() {}, change() {} };
export const render = (view, state) => {
  const link = { answers: { ask: () => new Promise(() => {}) }, kept: state.answers, revision: 0, keep() {} };
  return renderToString(h(PanelLinkContext.Provider, { value: link }, h(ReviewPage, { view, state, actions })));
};
`;

const VIEW: PanelView = {
  status: { kind: "normal" },
  isGameOn: true,
  currency: US_DOLLAR,
  budgets: [],
  limits: { told: [] },
  revision: 1,
};

/** A state that keeps answers, as the page has them after a reload. */
function stateWith(review: unknown, outcomes: unknown = makeOutcomes()): PageState {
  return readPageState({
    version: 2,
    page: "review",
    answers: {
      review: { question: JSON.stringify({ name: "review", argument: {} }), answer: review },
      outcomes: { question: JSON.stringify({ name: "outcomes", argument: { week: "2026-W47" } }), answer: outcomes },
    },
  });
}

describe("the weekly review page", () => {
  let render: (view: PanelView, state: PageState) => string;

  before(async () => {
    const { outputFiles } = await build({
      stdin: { contents: ENTRY, resolveDir: resolve(import.meta.dirname, "../../.."), loader: "js" },
      bundle: true,
      format: "esm",
      platform: "browser",
      jsx: "automatic",
      jsxImportSource: "preact",
      tsconfigRaw: {},
      write: false,
      logLevel: "silent",
    });
    const code = Buffer.from(outputFiles[0]?.contents ?? []).toString("base64");
    // Its own entry above is all that the module holds.
    ({ render } = (await import(`data:text/javascript;base64,${code}`)) as { readonly render: typeof render });
  });

  it("tells the week, its sessions with what came of them, and the savings", () => {
    // Ranges are written with narrow spaces.
    const page = render(VIEW, stateWith(makeReview())).replaceAll("\u2009", " ");
    for (const text of [
      "Nov 16 – 22, 2026",
      "Week 47 of 2026",
      "41.2M",
      "18% more than the week before.",
      "9% less than the week before.",
      "On 5 days of 7.",
      "3 commits of yours, with tests.",
      "6 test runs, 4 of them green.",
      "Commits not known: its folder is gone.",
      "about $6.20",
      "4 sessions grew past 150K tokens of context",
      "there is no score and no target",
    ]) {
      assert.ok(page.includes(text), text);
    }
    assert.equal(page.match(/type="radio"/gu)?.length, 15);
    assert.equal(page.match(/ checked/gu)?.length, 1);
  });

  it("holds a week that still runs against none that is over", () => {
    const page = render(VIEW, stateWith(makeReview({ isOver: false, next: undefined })));
    assert.equal(page.match(/So far\. Compared once the week is over\./gu)?.length, 2);
    assert.ok(page.includes("Week 47 of 2026, still running") && !page.includes("the week before"));
  });

  it("shows money in the reader's currency", () => {
    const page = render({ ...VIEW, currency: { code: "EUR", perUsd: 0.5 } }, stateWith(makeReview()));
    assert.ok(page.includes("€19.20") && page.includes("about €3.10") && !page.includes("$"));
  });

  it("says so of a week without usage, and of one that is still being added up", () => {
    assert.ok(render(VIEW, stateWith(makeQuietReview())).includes("Nothing ran in this week"));
    const waiting = render(VIEW, readPageState(undefined));
    assert.ok(waiting.includes("Adding up the week…") && waiting.includes('aria-busy="true"'));
  });

  it("has one notice alone where nothing was ever seen", () => {
    const empty: PanelView = { ...VIEW, status: { kind: "empty", logsFound: false, tools: ["Claude Code"] } };
    const page = render(empty, stateWith(makeQuietReview()));
    assert.ok(page.includes("No logs of an AI assistant were found") && !page.includes("Nothing ran in this week"));
    assert.ok(!render(empty, stateWith(makeReview())).includes("No logs of an AI assistant were found"));
  });

  it("waits for the repositories, and takes no outcomes of another week", () => {
    const others = { ...makeOutcomes(), week: "2026-W46" };
    const page = render(VIEW, stateWith(makeReview(), others));
    assert.equal(page.match(/Looking in the repository…/gu)?.length, 5);
  });

  it("names projects by the ends of their paths, and with more of them where two end in the same", () => {
    const [one, two] = makeReview().costliest;
    assert.ok(one !== undefined && two !== undefined);
    const page = render(VIEW, stateWith(makeReview({ costliest: [one, { ...two, project: "/work/shop" }] })));
    assert.ok(page.includes(">ann/work/shop<") && page.includes(">/work/shop<"));
    assert.ok(render(VIEW, stateWith(makeReview())).includes(">work/shop<"));
  });

  it("leaves savings out where there are none, and never gives advice of nothing", () => {
    const page = render(VIEW, stateWith(makeReview({ savings: [] })));
    assert.ok(page.includes("Nothing worth half a dollar"));
  });

  it("takes names as text, whatever they hold", () => {
    const [session] = makeReview().costliest;
    assert.ok(session !== undefined);
    const hostile = "/home/<img src=x onerror=alert(1)>/\u202eevil";
    const page = render(
      VIEW,
      stateWith(makeReview({ costliest: [{ ...session, project: hostile, models: ["<script>"] }] })),
    );
    assert.ok(!page.includes("<img") && !page.includes("<script>"));
    assert.ok(page.includes("<bdi") && page.includes("The costliest session"));
  });
});

describe("words of the weekly review", () => {
  it("name a change, and none where nothing is known of before", () => {
    assert.equal(changeText(150, 100), "50% more than the week before.");
    assert.equal(changeText(50, 100), "50% less than the week before.");
    assert.equal(changeText(300, 100), "3 times that of the week before.");
    assert.equal(changeText(100, 100), "As in the week before.");
    assert.equal(changeText(1, 0), "None in the week before.");
    assert.equal(changeText(1, undefined), "The week before is not known.");
  });

  it("tell nothing found from not known", () => {
    const kinds = ["none", "noFolder", "folderGone", "noRepository", "noAuthor", "unreadable"] as const;
    const texts = kinds.map((kind) => commitsText({ kind }));
    assert.equal(new Set(texts).size, kinds.length);
    assert.deepEqual(
      texts.map((text) => text.startsWith("Commits not known")),
      [false, true, true, false, true, true],
    );
    assert.equal(testRunsText({ count: 1, passed: 0 }), "1 test run, not green.");
    assert.equal(testRunsText({ count: 0, passed: 0 }), "No test run was seen in the editor.");
  });

  it("say plainly whether commits changed tests", () => {
    const found = { kind: "found", commits: 1, files: 2, linesAdded: 5, linesRemoved: 1, changedTests: true } as const;
    assert.equal(commitsText(found), "1 commit of yours, with tests. Files changed: 2, lines added: 5, removed: 1.");
    assert.match(commitsText({ ...found, commits: 2 }), /^2 commits of yours, with tests\./u);
    assert.match(commitsText({ ...found, changedTests: false }), /^1 commit of yours, without tests\./u);
  });

  it("say of each saving what it is worked out from", () => {
    for (const kind of ["longContexts", "coldStarts", "rightSizing", "nightRuns"] as const) {
      for (const count of [1, 5]) {
        const words = savingWords({ kind, count, amountNanos: 2_000_000_000, model: "small" }, US_DOLLAR);
        const { title, amount, advice, assumption } = words;
        for (const text of [title, amount, advice, assumption]) assert.ok(text !== "" && !/\{\d\}/u.test(text));
        assert.ok(amount.includes("$2.00") && title.startsWith(String(count)));
      }
    }
  });

  it("keep the week that was turned to, and nothing that is none", () => {
    assert.deepEqual(readReviewState({ week: "2026-W47" }), { week: "2026-W47" });
    for (const stored of [undefined, null, 7, {}, { week: "2026-W99" }, { week: 47 }]) {
      assert.deepEqual(readReviewState(stored), { week: undefined });
    }
  });
});
