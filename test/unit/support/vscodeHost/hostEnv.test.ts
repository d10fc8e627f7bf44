import assert from "node:assert/strict";
import { hostEnv } from "../../../support/vscodeHost/hostEnv.ts";

describe("hostEnv", () => {
  const misleading = ["CLAUDE_CONFIG_DIR", "CODEX_HOME", "XDG_DATA_HOME", "TOKEN_LEGEND_HOME", "VSCODE_IPC_HOOK_CLI"];
  const machine = {
    HOME: "/home/ada",
    PATH: "/usr/bin",
    ...Object.fromEntries(misleading.map((name) => [name, "/elsewhere"])),
  };

  it("puts another home in place of the user's", () => {
    assert.deepEqual(hostEnv("/fixture", {}, machine), {
      HOME: "/fixture",
      USERPROFILE: "/fixture",
      PATH: "/usr/bin",
    });
  });

  it("holds nothing that leads back to the user's own logs or ledger", () => {
    const env = hostEnv("/fixture", {}, machine);
    for (const name of misleading) assert.equal(env[name], undefined, name);
  });

  it("takes what it is told in place of what it has left out", () => {
    const env = hostEnv("/fixture", { TOKEN_LEGEND_HOME: "/ledger" }, machine);
    assert.equal(env["TOKEN_LEGEND_HOME"], "/ledger");
  });
});
