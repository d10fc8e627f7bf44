import assert from "node:assert/strict";
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
    assert.deepEqual(read({}), { statusFormat: "full", ledgerFolder: undefined, extraRoots: {}, problems: [] });
  });

  it("takes what a person chose, with ~ for the home folder", () => {
    const settings = read({
      [SETTINGS.statusBarFormat]: "tier",
      [SETTINGS.ledgerFolder]: " ~/ledger ",
      [SETTINGS.extraRoots]: { codex: [ELSEWHERE, "~"] },
    });
    assert.deepEqual(settings, {
      statusFormat: "tier",
      ledgerFolder: join(HOME, "ledger"),
      extraRoots: { codex: [ELSEWHERE, HOME] },
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

  it("survives values of any kind", () => {
    for (const value of [null, 7, "x", [], true]) {
      const settings = read({ [SETTINGS.extraRoots]: value, [SETTINGS.ledgerFolder]: value === "x" ? "" : value });
      assert.deepEqual(settings.extraRoots, {});
      assert.equal(settings.ledgerFolder, undefined);
    }
  });
});
