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
      leastPeople: 8,
      legalText: undefined,
      publicUrl: undefined,
      trustProxy: 0,
      oidc: undefined,
      anthropic: undefined,
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

  it("ask a provider only with a key, and send the key nowhere unencrypted", () => {
    const key = "sk-ant-admin-0123456789";
    const withKey = { ...folder, BOARD_ANTHROPIC_ADMIN_KEY: key };
    assert.deepEqual(readConfig(withKey).anthropic, { key, url: "https://api.anthropic.com" });
    assert.equal(readConfig({ ...folder, BOARD_ANTHROPIC_URL: "https://proxy.example" }).anthropic, undefined);
    const local = { ...withKey, BOARD_ANTHROPIC_URL: "http://127.0.0.1:9/" };
    assert.equal(readConfig(local).anthropic?.url, "http://127.0.0.1:9");
    for (const url of ["http://example.com", "ftp://example.com", "https://a@b"]) {
      const fault = faultOf({ ...withKey, BOARD_ANTHROPIC_URL: url });
      assert.ok(fault.includes("BOARD_ANTHROPIC_URL") && !fault.includes(key), url);
    }
  });

  it("of a directory go together, are safe, and say which of its groups have which role", () => {
    const oidc = {
      BOARD_OIDC_ISSUER: "https://login.example.com/realms/a",
      BOARD_OIDC_CLIENT_ID: "board",
      BOARD_OIDC_CLIENT_SECRET: "hunter2",
      BOARD_PUBLIC_URL: "https://board.example.com",
    };
    assert.deepEqual(readConfig({ ...folder, ...oidc }).oidc, {
      issuer: "https://login.example.com/realms/a",
      clientId: "board",
      clientSecret: "hunter2",
      publicUrl: "https://board.example.com",
      company: "login.example.com",
      scopes: "openid",
      roles: undefined,
      addressClaim: undefined,
    });
    const roles = { BOARD_OIDC_ROLES_CLAIM: "groups", BOARD_OIDC_MODERATORS: "mods, Räte ,", BOARD_OIDC_AUDITORS: "x" };
    assert.deepEqual(readConfig({ ...folder, ...oidc, ...roles, BOARD_OIDC_NAME: "Example & Co" }).oidc?.roles, {
      claim: "groups",
      groups: { moderator: ["mods", "Räte"], operator: [], auditor: ["x"] },
    });
    for (const missing of Object.keys(oidc))
      assert.match(faultOf({ ...folder, ...oidc, [missing]: undefined }), /go together/, missing);
    for (const issuer of ["http://login.example.com", "http://localhost.example.com", "ftp://x", "https://a/?b", "x"])
      assert.match(faultOf({ ...folder, ...oidc, BOARD_OIDC_ISSUER: issuer }), /BOARD_OIDC_ISSUER/, issuer);
    assert.equal(
      readConfig({ ...folder, ...oidc, BOARD_OIDC_ISSUER: "http://localhost:9/a" }).oidc?.company,
      "localhost",
    );
    assert.match(faultOf({ ...folder, ...oidc, BOARD_OIDC_SCOPES: "profile" }), /BOARD_OIDC_SCOPES/);
    assert.ok(!faultOf({ ...folder, ...oidc, BOARD_OIDC_ISSUER: "x" }).includes("hunter2"));
  });

  it("are refused when misspelt", () => {
    assert.match(faultOf({ ...folder, BOARD_PROT: "80" }), /BOARD_PROT is no setting/);
  });
});
