import assert from "node:assert/strict";
import { ConfigError, readConfig } from "../../../src/server/config.ts";

const folder = { BOARD_DATA: "/srv/board" };

function faultOf(environment: Readonly<Record<string, string>>): string {
  try {
    readConfig(environment);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.message;
  }
  return "";
}

describe("the settings of a board", () => {
  it("need a place for the data and nothing else", () => {
    assert.deepEqual(readConfig(folder), {
      database: { folder: "/srv/board" },
      host: "127.0.0.1",
      port: 8787,
      name: "Team board",
      operatorToken: undefined,
      connections: 10,
      intervalS: 300,
      publicUrl: undefined,
      trustProxy: 0,
      logLevel: "info",
    });
    assert.match(faultOf({}), /Set BOARD_DATA to a folder/);
  });

  it("take one place for the data", () => {
    assert.deepEqual(readConfig({ DATABASE_URL: "postgres://db/board" }).database, { url: "postgres://db/board" });
    assert.match(faultOf({ ...folder, DATABASE_URL: "postgres://db/board" }), /both set/);
  });

  it("read an empty setting as one that is not there", () => {
    assert.equal(readConfig({ ...folder, BOARD_PORT: "", DATABASE_URL: "" }).port, 8787);
  });

  it("are refused by name, all at once, and never repeated", () => {
    const fault = faultOf({
      ...folder,
      BOARD_PORT: "70000",
      BOARD_OPERATOR_TOKEN: "hunter2",
      BOARD_TRUST_PROXY: "yes",
    });
    for (const name of ["BOARD_PORT", "BOARD_OPERATOR_TOKEN", "BOARD_TRUST_PROXY"])
      assert.ok(fault.includes(name), name);
    assert.ok(!fault.includes("hunter2"));
  });

  it("are refused when misspelt", () => {
    assert.match(faultOf({ ...folder, BOARD_PROT: "80" }), /BOARD_PROT is no setting/);
  });
});
