import assert from "node:assert/strict";
import { createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import { makeDeviceKey, readDeviceKey } from "../../../src/sync/deviceKey.ts";
import { readDeviceSecret, writeDeviceSecret } from "../../../src/sync/deviceSecret.ts";
import { MemoryKeys } from "../../support/memoryKeys.ts";

describe("the key of a device", () => {
  it("signs what its public part verifies, also after it was kept", () => {
    const made = makeDeviceKey();
    const read = readDeviceKey(made.secret);
    assert.ok(read !== undefined);
    assert.equal(read.publicKey, made.publicKey);
    assert.match(made.publicKey, /^[A-Za-z0-9_-]{43}$/);
    const bytes = Buffer.from("a request");
    const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: made.publicKey }, format: "jwk" });
    assert.ok(verify(null, bytes, key, Buffer.from(read.sign(bytes), "base64url")));
  });

  it("is another each time", () => {
    assert.notEqual(makeDeviceKey().publicKey, makeDeviceKey().publicKey);
  });

  it("is not read from anything else", () => {
    const other = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({
      format: "der",
      type: "pkcs8",
    });
    for (const text of ["", "x", "{}", other.toString("base64url")]) assert.equal(readDeviceKey(text), undefined, text);
  });
});

describe("what a key store holds", () => {
  it("is read as it was written", async () => {
    const keys = new MemoryKeys();
    const key = makeDeviceKey();
    await writeDeviceSecret(keys, { url: "https://board.example", key, membership: undefined });
    const read = await readDeviceSecret(keys);
    assert.equal(read?.url, "https://board.example");
    assert.equal(read.key.secret, key.secret);
    assert.equal(read.membership, undefined);
  });

  it("is nothing where the store is empty or gives back something else", async () => {
    for (const text of [undefined, "", "no JSON", "{}", '{"v":1,"url":"x","key":"AAAA"}', '{"v":2}'])
      assert.equal(await readDeviceSecret(new MemoryKeys(text)), undefined, text);
  });
});
