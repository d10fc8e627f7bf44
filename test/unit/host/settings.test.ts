import assert from "node:assert/strict";

import { US_DOLLAR } from "../../../src/shared/currency.ts";
import { join, resolve } from "node:path";

import { SETTINGS } from "../../../src/host/ids.ts";
import { readSettings } from "../../../src/host/settings.ts";

const HOME = resolve("/home/ada");
const ELSEWHERE = resolve("/elsewhere");

function read(values: Readonly<Record<string, unknown>>): ReturnType<typeof readSettings> {
  return readSettings((id) => values[id], HOME);
}

describe("readSettings", () => {
  it("has a default for everything", () => {
    assert.deepEqual(read({}), {
      statusFormat: "full",
      isGameOn: true,
      isCelebrating: true,
      isRemindingWeekly: true,
      isReadingRepositories: true,
      currency: US_DOLLAR,
      budgets: [],
      ledgerFolder: undefined,
      extraRoots: {},
      telemetry: undefined,
      problems: [],
    });
  });

  it("takes what a person chose, with ~ for the home folder", () => {
    const settings = read({
      [SETTINGS.statusBarFormat]: "tier",
      [SETTINGS.game]: false,
      [SETTINGS.repositories]: false,
      [SETTINGS.ledgerFolder]: " ~/ledger ",
      [SETTINGS.extraRoots]: { codex: [ELSEWHERE, "~"] },
    });
    assert.deepEqual(settings, {
      statusFormat: "tier",
      isGameOn: false,
      isCelebrating: false,
      isRemindingWeekly: true,
      isReadingRepositories: false,
      currency: US_DOLLAR,
      budgets: [],
      ledgerFolder: join(HOME, "ledger"),
      extraRoots: { codex: [ELSEWHERE, HOME] },
      telemetry: undefined,
      problems: [],
    });
  });

  it("falls back where a value cannot be used, and says so", () => {
    const settings = read({
      [SETTINGS.statusBarFormat]: "everything",
      [SETTINGS.ledgerFolder]: "relative/folder",
      [SETTINGS.extraRoots]: { codex: ["relative", ELSEWHERE, 7], claudeCode: "/not/a/list" },
    });
    assert.equal(settings.statusFormat, "full");
    assert.equal(settings.ledgerFolder, undefined);
    assert.deepEqual(settings.extraRoots, { codex: [ELSEWHERE] });
    assert.deepEqual(
      settings.problems.map(({ severity, message }) => [severity, /tokenLegend\.\w+/.exec(message)?.[0]]),
      [
        ["warning", SETTINGS.ledgerFolder],
        ["warning", SETTINGS.extraRoots],
        ["warning", SETTINGS.extraRoots],
      ],
    );
  });

  it("turns on the receiver of telemetry where that is asked for, on a port that there may be", () => {
    const on = { [SETTINGS.telemetryEnabled]: true };
    assert.deepEqual(read(on).telemetry, { port: 0, requireToken: false });
    const chosen = { ...on, [SETTINGS.telemetryPort]: 4318, [SETTINGS.telemetryRequireToken]: true };
    assert.deepEqual(read(chosen).telemetry, { port: 4318, requireToken: true });
    assert.equal(read({ ...chosen, [SETTINGS.telemetryEnabled]: "yes" }).telemetry, undefined);
    for (const port of [-1, 70_000, 1.5, "4318", null]) {
      const settings = read({ ...on, [SETTINGS.telemetryPort]: port });
      assert.deepEqual(settings.telemetry, { port: 0, requireToken: false });
      assert.equal(settings.problems.length, port === null ? 0 : 1, String(port));
    }
  });

  it("survives values of any kind", () => {
    for (const value of [null, 7, "x", [], true]) {
      assert.equal(read({ [SETTINGS.game]: value }).isGameOn, true);
      const settings = read({ [SETTINGS.extraRoots]: value, [SETTINGS.ledgerFolder]: value === "x" ? "" : value });
      assert.deepEqual(settings.extraRoots, {});
      assert.equal(settings.ledgerFolder, undefined);
    }
  });

  it("shows money in another currency at the person's rate, and in dollars where that cannot be", () => {
    const euro = { [SETTINGS.currencyCode]: "EUR", [SETTINGS.currencyPerUsd]: 0.92 };
    assert.deepEqual(read(euro).currency, { code: "EUR", perUsd: 0.92 });
    assert.deepEqual(read({ ...euro, [SETTINGS.currencyCode]: "USD" }).currency, US_DOLLAR);
    for (const perUsd of [0, -1, "0.92", undefined, Infinity]) {
      const { currency, problems } = read({ ...euro, [SETTINGS.currencyPerUsd]: perUsd });
      assert.deepEqual([currency, problems.length], [US_DOLLAR, 1]);
      assert.match(problems[0]?.message ?? "", /currency\.perUsd needs a rate/);
    }
    for (const code of ["euro", "eur", 7, {}]) {
      assert.match(read({ ...euro, [SETTINGS.currencyCode]: code }).problems[0]?.message ?? "", /currency\.code/);
    }
  });
});
