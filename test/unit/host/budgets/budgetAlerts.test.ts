import assert from "node:assert/strict";

import { type AlertAction, BudgetAlerts } from "../../../../src/host/budgets/budgetAlerts.ts";
import { BudgetMemory } from "../../../../src/host/budgets/budgetMemory.ts";
import type { MeterView } from "../../../../src/host/meterView.ts";
import type { Budget } from "../../../../src/shared/budgets.ts";
import type { MeterSnapshot } from "../../../../src/shared/meterSnapshot.ts";
import { NANOS_PER_USD } from "../../../../src/shared/usageTotals.ts";
import { makeSnapshot, makeView, NOON_MS, TODAY } from "../../../support/meterSnapshots.ts";

const DAILY: Budget = { period: "day", unit: "currency", limit: 10 };

class Stage {
  readonly shown: string[] = [];
  readonly logged: string[] = [];
  readonly kept = new Map<string, unknown>();
  opened = 0;
  action: AlertAction | undefined;
  answer = (): Promise<AlertAction | undefined> => Promise.resolve(this.action);
  readonly alerts = this.another();

  /** Alerts with the same memory, as after a restart. */
  another(): BudgetAlerts {
    return new BudgetAlerts({
      memory: new BudgetMemory({
        get: (key) => this.kept.get(key),
        update: (key, value) => Promise.resolve(void this.kept.set(key, value)),
      }),
      show: (severity, message) => {
        this.shown.push(`${severity}: ${message}`);
        return this.answer();
      },
      open: () => {
        this.opened += 1;
      },
      log: (message) => this.logged.push(message),
    });
  }

  spend(dollars: number, changes: Partial<MeterSnapshot> = {}, budgets: readonly Budget[] = [DAILY]): void {
    this.alerts.update(viewOf(dollars, changes, budgets), NOON_MS);
  }
}

function viewOf(dollars: number, changes: Partial<MeterSnapshot>, budgets: readonly Budget[]): MeterView {
  const { periods } = makeSnapshot();
  const totals = { ...TODAY, costNanos: dollars * NANOS_PER_USD };
  const day = { ...periods.day, byTool: [{ key: "claudeCode", totals }] };
  return makeView({
    budgets,
    snapshot: makeSnapshot({ periods: { ...periods, day }, firstDay: undefined, ...changes }),
  });
}

function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

