import assert from "node:assert/strict";

import { US_DOLLAR } from "../../../src/shared/currency.ts";
import type { FromPanel, PanelView } from "../../../src/shared/panelProtocol.ts";
import { PanelStore } from "../../../src/webview/panelStore.ts";
import { makeGame } from "../../support/gameSnapshots.ts";

const VIEW: PanelView = {
  status: { kind: "normal" },
  isGameOn: true,
  currency: US_DOLLAR,
  budgets: [],
  limits: { told: [] },
  revision: 0,
};

function open(stored?: PanelView): {
  readonly store: PanelStore;
  readonly posted: readonly FromPanel[];
  readonly shown: readonly PanelView[];
} {
  const posted: FromPanel[] = [];
  const shown: PanelView[] = [];
  const store = new PanelStore(
    (message) => posted.push(message),
    (view) => shown.push(view),
    stored,
  );
  return { store, posted, shown };
}

describe("PanelStore", () => {
  it("shows a snapshot and then each change of it", () => {
    const { store, shown } = open();
    const game = makeGame();
    store.receive({ type: "snapshot", number: 7, view: VIEW });
    store.receive({ type: "update", number: 8, change: { part: "game", game } });
    store.receive({ type: "update", number: 9, change: { part: "title", title: "Cache Wizard" } });
    store.receive({ type: "update", number: 10, change: { part: "status", status: { kind: "starting" } } });
    store.receive({ type: "update", number: 11, change: { part: "isGameOn", isGameOn: false } });
    assert.deepEqual(shown.at(-1), {
      ...VIEW,
      status: { kind: "starting" },
      isGameOn: false,
      game,
      title: "Cache Wizard",
    });
    assert.equal(shown.length, 5);
    store.receive({ type: "update", number: 12, change: { part: "title" } });
    assert.equal(store.view?.title, undefined);
  });

  it("asks for everything where an update is missing, and takes none until it has it", () => {
    const { store, posted, shown } = open();
    store.receive({ type: "snapshot", number: 1, view: VIEW });
    store.receive({ type: "update", number: 3, change: { part: "title", title: "x" } });
    assert.deepEqual(posted, [{ type: "ready" }]);
    store.receive({ type: "snapshot", number: 4, view: { ...VIEW, title: "y" } });
    assert.deepEqual(
      shown.map(({ title }) => title),
      [undefined, "y"],
    );
  });

  it("drops an update that it has had", () => {
    const { store, posted, shown } = open();
    store.receive({ type: "snapshot", number: 5, view: VIEW });
    store.receive({ type: "update", number: 5, change: { part: "title", title: "x" } });
    assert.equal(shown.length, 1);
    assert.deepEqual(posted, []);
  });

  it("shows what was stored, but lets no update change it", () => {
    const { store, posted } = open(VIEW);
    assert.equal(store.view, VIEW);
    store.receive({ type: "update", number: 1, change: { part: "title", title: "x" } });
    assert.equal(store.view, VIEW);
    assert.deepEqual(posted, [{ type: "ready" }]);
  });

  it("drops what is no message of the host's", () => {
    const { store, posted, shown } = open();
    for (const raw of [null, 7, "x", {}, { type: "snapshot", number: 1 }, { type: "x", number: 1 }]) store.receive(raw);
    assert.deepEqual([posted, shown], [[], []]);
  });
});
