import assert from "node:assert/strict";

import { SecretKeys } from "../../../../src/host/board/secretKeys.ts";
import type { DeviceId } from "../../../../src/shared/board/boardIds.ts";
import { UserError } from "../../../../src/shared/userError.ts";
import { TEST_MEMBERSHIP } from "../../../support/testOutbox.ts";

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

  it("is found again where the machine has another name now, or the ledger another folder", async () => {
    const secrets = new Secrets();
    let place: [string, string] = ["ada-laptop.local", "/home/ada/.local/share/token-legend"];
    const keys = new SecretKeys(secrets, () => place);
    await keys.write("old", { ...TEST_MEMBERSHIP, deviceId: 11 as DeviceId });
    await keys.write("ours", TEST_MEMBERSHIP);
    place = ["dhcp-17.corp.example", "/data/token-legend"];
    assert.deepEqual([await keys.read(TEST_MEMBERSHIP), await keys.read()], ["ours", undefined]);
    await keys.remove(TEST_MEMBERSHIP);
    assert.equal(await keys.read(TEST_MEMBERSHIP), undefined);
    for (const name of secrets.kept.keys()) assert.match(name, /^tokenLegend\.board\.device\.[0-9a-f]{32}$/);
  });

  it("says what is wrong and what can be done where VS Code keeps no secrets", async () => {
    const refuse = (): Promise<never> => Promise.reject(new Error("org.freedesktop.secrets was not provided"));
    const keys = new SecretKeys({ get: refuse, store: refuse, delete: refuse }, () => ["a", "b"]);
    for (const asked of [keys.read(), keys.write("one"), keys.remove()])
      await assert.rejects(asked, (fault: unknown) => fault instanceof UserError && /keyring/.test(fault.message));
  });
});
