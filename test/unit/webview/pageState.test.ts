import assert from "node:assert/strict";

import { readPageState, storedPageState } from "../../../src/webview/pageState.ts";
import { makeGame } from "../../support/gameSnapshots.ts";

describe("the page's state", () => {
  it("comes back as it was kept, through JSON", () => {
    const state = {
      filter: "earned",
      search: "cache",
      selected: "cache-wizard",
      scrollTop: 420,
      view: { status: { kind: "normal" }, isGameOn: true, game: makeGame() },
    } as const;
    const kept: unknown = JSON.parse(JSON.stringify(storedPageState(state)));
    const expected: unknown = JSON.parse(JSON.stringify(state));
    assert.deepEqual(JSON.parse(JSON.stringify(readPageState(kept))), expected);
  });

  it("falls back to the beginning where what was kept cannot be used", () => {
    const beginning = { filter: "all", search: "", selected: undefined, scrollTop: 0, view: undefined };
    const broken = { version: 1, filter: "x", search: 7, selected: [], scrollTop: -1, view: { status: {} } };
    for (const kept of [undefined, null, "x", [], { version: 2, filter: "earned" }, broken]) {
      assert.deepEqual(readPageState(kept), beginning);
    }
  });
});
