import assert from "node:assert/strict";

import { US_DOLLAR } from "../../../src/shared/currency.ts";
import { readPageState, storedPageState } from "../../../src/webview/pageState.ts";
import { makeGame } from "../../support/gameSnapshots.ts";

describe("the page's state", () => {
  it("comes back as it was kept, through JSON", () => {
    const state = {
      page: "insights",
      filter: "earned",
      search: "cache",
      selected: "cache-wizard",
      scrollTop: 420,
      view: {
        status: { kind: "normal" },
        isGameOn: true,
        currency: US_DOLLAR,
        budgets: [],
        limits: { told: [] },
        revision: 3,
        game: makeGame(),
      },
      own: { insights: { range: { kind: "all" } } },
      answers: { session: { question: "{}", answer: null } },
    } as const;
    const kept: unknown = JSON.parse(JSON.stringify(storedPageState(state)));
    const expected: unknown = JSON.parse(JSON.stringify(state));
    assert.deepEqual(JSON.parse(JSON.stringify(readPageState(kept))), expected);
  });

  it("falls back to the beginning where what was kept cannot be used", () => {
    const beginning = {
      page: "achievements",
      filter: "all",
      search: "",
      selected: undefined,
      scrollTop: 0,
      view: undefined,
      own: {},
      answers: {},
    };
    const broken = {
      version: 2,
      page: "x",
      own: 1,
      answers: 3,
      filter: "x",
      search: 7,
      selected: [],
      scrollTop: -1,
      view: { status: {} },
    };
    for (const kept of [undefined, null, "x", [], { version: 1, filter: "earned" }, broken]) {
      assert.deepEqual(readPageState(kept), beginning);
    }
  });
});
