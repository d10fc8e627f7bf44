import assert from "node:assert/strict";

import { MeterModel } from "../../../src/host/meterModel.ts";
import { makeSnapshot } from "../../support/meterSnapshots.ts";

const BUDGET = { period: "day", unit: "tokens", limit: 5 } as const;
const EURO = { code: "EUR", perUsd: 0.9 };

describe("MeterModel", () => {
  it("holds what it was told last and says that it changed", () => {
    let changes = 0;
    const model = new MeterModel(() => void (changes += 1));
    const snapshot = makeSnapshot();
    model.setSnapshot(snapshot);
    model.setWorker({ kind: "running" });
    model.setSettings({
      isGameOn: false,
      currency: EURO,
      budgets: [BUDGET],
      problems: [{ severity: "info", message: "x" }],
    });
    assert.deepEqual(model.view, {
      snapshot,
      worker: { kind: "running" },
      isRescanning: false,
      isGameOn: false,
      currency: EURO,
      budgets: [BUDGET],
      hostProblems: [{ severity: "info", message: "x" }],
    });
    assert.equal(changes, 3);
  });

  it("does not call a worker well that is only being started again", () => {
    const model = new MeterModel(() => undefined);
    const down = { kind: "down", reason: "x", failures: 3 } as const;
    model.setWorker(down);
    model.setWorker({ kind: "starting" });
    assert.deepEqual(model.view.worker, down);
    model.setWorker({ kind: "running" });
    assert.deepEqual(model.view.worker, { kind: "running" });
  });

  it("is rescanning until the last rescan has ended, however it ends", async () => {
    const model = new MeterModel(() => undefined);
    let finish = (): void => undefined;
    const slow = model.whileRescanning(
      () =>
        new Promise<void>((resolve) => {
          finish = resolve;
        }),
    );
    await assert.rejects(
      model.whileRescanning(() => Promise.reject(new Error("gone"))),
      /gone/,
    );
    assert.equal(model.view.isRescanning, true);
    finish();
    await slow;
    assert.equal(model.view.isRescanning, false);
  });
});
