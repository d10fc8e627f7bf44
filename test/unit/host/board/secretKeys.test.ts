import assert from "node:assert/strict";

import { SecretKeys } from "../../../../src/host/board/secretKeys.ts";

class Secrets {
  readonly kept = new Map<string, string>();
  get = (key: string): Promise<string | undefined> => Promise.resolve(this.kept.get(key));
  store = (key: string, value: string): Promise<void> => Promise.resolve(void this.kept.set(key, value));
  delete = (key: string): Promise<void> => Promise.resolve(void this.kept.delete(key));
}

describe("the key of this device", () => {
  it("is one for each machine and ledger, whose names are not told", async () => {
    const secrets = new Secrets();
    const one = new SecretKeys(secrets, () => ["build-7", "/home/ada/.local/share/token-legend"]);
    const other = new SecretKeys(secrets, () => ["build-8", "/home/ada/.local/share/token-legend"]);
    await one.write("one");
    await other.write("other");
    assert.deepEqual([await one.read(), await other.read()], ["one", "other"]);
    for (const name of secrets.kept.keys()) assert.match(name, /^tokenLegend\.board\.device\.[0-9a-f]{32}$/);
    await one.remove();
    assert.deepEqual([await one.read(), await other.read()], [undefined, "other"]);
  });
});
