import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from "node:crypto";

/** An Ed25519 key that signs for this device. */
export interface DeviceKey {
  /** 32 bytes in base64url, as the board gets it. */
  readonly publicKey: string;
  /** The secret, to be kept in a `KeyStore`: PKCS #8 in base64url. */
  readonly secret: string;
  /** Signature in base64url. */
  sign(bytes: Uint8Array): string;
}

export function makeDeviceKey(): DeviceKey {
  return keyOf(generateKeyPairSync("ed25519").privateKey);
}

/** `undefined` for a text that is no such key. */
export function readDeviceKey(secret: string): DeviceKey | undefined {
  try {
    const key = createPrivateKey({ key: Buffer.from(secret, "base64url"), format: "der", type: "pkcs8" });
    return key.asymmetricKeyType === "ed25519" ? keyOf(key) : undefined;
  } catch {
    // What the store gave back is damaged or of something else.
    return undefined;
  }
}

function keyOf(key: KeyObject): DeviceKey {
  const publicKey = createPublicKey(key).export({ format: "jwk" }).x;
  if (publicKey === undefined) throw new Error("A key has no public part");
  return {
    publicKey,
    secret: key.export({ format: "der", type: "pkcs8" }).toString("base64url"),
    sign: (bytes) => sign(null, bytes, key).toString("base64url"),
  };
}
