import assert from "node:assert/strict";
import { programOfCommand } from "../../../support/vscodeHost/findDesktop.ts";

describe("programOfCommand", () => {
  it("finds the program beside the folder of the command on Linux", () => {
    assert.equal(programOfCommand("/usr/share/code/bin/code", "linux"), "/usr/share/code/code");
  });

  it("finds the program of the bundle on macOS", () => {
    const command = "/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code";
    assert.equal(programOfCommand(command, "darwin"), "/Applications/Visual Studio Code.app/Contents/MacOS/Electron");
  });
});
