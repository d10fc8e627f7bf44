import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { COMMAND_NAMES, COMMANDS } from "../../../src/cli/commands.ts";
import { commandHelp, helpText } from "../../../src/cli/help.ts";

describe("help", () => {
  it("names every command and every option of a command", () => {
    for (const name of COMMAND_NAMES) {
      assert.match(helpText(), new RegExp(`^ {2}${name} `, "m"));
      for (const option of COMMANDS[name].options) {
        assert.match(commandHelp(name), new RegExp(`^ {2}(-. ?, )?--${option}\\b`, "m"), `${name} --${option}`);
      }
    }
  });

  it("fits 80 columns", () => {
    const lines = [helpText(), ...COMMAND_NAMES.map(commandHelp)].join("").split("\n");
    assert.deepEqual(
      lines.filter((line) => line.length > 80),
      [],
    );
  });

  it("is what the documentation shows", () => {
    const page = readFileSync(join(import.meta.dirname, "../../../docs/cli.md"), "utf8");
    for (const text of [helpText(), ...COMMAND_NAMES.map(commandHelp)]) {
      assert.ok(page.includes(`\`\`\`text\n${text}\`\`\`\n`), `docs/cli.md lacks or has changed:\n${text}`);
    }
  });
});
