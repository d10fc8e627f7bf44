import assert from "node:assert/strict";
import { rooRoots } from "../../../../src/sources/rooCode/paths.ts";

describe("Roo Code's places", () => {
  it("are the storage of Roo Code and Zoo Code in the editors, and the command line's", () => {
    const roots = rooRoots({ home: "/home/ann", platform: "darwin", env: {}, readText: () => undefined });
    const paths = new Set(roots.map(({ path }) => path));
    const user = "/home/ann/Library/Application Support/Code/User/globalStorage";
    assert.ok(paths.has(`${user}/rooveterinaryinc.roo-cline/tasks`));
    assert.ok(paths.has(`${user}/rooveterinaryinc.roo-code-nightly/tasks`));
    assert.ok(paths.has(`${user}/zoocodeorganization.zoo-code/tasks`));
    assert.deepEqual(roots.at(-1), { path: "/home/ann/.vscode-mock/global-storage/tasks", origin: "command line" });
  });
});
