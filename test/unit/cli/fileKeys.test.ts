import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FileKeys } from "../../../src/cli/fileKeys.ts";
import { UserError } from "../../../src/shared/userError.ts";

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
    assert.deepEqual(readdirSync(folder), ["ledger.sqlite.board-key.json"]);
    if (process.platform !== "win32")
      assert.equal(statSync(join(folder, "ledger.sqlite.board-key.json")).mode & 0o777, 0o600);
  });

  it("takes rights away that a file had which was there", async () => {
    writeFileSync(join(folder, "ledger.sqlite.board-key.json"), "older", { mode: 0o644 });
    await keysIn().write("newer");
    if (process.platform !== "win32")
      assert.equal(statSync(join(folder, "ledger.sqlite.board-key.json")).mode & 0o777, 0o600);
  });

  it("leaves nothing when it is removed, and may be removed twice", async () => {
    await keysIn().write("secret");
    await keysIn().remove();
    await keysIn().remove();
    assert.deepEqual(readdirSync(folder), []);
  });

  it("is of one ledger: another one in the same folder has its own", async () => {
    const other = new FileKeys(join(folder, "other.sqlite"));
    await keysIn().write("one");
    assert.equal(await other.read(), undefined);
    await other.write("two");
    await keysIn().remove();
    assert.equal(await other.read(), "two");
  });

  it("says in a sentence that it cannot be written or read, and not where", async () => {
    const isPlain = (error: unknown): boolean => error instanceof UserError && !error.message.includes(folder);
    const keys = new FileKeys(join(folder, "missing", "ledger.sqlite"));
    await assert.rejects(keys.write("secret"), isPlain);
    mkdirSync(join(folder, "ledger.sqlite.board-key.json"));
    await assert.rejects(keysIn().read(), isPlain);
  });
});
