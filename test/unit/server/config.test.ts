import assert from "node:assert/strict";
import { ConfigError, SETTING_NAMES, readConfig } from "../../../src/server/config.ts";

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

  it("each say what they have to be, in words and with no more of what they are", () => {
    const tooLong = "x".repeat(20_001);
    const number = /a whole number from \d+ to \d+/;
    const wrong: Readonly<Record<string, readonly (readonly [string, RegExp])[]>> = {
      DATABASE_URL: [["mysql://hunter2@db/board", /a PostgreSQL address such as postgres:/]],
      BOARD_HOST: [":::", "[::1]", "a b", ".."].map((host) => [host, /such as 127\.0\.0\.1/]),
      BOARD_PORT: ["abc", "65536", "-1"].map((port) => [port, number]),
      BOARD_NAME: [["<b>", /a plain name of 60 characters/]],
      BOARD_OPERATOR_TOKEN: [["hunter2", /32 to 200 characters/]],
      BOARD_CONNECTIONS: [["1", number]],
      BOARD_INTERVAL_SECONDS: [["1.5", number]],
      BOARD_PUBLIC_URL: ["https://b:99999", "https://..", "https://b/board", "board"].map((url) => [
        url,
        /such as https:\/\/board\.example\.com/,
      ]),
      BOARD_TRUST_PROXY: [["true", number]],
      BOARD_OIDC_ISSUER: ["https://", "https://..", "https://b:99999", "http://b", "https://a:hunter2@b"].map((url) => [
        url,
        /the https address of the directory, such as/,
      ]),
      BOARD_OIDC_CLIENT_ID: [["ä", /plain text of 500 characters at most/]],
      BOARD_OIDC_CLIENT_SECRET: [[tooLong, /plain text of 1000 characters/]],
      BOARD_OIDC_NAME: [["<b>", /a plain name/]],
      BOARD_OIDC_SCOPES: [["ä", /plain text/]],
      BOARD_OIDC_ROLES_CLAIM: [["ä", /plain text/]],
      BOARD_OIDC_ADDRESS_CLAIM: [["ä", /plain text/]],
      BOARD_OIDC_MODERATORS: [["a\nb", /groups .* with commas between/]],
      BOARD_OIDC_OPERATORS: [[tooLong, /groups/]],
      BOARD_OIDC_AUDITORS: [["\t", /groups/]],
      BOARD_LEAST_PEOPLE: ["x", "4"].map((people) => [people, number]),
      BOARD_LEGAL_TEXT: [[tooLong, /a text of 20000 characters at most/]],
      BOARD_ANTHROPIC_ADMIN_KEY: [["hunter2", /an admin key of 20 to 300 characters/]],
      BOARD_ANTHROPIC_URL: ["https://..", "https://b:99999", "http://b"].map((url) => [url, /such as https:/]),
      BOARD_LOG: [["loud", /one of debug, info, warn, error, silent/]],
    };
    // Any text may name a folder.
    assert.deepEqual(Object.keys(wrong).concat("BOARD_DATA").toSorted(), [...SETTING_NAMES].toSorted());
    for (const [name, values] of Object.entries(wrong))
      for (const [value, words] of values) {
        const fault = faultOf({ ...folder, [name]: value });
        assert.ok(fault.startsWith(`The environment is not right: ${name} has to be `), fault);
        assert.match(fault, words);
        assert.doesNotMatch(fault, /[\\^$<>{}]|hunter2|xxx/, fault);
      }
  });

  it("of a directory are refused where they would do nothing", () => {
    const more = ["NAME", "SCOPES", "ROLES_CLAIM", "ADDRESS_CLAIM", "MODERATORS", "OPERATORS", "AUDITORS"];
    for (const name of more.map((each) => `BOARD_OIDC_${each}`)) {
      const fault = faultOf({ ...folder, BOARD_PUBLIC_URL: "https://board.example.com", [name]: "openid" });
      assert.ok(fault.includes(`${name} cannot work without BOARD_OIDC_ISSUER, `), fault);
    }
    const directory = {
      BOARD_OIDC_ISSUER: "https://login.example.com",
      BOARD_OIDC_CLIENT_ID: "board",
      BOARD_OIDC_CLIENT_SECRET: "hunter2",
      BOARD_PUBLIC_URL: "https://board.example.com",
    };
    for (const role of ["MODERATORS", "OPERATORS", "AUDITORS"])
      assert.match(
        faultOf({ ...folder, ...directory, [`BOARD_OIDC_${role}`]: "staff" }),
        new RegExp(`BOARD_OIDC_${role} needs BOARD_OIDC_ROLES_CLAIM`),
      );
  });

  it("are refused when misspelt", () => {
    assert.match(faultOf({ ...folder, BOARD_PROT: "80" }), /BOARD_PROT is no setting/);
  });
});
