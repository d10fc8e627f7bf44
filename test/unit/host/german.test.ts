import assert from "node:assert/strict";

import { statusFace } from "../../../src/host/statusText.ts";
import { summaryEntries } from "../../../src/host/summary.ts";
import { tooltipMarkdown } from "../../../src/host/tooltipMarkdown.ts";
import type { MeterView } from "../../../src/host/meterView.ts";
import { NO_USAGE } from "../../../src/shared/usageTotals.ts";
import { inGerman } from "../../support/inGerman.ts";
import { makeSnapshot, makeView, NOON_MS } from "../../support/meterSnapshots.ts";

const used = {
  ...NO_USAGE,
  calls: 12,
  freshInput: 3_000_000,
  cacheRead: 200_000,
  output: 14_567,
  costNanos: 4_120_000_000,
};
const plain = (text: string): string => text.replaceAll(/[\u00A0\u202F]/g, " ");

/** Words of which every English sentence has some, and no German one. */
const ENGLISH = /\b(the|of|and|is|are|was|this|with|from|not|no|by|that|these|to)\b/i;

describe("the status bar in German", () => {
  const view: MeterView = makeView({
    snapshot: makeSnapshot({
      madeAtMs: NOON_MS,
      sweptAtMs: NOON_MS - 120_000,
      newestCallMs: NOON_MS - 60_000,
      today: used,
      last7Days: used,
      last30Days: { ...used, estimatedTokens: 500, countedHereTokens: 20, unpricedTokens: 7 },
      unpricedModels: ["codex-x"],
    }),
  });
  const face = inGerman(() => statusFace(view, "compact", NOON_MS));

  it("writes numbers and money as they are written there", () => {
    assert.equal(plain(face.text), "$(flame) 3,2 Mio. · 4,12 $");
    assert.match(plain(face.label), /^Token Legend: 3,2 Millionen Token heute, Kosten 4,12 \$\./);
  });

  it("has no English left in its tooltip or summary", () => {
    const texts = inGerman(() => [
      face.label,
      tooltipMarkdown(view, NOON_MS).replaceAll(/\]\([^)]*\)/g, "]"),
      ...summaryEntries(view, NOON_MS).flatMap((entry) =>
        entry.kind === "fact" ? [entry.label, entry.description, entry.detail ?? ""] : [entry.label],
      ),
    ]);
    assert.deepEqual(
      texts.flatMap((text) => text.split(/[.\n|]/)).filter((sentence) => ENGLISH.test(sentence)),
      [],
    );
  });

  it("has none in any other state either", () => {
    const empty = makeView({
      snapshot: makeSnapshot({ madeAtMs: NOON_MS, sweptAtMs: NOON_MS, newestCallMs: undefined, logsFound: false }),
    });
    const states: readonly MeterView[] = [
      makeView({ snapshot: undefined }),
      empty,
      { ...view, worker: { kind: "down", reason: "", failures: 1 } },
      { ...view, isRescanning: true },
      makeView({ snapshot: undefined, worker: { kind: "down", reason: "", failures: 9 } }),
    ];
    for (const state of states) {
      const text = inGerman(() => `${statusFace(state, "full", NOON_MS).label} ${tooltipMarkdown(state, NOON_MS)}`);
      assert.doesNotMatch(text.replaceAll(/\]\([^)]*\)/g, "]"), ENGLISH);
    }
  });
});
