import assert from "node:assert/strict";

import { ledgerFolder } from "../../../src/core/ledgerFolder.ts";
import { UserError } from "../../../src/shared/userError.ts";

describe("ledgerFolder", () => {
  it("is the platform's place for user data", () => {
    assert.equal(
      ledgerFolder({ home: "/home/ada", platform: "linux", env: {} }),
      "/home/ada/.local/share/token-legend",
    );
    assert.equal(
      ledgerFolder({ home: "/Users/ada", platform: "darwin", env: {} }),
      "/Users/ada/Library/Application Support/token-legend",
    );
    assert.equal(
      ledgerFolder({ home: "C:\\Users\\ada", platform: "win32", env: {} }),
      "C:\\Users\\ada\\AppData\\Local\\token-legend",
    );
  });

  it("follows the variables that name the user's data folder", () => {
    assert.equal(
      ledgerFolder({ home: "/home/ada", platform: "linux", env: { XDG_DATA_HOME: "/data" } }),
      "/data/token-legend",
    );
    assert.equal(
      ledgerFolder({ home: "C:\\Users\\ada", platform: "win32", env: { LOCALAPPDATA: "D:\\Local" } }),
      "D:\\Local\\token-legend",
    );
  });

  it("ignores a relative XDG_DATA_HOME", () => {
    assert.equal(
      ledgerFolder({ home: "/home/ada", platform: "linux", env: { XDG_DATA_HOME: "data" } }),
      "/home/ada/.local/share/token-legend",
    );
  });

  it("puts TOKEN_LEGEND_HOME first on every platform", () => {
    const env = { TOKEN_LEGEND_HOME: "/ledger/", XDG_DATA_HOME: "/data" };
    assert.equal(ledgerFolder({ home: "/home/ada", platform: "linux", env }), "/ledger/");
    assert.equal(ledgerFolder({ home: "/Users/ada", platform: "darwin", env }), "/ledger/");
    assert.equal(
      ledgerFolder({ home: "C:\\Users\\ada", platform: "win32", env: { TOKEN_LEGEND_HOME: "E:/ledger" } }),
      "E:\\ledger",
    );
  });

  it("treats an empty TOKEN_LEGEND_HOME as unset", () => {
    assert.equal(
      ledgerFolder({ home: "/home/ada", platform: "linux", env: { TOKEN_LEGEND_HOME: "" } }),
      "/home/ada/.local/share/token-legend",
    );
  });

  it("refuses a relative TOKEN_LEGEND_HOME, as each process would find another ledger", () => {
    assert.throws(
      () => ledgerFolder({ home: "/home/ada", platform: "linux", env: { TOKEN_LEGEND_HOME: "x" } }),
      UserError,
    );
  });
});
