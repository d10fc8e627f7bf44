import assert from "node:assert/strict";
import { answerEverything, answerProject } from "../../../src/core/usageAnswer.ts";
import type { Report } from "../../../src/shared/report.ts";
import { addUsage, NO_USAGE, type UsageTotals } from "../../../src/shared/usageTotals.ts";

const USED: UsageTotals = {
  ...NO_USAGE,
  calls: 2,
  freshInput: 1000,
  cacheRead: 3000,
  output: 1000,
  costNanos: 1_500_000_000,
};

function report(rows: Readonly<Record<string, UsageTotals>>): Report {
  const totals = { ...NO_USAGE };
  for (const row of Object.values(rows)) addUsage(totals, row);
  const setAside = { records: 0, tokens: 0, reasons: {} };
  return { rows: Object.entries(rows).map(([key, row]) => ({ key, ...row })), totals, setAside, asOfMs: 0 };
}

const nameOf = (id: string): string => (id === "codex" ? "OpenAI Codex" : id);

describe("the answer about everything", () => {
  it("says tokens, cost, calls and the cache, and breaks them down", () => {
    const question = { period: "week", scope: "everything" } as const;
    const text = answerEverything(question, report({ codex: USED }), report({ "gpt-5.5": USED }), nameOf);
    assert.equal(
      text,
      [
        "**This week**: 5K tokens, $1.50, 2 calls, 75% of the prompts from cache.",
        "| Assistant | Tokens | Cost | Calls |\n|:--|--:|--:|--:|\n| OpenAI Codex | 5K | $1.50 | 2 |",
        "| Model | Tokens | Cost | Calls |\n|:--|--:|--:|--:|\n| `gpt-5.5` | 5K | $1.50 | 2 |",
      ].join("\n\n"),
    );
  });

  it("is one sentence where nothing was used", () => {
    const text = answerEverything({ period: "today", scope: "everything" }, report({}), report({}), nameOf);
    assert.equal(text, "**Today**: nothing was used.");
  });

  it("names eight rows and counts the rest, and lets no model's name format the text", () => {
    const rows = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`m\`${index}`, USED]));
    const text = answerEverything(
      { period: "month", scope: "everything" },
      report({ codex: USED }),
      report(rows),
      nameOf,
    );
    assert.match(text, /\| `m'7` \|/);
    assert.doesNotMatch(text, /m'8/);
    assert.match(text, /\| and 3 more \| \| \| \|/);
  });

  it("says what is estimated and what has no price", () => {
    const doubtful = { ...USED, estimatedTokens: 2000, unpricedTokens: 1000 };
    const text = answerEverything(
      { period: "today", scope: "everything" },
      report({ codex: doubtful }),
      report({ "": doubtful }),
      nameOf,
    );
    assert.match(text, /Of these tokens 2K are estimated\. 1K tokens are of models without a known price/);
    assert.match(text, /\$1\.50\+/);
  });
});

describe("the answer about a project", () => {
  const rows = report({
    "/home/ann/shop": USED,
    "/home/ann/shop/api": USED,
    "/home/ann/shopping": USED,
    "": USED,
  });

  it("adds up the open folder and what lies below it, and nothing beside it", () => {
    const text = answerProject({ period: "last30Days", scope: "project" }, rows, ["/home/ann/shop"]);
    assert.equal(
      text,
      "**The last 30 days** in this project: 10K tokens, $3.00, 4 calls, 75% of the prompts from cache.",
    );
  });

  it("counts once what lies in two of the open folders", () => {
    const text = answerProject({ period: "today", scope: "project" }, rows, ["/home/ann/shop", "/home/ann/shop/api"]);
    assert.match(text, /10K tokens/);
  });

  it("knows a folder of Windows however its drive and its slashes are written", () => {
    const windows = report({ "C:\\Users\\Ann\\shop\\web": USED });
    const text = answerProject({ period: "today", scope: "project" }, windows, ["c:\\Users\\Ann\\shop"]);
    assert.match(text, /5K tokens/);
  });

  it("says so where no folder is open", () => {
    assert.match(answerProject({ period: "today", scope: "project" }, rows, []), /^No folder is open/);
  });
});
