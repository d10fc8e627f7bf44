import assert from "node:assert/strict";
import { makeVolumeView, TODAY } from "../../../support/boardPage/companyViews.ts";
import { makeMeView } from "../../../support/boardPage/personViews.ts";
import { importWebview } from "../../../support/importWebview.ts";
import { assertHas, assertLacks } from "../../../support/assertHas.ts";

interface Card {
  readonly cardOf: (me: unknown, total: unknown, name: string, day: number) => string;
}
const ENTRY = `
import { boardCard } from "./src/boardPage/me/boardCard.ts";
import { cardSvg } from "./src/webview/insights/cardSvg.ts";
export const cardOf = (me, total, name, day) => cardSvg(boardCard(me, total, name, day));
`;

describe("the card to share", () => {
  let cardOf: Card["cardOf"];

  before(async () => {
    ({ cardOf } = await importWebview<Card>(ENTRY));
  });

  it("has one's own figures and the rounded totals of all", () => {
    const svg = cardOf(makeMeView(), makeVolumeView().total, "Northwind", TODAY);
    assertHas(svg, "9.2B", "11.4B", "Place 137 on the list", "60T", "84,970", "Northwind · Nov 20, 2026");
  });

  it("has its last words follow the product's name, wherever that ends in a font", () => {
    const svg = cardOf(makeMeView(), makeVolumeView().total, "Northwind", TODAY);
    assert.match(svg, />Token Legend<tspan dx="16"[^>]*>[^<]+</);
  });

  it("names nobody, not even its owner", () => {
    const me = makeMeView();
    const svg = cardOf(me, makeVolumeView().total, "Northwind", TODAY);
    assertLacks(svg, ...me.neighbours.map(({ handle }) => handle), me.handle ?? "Mira");
  });

  it("leaves out totals that are not known or withheld", () => {
    const withheld = { kind: "withheld", reason: "tooFew" } as const;
    const total = { ...makeVolumeView().total, counted: withheld, people: withheld };
    for (const one of [undefined, total]) {
      const svg = cardOf(makeMeView(), one, "Northwind", TODAY);
      assert.equal(svg.split(">–<").length - 1, 2);
    }
  });
});
