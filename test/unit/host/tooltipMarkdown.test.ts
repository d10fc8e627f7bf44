import assert from "node:assert/strict";

import { COMMANDS } from "../../../src/host/ids.ts";
import { TOOLTIP_COMMANDS, tooltipMarkdown } from "../../../src/host/tooltipMarkdown.ts";
import type { MeterSnapshot } from "../../../src/shared/meterSnapshot.ts";
import { makeSnapshot, makeView, NOON_MS, TODAY } from "../../support/meterSnapshots.ts";

/** Without the entities that hold columns apart. */
function tooltip(changes: Partial<MeterSnapshot> = {}): string {
  return tooltipMarkdown(makeView({ snapshot: makeSnapshot(changes) }), NOON_MS).replaceAll("&nbsp;", "");
}

function assertHas(text: string, ...parts: readonly string[]): void {
  for (const part of parts) assert.ok(text.includes(part), `${part}\nis not in\n${text}`);
}

describe("tooltipMarkdown", () => {
  it("sets the three periods side by side", () => {
    assertHas(
      tooltip(),
      "|  | Tokens | Cost | Calls | From cache |\n|:--|--:|--:|--:|--:|\n",
      "| Today | 3.2M | $4.12 | 42 | 94% |\n",
      "| 7 days | 3.2M | $4.12 | 300 | 94% |\n",
      "| 30 days | 212.3M | $312.50 | 1,234 | 99% |",
    );
  });

  it("says nothing about the cache where there was no prompt", () => {
    assertHas(tooltip({ today: { ...TODAY, freshInput: 0, cacheRead: 0, cacheWrite5m: 0 } }), "| 42 | – |");
  });

  it("names the tools and models of today", () => {
    const text = tooltip();
    assertHas(
      text,
      "| Today, by tool | Tokens | Cost |\n",
      "| Claude Code | 3.2M | $4.12 |\n| **Today, by model** | | |\n| claude\\-opus\\-4\\-5 | 3.2M | $4.12 |",
    );
    assert.doesNotMatch(text, /Codex/);
  });

  it("names those of the last 30 days while there is nothing today", () => {
    assertHas(
      tooltip({ today: { ...TODAY, calls: 0 } }),
      "| Last 30 days, by tool | Tokens | Cost |\n",
      "| OpenAI Codex | 3.2M | $4.12 |\n",
      "| gpt\\-5\\.2\\-codex | 3.2M | $4.12 |",
    );
  });

  it("names a few models and counts the rest, one of them as one", () => {
    const todayByModel = Array.from({ length: 7 }, (_, index) => ({ key: `m${index}`, totals: TODAY }));
    const text = tooltip({ todayByModel });
    assertHas(text, "| m3 |", "| and 3 more models | | |");
    assertHas(tooltip({ todayByModel: todayByModel.slice(0, 5) }), "| and 1 more model | | |");
    assert.doesNotMatch(text, /m4/);
  });

  it("shows the tier, and what the next one still takes", () => {
    assertHas(
      tooltip(),
      "**Gold**: 491M tokens counted of 4.1B seen in 30 days.",
      "Next: Platinum, 62% of the way, 209M missing.",
      "It also asks for 8 active days \\(6 so far\\).",
    );
  });

  it("shows no tier where the game is off", () => {
    const text = tooltipMarkdown(makeView({ isGameOn: false }), NOON_MS);
    assert.doesNotMatch(text, /Gold|Platinum|tier/i);
    assertHas(text, "| Today | &nbsp;&nbsp;3.2M |");
  });

  it("leaves out gates that are met, and volume that is there", () => {
    const nextGates = [
      { asks: "12 active days", stands: "14 so far", isMet: true },
      { asks: "steered share of at least 30%", stands: "24.1%", isMet: false },
    ];
    const text = tooltip({
      tier: { ...makeSnapshot().tier, next: "Emerald", progress: 1, missingTokens: 0, nextGates },
    });
    assertHas(
      text,
      "Next: Emerald, whose volume is reached.",
      "asks for steered share of at least 30\\% \\(24\\.1\\%\\).",
    );
    assert.doesNotMatch(text, /12 active days/);
  });

  it("names no next tier at the top", () => {
    const tier = { ...makeSnapshot().tier, tier: "Token Legend", next: undefined, nextGates: [] };
    const text = tooltip({ tier });
    assertHas(text, "**Token Legend**: 491M");
    assert.doesNotMatch(text, /Next:|asks for/);
  });

  it("says what is estimated, unpriced or set aside, and is silent where nothing is", () => {
    assert.doesNotMatch(tooltip(), /estimated|No known price|Set aside/);
    const month = makeSnapshot().last30Days;
    assertHas(
      tooltip({
        today: { ...TODAY, estimatedTokens: 1200 },
        last30Days: { ...month, estimatedTokens: 5_000_000 },
        unpricedModels: ["fable-1", ""],
        setAside: { records: 2, tokens: 9_000_000, reasons: { future: 2 } },
      }),
      "Of which estimated: 1.2K tokens today, 5M in 30 days.",
      "No known price for fable\\-1, unknown model: costs marked + are at least that much.",
      "Set aside as impossible and not counted: 2 records (9M tokens).",
    );
  });

  it("says how much of what is estimated was counted here", () => {
    const month = { ...makeSnapshot().last30Days, estimatedTokens: 5_000_000, countedHereTokens: 1_500_000 };
    assertHas(tooltip({ last30Days: month }), "1.5M of these were counted here, as their tool reports none.");
  });

  it("names a few assistants and counts the others where no logs were found", () => {
    const toolNames = Object.fromEntries(["A", "B", "C", "D", "E", "F"].map((name) => [name, name]));
    assertHas(
      tooltip({ logsFound: false, newestCallMs: undefined, toolNames }),
      "Use A, B, C, D, or another of the 6 that are read here",
    );
  });

  it("says how fresh the numbers are and what this window does", () => {
    assertHas(tooltip(), "Logs read just now · newest call 2 min ago · this window writes the ledger.");
    assertHas(tooltip({ role: "follower" }), "this window follows the one that writes the ledger.");
  });

  it("lists the problems of both sides, the gravest first", () => {
    const text = tooltipMarkdown(
      makeView({
        snapshot: makeSnapshot({
          problems: [
            { severity: "info", message: "third" },
            { severity: "error", message: "first" },
          ],
        }),
        hostProblems: [{ severity: "warning", message: "second" }],
      }),
      NOON_MS,
    );
    assertHas(text, "$(error) first\n\n$(warning) second\n\n$(info) third");
  });

  it("says what to do where no logs were found, and shows no table of zeros", () => {
    const text = tooltip({ logsFound: false, newestCallMs: undefined });
    assertHas(
      text,
      "No usage logs of an AI assistant were found",
      "Use Claude Code or OpenAI Codex here",
      "name the folder of their logs in the settings",
    );
    assert.doesNotMatch(text, /\|/);
  });

  it("says so while it is starting, scanning, stale or failed", () => {
    const down = { kind: "down", reason: "The reader stopped: E_RROR.", failures: 3 } as const;
    assertHas(tooltipMarkdown(makeView({ snapshot: undefined, worker: { kind: "starting" } }), NOON_MS), "Starting.");
    assertHas(tooltip({ scanning: { doneBytes: 1, totalBytes: 2, doneFiles: 0, totalFiles: 1 } }), "logs: 50%.");
    assertHas(tooltipMarkdown(makeView({ worker: down }), NOON_MS), "may be old. The reader stopped\\: E\\_RROR\\.");
    assertHas(tooltipMarkdown(makeView({ snapshot: undefined, worker: down }), NOON_MS), "Not working: The reader");
  });

  it("lets no name from a log become a link, an icon or a row of its own", () => {
    const name = "[x](command:evil)\n| y | $(flame) <img src=x> https://e.vil";
    const text = tooltip({ todayByModel: [{ key: name, totals: TODAY }], unpricedModels: [name] });
    assert.doesNotMatch(text, /\]\(command:evil|\$\(flame|<img|https:\/\//);
    assert.deepEqual(text.split("\n").filter((line) => line.includes("evil")).length, 2);
  });

  it("links to the commands that are trusted and to no others", () => {
    const linked = [...tooltip().matchAll(/\]\(command:([^)]+)\)/g)].map((match) => match[1]);
    assert.deepEqual(
      linked,
      TOOLTIP_COMMANDS.map((name) => COMMANDS[name]),
    );
  });

  it("shows money in the reader's currency, and by which rate", () => {
    const view = makeView({ currency: { code: "EUR", perUsd: 0.5 } });
    assertHas(
      tooltipMarkdown(view, NOON_MS).replaceAll("&nbsp;", ""),
      "| Today | 3.2M | €2.06 |",
      "| Claude Code | 3.2M | €2.06 |",
      "Dollars are shown in EUR at your rate of 0.5.",
    );
    assert.doesNotMatch(tooltip(), /your rate/);
  });

  it("tells windows of providers to the end of the sentence, however long it is", () => {
    const told = {
      tool: "codex",
      atMs: NOON_MS - 36 * 60_000,
      used: 0.01,
      windowMinutes: 300,
      resetsMs: NOON_MS + 4 * 3_600_000,
    };
    const text = tooltip({ limits: { told: [told] } });
    assert.match(text, /window of 5 h.* begins anew in 4 h \\\(as of 36 min ago\\\)\n/);
  });

  it("lists budgets, and marks those that are near their end or past it", () => {
    const budgets = [
      { period: "day", unit: "currency", limit: 400 },
      { period: "day", unit: "currency", limit: 4 },
    ] as const;
    assertHas(
      tooltipMarkdown(makeView({ budgets }), NOON_MS),
      "\nBudget of today: &#36;4\\.12 of &#36;400\\.00 \\(1\\%\\)  \n",
      "\n$(error) Budget of today: &#36;4\\.12 of &#36;4\\.00 \\(103\\%\\)\n",
    );
  });
});
