import assert from "node:assert/strict";

import { US_DOLLAR } from "../../../../src/shared/currency.ts";
import { readFromPanel } from "../../../../src/shared/panelProtocol.ts";
import { cardSvg } from "../../../../src/webview/insights/cardSvg.ts";
import { readInsightsState } from "../../../../src/webview/insights/insightsState.ts";
import type { InsightsView } from "../../../../src/webview/insights/insightsView.ts";
import type { CardShape } from "../../../../src/webview/insights/cardShape.ts";
import { shareCard } from "../../../../src/webview/insights/shareCard.ts";
import { importWebview } from "../../../support/importWebview.ts";
import { makeInsights, makeSessions } from "../../../support/insightsAnswers.ts";

function view(changes: Parameters<typeof makeInsights>[0] = {}): InsightsView {
  return {
    insights: makeInsights(changes),
    currency: US_DOLLAR,
    state: readInsightsState({}),
    set: () => undefined,
    choice: { asTable: [], toggle: () => undefined },
  };
}

describe("shareCard", () => {
  it("has totals, and no project", () => {
    const svg = cardSvg(shareCard(view(), makeSessions(12)));
    assert.match(svg, /Oct 24, 2026 to Nov 22, 2026/);
    assert.match(svg, />12</);
    assert.match(svg, /claude-opus-4-5/);
    for (const project of makeInsights().choices.projects) {
      for (const part of project.split(/[/\\]/).filter((one) => one.length > 3)) assert.ok(!svg.includes(part), part);
    }
  });

  it("takes a hostile name of a model as text", () => {
    const byModel = [{ key: "</text><script>\u0000\ud800", totals: makeInsights().totals }];
    const svg = cardSvg(shareCard(view({ byModel }), undefined));
    for (const text of ["<script", "\u0000", "\ud800"]) assert.ok(!svg.includes(text));
    assert.match(svg, /&#60;script&#62;/);
  });

  it("has the words of its foot follow the name on the same line, however wide a font is", () => {
    assert.match(cardSvg(shareCard(view(), undefined)), />Token Legend<tspan dx="16"[^>]*>counted on my own machine</);
  });
});

interface Png {
  readonly cardPng: (shapes: readonly CardShape[]) => Promise<string>;
}

describe("cardPng", () => {
  let cardPng: Png["cardPng"];

  before(async () => {
    ({ cardPng } = await importWebview<Png>('export { cardPng } from "./src/webview/insights/cardPng.ts";'));
  });

  /** A canvas whose font is wider than any other. */
  class WideCanvas {
    readonly drawn: { readonly text: string; readonly x: number }[] = [];
    getContext() {
      return {
        beginPath: () => undefined,
        roundRect: () => undefined,
        fill: () => undefined,
        measureText: (text: string) => ({ width: text.length * 50 }),
        fillText: (text: string, x: number) => this.drawn.push({ text, x }),
      };
    }
    toBlob(give: (blob: Blob) => void): void {
      give(new Blob(["picture"]));
    }
  }

  it("draws the words of the foot past the name, as wide as the font of the machine draws it", async () => {
    const canvas = new WideCanvas();
    Object.assign(globalThis, { document: { createElement: () => canvas } });
    try {
      assert.equal(await cardPng(shareCard(view(), undefined)), btoa("picture"));
    } finally {
      Reflect.deleteProperty(globalThis, "document");
    }
    const [name, foot] = canvas.drawn.slice(-2);
    assert.deepEqual([name?.text, foot?.text], ["Token Legend", "counted on my own machine"]);
    assert.equal(foot?.x, (name?.x ?? 0) + "Token Legend".length * 50 + 16);
  });
});

describe("saving what is shown", () => {
  const saved = { kind: "csv", name: "token-legend-insights", content: "a,b" };

  it("is asked for with a plain name and one of the known kinds", () => {
    assert.deepEqual(readFromPanel({ type: "save", saved }), { type: "save", saved });
    assert.equal(readFromPanel({ type: "save", saved: { ...saved, name: "../../etc/passwd" } }), undefined);
    assert.equal(readFromPanel({ type: "save", saved: { ...saved, name: "" } }), undefined);
    assert.equal(readFromPanel({ type: "save", saved: { ...saved, kind: "exe" } }), undefined);
    assert.equal(readFromPanel({ type: "save", saved: { ...saved, content: 4 } }), undefined);
    assert.equal(readFromPanel({ type: "save" }), undefined);
  });

  it("takes pictures as base64 alone, and nothing beyond all bounds", () => {
    assert.ok(readFromPanel({ type: "save", saved: { ...saved, kind: "png", content: "iVBORw0KGgo=" } }));
    assert.equal(readFromPanel({ type: "save", saved: { ...saved, kind: "png", content: "<svg>" } }), undefined);
    assert.equal(readFromPanel({ type: "save", saved: { ...saved, content: "x".repeat(16_000_001) } }), undefined);
  });
});
