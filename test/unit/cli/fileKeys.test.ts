import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FileKeys } from "../../../src/cli/fileKeys.ts";

describe("the key file of the command line", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "token-legend-keys-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const keysIn = (): FileKeys => new FileKeys(join(folder, "ledger.sqlite"));

  it("keeps a secret beside the ledger, readable by its owner only", async () => {
    assert.equal(await keysIn().read(), undefined);
    await keysIn().write("first");
    await keysIn().write("second");
    assert.equal(await keysIn().read(), "second");
    assert.deepEqual(readdirSync(folder), ["board-key.json"]);
    if (process.platform !== "win32") assert.equal(statSync(join(folder, "board-key.json")).mode & 0o777, 0o600);
  });

  it("takes rights away that a file had which was there", async () => {
    writeFileSync(join(folder, "board-key.json"), "older", { mode: 0o644 });
    await keysIn().write("newer");
    if (process.platform !== "win32") assert.equal(statSync(join(folder, "board-key.json")).mode & 0o777, 0o600);
  });

  it("leaves nothing when it is removed, and may be removed twice", async () => {
    await keysIn().write("secret");
    await keysIn().remove();
    await keysIn().remove();
    assert.deepEqual(readdirSync(folder), []);
  });

  it("says that it cannot be written, and not where", async () => {
    const keys = new FileKeys(join(folder, "missing", "ledger.sqlite"));
    await assert.rejects(keys.write("secret"), (error) => error instanceof Error && !error.message.includes(folder));
  });
});
