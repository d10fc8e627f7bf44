import assert from "node:assert/strict";

import { isResultOf, readFromWorker } from "../../../src/host/workerMessages.ts";
import { NO_USAGE } from "../../../src/shared/usageTotals.ts";
import { makeSnapshot } from "../../support/meterSnapshots.ts";

describe("readFromWorker", () => {
  it("takes what was reached, and nothing that only looks like it", () => {
    const reached = { badges: [{ id: "crisp", name: "Crisp", grade: "gold" }], tier: undefined, isFirst: false };
    assert.deepEqual(readFromWorker({ type: "reached", reached }), { type: "reached", reached });
    for (const wrong of [
      undefined,
      { ...reached, badges: [{ id: 7, name: "Crisp" }] },
      { ...reached, badges: [{ ...reached.badges[0], grade: "wood" }] },
      { ...reached, tier: 3 },
      { badges: [], tier: "Gold" },
    ]) {
      assert.equal(readFromWorker({ type: "reached", reached: wrong }), undefined);
    }
  });

  it("passes every message of the protocol as it is", () => {
    const messages = [
      { type: "snapshot", snapshot: makeSnapshot() },
      { type: "roots", paths: ["/logs"] },
      { type: "reply", id: 1, ok: true, result: null },
      { type: "reply", id: 2, ok: false, message: "No." },
      { type: "log", level: "warn", message: "x" },
    ];
    for (const message of messages) assert.equal(readFromWorker(message), message);
  });

  it("refuses what is of another shape", () => {
    const messages = [
      undefined,
      null,
      "snapshot",
      { type: "other" },
      { type: "snapshot", snapshot: {} },
      { type: "snapshot", snapshot: { ...makeSnapshot(), byModel: undefined } },
      { type: "roots", paths: [1] },
      { type: "reply", id: "1", ok: true, result: null },
      { type: "reply", id: 1, ok: true },
      { type: "reply", id: 1, ok: false },
      { type: "log", level: "shout", message: "x" },
    ];
    for (const message of messages) assert.equal(readFromWorker(message), undefined);
  });
});

describe("isResultOf", () => {
  it("tells a result from what another request answers", () => {
    const report = { rows: [], totals: NO_USAGE, setAside: {}, asOfMs: undefined };
    const diagnostics = { roots: [], sources: [], ledger: {} };
    const results = [
      ["rescan", null],
      ["export", 7],
      ["report", report],
      ["diagnostics", diagnostics],
    ] as const;
    for (const [name] of results) {
      assert.deepEqual(
        results.map(([, result]) => isResultOf(name, result)),
        results.map(([other]) => other === name),
      );
    }
  });
});