describe("BudgetAlerts", () => {
  it("tells once of each step, at it and not just under it", () => {
    const stage = new Stage();
    for (const dollars of [4.99, 5, 5.01, 7.99, 8, 9.99, 10, 12]) stage.spend(dollars);
    assert.deepEqual(stage.shown, [
      "information: Budget of today: $5.00 of $10.00 (50%).",
      "warning: Budget of today: $8.00 of $10.00 (80%).",
      "warning: Budget of today: $10.00 of $10.00 (100%).",
    ]);
  });

  it("tells the highest where several were passed, and nothing again after a restart", () => {
    const stage = new Stage();
    stage.spend(9);
    stage.another().update(viewOf(9, {}, [DAILY]), NOON_MS);
    stage.spend(5);
    assert.deepEqual(stage.shown, ["warning: Budget of today: $9.00 of $10.00 (90%)."]);
  });

  it("tells once that a budget will not last", () => {
    const stage = new Stage();
    const recentDays = [15, 8, 1].map((date) => ({
      day: `2026-11-${String(date).padStart(2, "0")}`,
      tool: "claudeCode",
      tokens: 0,
      costNanos: 20 * NANOS_PER_USD,
    }));
    for (const dollars of [1, 2]) stage.spend(dollars, { recentDays, firstDay: "2026-11-01" });
    assert.equal(stage.shown.length, 1);
    assert.match(stage.shown[0] ?? "", /^warning: .*will not last: about \$20\.00/);
  });

  it("begins anew with the next period, and with another limit", () => {
    const stage = new Stage();
    stage.spend(6);
    const { periods } = makeSnapshot();
    const tomorrow = { ...periods.day, firstDay: "2026-11-23", lastDay: "2026-11-23" };
    const totals = { ...TODAY, costNanos: 5 * NANOS_PER_USD };
    stage.spend(0, { periods: { ...periods, day: { ...tomorrow, byTool: [{ key: "codex", totals }] } } });
    stage.spend(6, {}, [{ ...DAILY, limit: 12 }]);
    assert.equal(stage.shown.length, 3);
  });

  it("is silent in a window that follows, while logs are read, and while numbers are old", () => {
    const stage = new Stage();
    stage.spend(9, { role: "follower" });
    stage.spend(9, { scanning: { doneBytes: 1, totalBytes: 2, doneFiles: 0, totalFiles: 1 } });
    stage.spend(9, { sweptAtMs: NOON_MS - 3_600_000 });
    assert.deepEqual(stage.shown, []);
    stage.spend(9);
    assert.equal(stage.shown.length, 1);
  });

  it("keeps quiet until tomorrow, or about one budget for its period", async () => {
    const stage = new Stage();
    const weekly: Budget = { ...DAILY, period: "week", limit: 8 };
    stage.action = "quietPeriod";
    stage.spend(5);
    await settled();
    stage.action = "quietToday";
    stage.spend(8, {}, [DAILY, weekly]);
    await settled();
    assert.equal(stage.shown.length, 2, "the daily budget is quiet, the weekly one is not");
    stage.spend(8, {}, [{ ...weekly, limit: 5 }]);
    assert.equal(stage.shown.length, 2, "nothing more is told today");
  });

  it("tells on the next day of a month's step that was reached on a quiet one, and of no step again", () => {
    const stage = new Stage();
    const monthly: Budget = { period: "month", unit: "currency", limit: 10 };
    const onDay = (firstDay: string, dollars: number): void => {
      const { periods } = makeSnapshot();
      const totals = { ...TODAY, costNanos: dollars * NANOS_PER_USD };
      const month = { ...periods.month, byTool: [{ key: "codex", totals }] };
      const day = { firstDay, lastDay: firstDay, byTool: [] };
      stage.spend(0, { periods: { ...periods, day, month } }, [monthly]);
    };
    onDay("2026-11-22", 5);
    assert.equal(stage.alerts.snoozeToday(viewOf(0, {}, [monthly])), true);
    onDay("2026-11-22", 8);
    assert.equal(stage.shown.length, 1);
    for (const firstDay of ["2026-11-23", "2026-11-23"]) onDay(firstDay, 8);
    assert.deepEqual(stage.shown.slice(1), ["warning: Budget of this month: $8.00 of $10.00 (80%)."]);
  });

  it("is put off for the day on which that was asked for, whenever the message came", async () => {
    const stage = new Stage();
    let choose = (_action: AlertAction): void => undefined;
    stage.answer = () =>
      new Promise((chosen) => {
        choose = chosen;
      });
    stage.spend(5);
    const { periods } = makeSnapshot();
    const nextDay = (dollars: number): Partial<MeterSnapshot> => {
      const totals = { ...TODAY, costNanos: dollars * NANOS_PER_USD };
      const day = { firstDay: "2026-11-23", lastDay: "2026-11-23", byTool: [{ key: "codex", totals }] };
      return { periods: { ...periods, day } };
    };
    stage.spend(0, nextDay(1));
    choose("quietToday");
    await settled();
    stage.spend(0, nextDay(9));
    assert.equal(stage.shown.length, 1);
  });

  it("is not put off before it is known what day it is", () => {
    const stage = new Stage();
    assert.equal(stage.alerts.snoozeToday(makeView({ snapshot: undefined })), false);
    assert.equal(stage.kept.size, 0);
  });

  it("opens what it is asked to, and logs a message that could not be shown", async () => {
    const stage = new Stage();
    stage.action = "open";
    stage.spend(5);
    await settled();
    assert.equal(stage.opened, 1);
    const broken = new BudgetAlerts({
      memory: new BudgetMemory({ get: () => 7, update: () => Promise.reject(new Error("full")) }),
      show: () => Promise.reject(new Error("closed")),
      open: () => undefined,
      log: (message) => stage.logged.push(message),
    });
    broken.update(viewOf(5, {}, [DAILY]), NOON_MS);
    await settled();
    assert.equal(stage.logged.length, 2);
    assert.ok(stage.logged.every((line) => line.startsWith("budget alert: ")));
  });
});
