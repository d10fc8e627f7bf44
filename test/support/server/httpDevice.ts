import assert from "node:assert/strict";
import { generateKeyPairSync, type KeyObject } from "node:crypto";
import * as v from "valibot";
import { codeReplySchema, registeredSchema, type Registered } from "../../../src/shared/board/membership.ts";
import { deviceAuthorization } from "../../../src/shared/board/signedRequest.ts";
import { encodeBatch, type SyncBatch } from "../../../src/shared/board/syncBatch.ts";
import type { UsageRow } from "../../../src/shared/board/usageRow.ts";
import { signedHeaders } from "./signedHeaders.ts";
import { wireBatch } from "./wireRows.ts";

/** An invitation to a board that listens, asked for with its operator's token. */
export async function inviteOver(address: string, operatorToken: string, uses = 10_000): Promise<string> {
  const response = await fetch(`${address}/v1/invitations`, {
    method: "POST",
    headers: { authorization: `Bearer ${operatorToken}`, "content-type": "application/json" },
    body: JSON.stringify({ uses, days: 90 }),
  });
  assert.equal(response.status, 200);
  return v.parse(codeReplySchema, await response.json()).code;
}

/** A device that talks to a board over the network, by the clock of this machine. */
export class HttpDevice {
  readonly registered: Registered;
  readonly #key: KeyObject;

  constructor(registered: Registered, key: KeyObject) {
    this.registered = registered;
    this.#key = key;
  }

  static async join(address: string, code: string): Promise<HttpDevice> {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    const body = JSON.stringify({ v: 1, code, publicKey: publicKey.export({ format: "jwk" }).x });
    const response = await fetch(`${address}/v1/devices`, {
      method: "POST",
      headers: signedHeaders(privateKey, {
        method: "POST",
        path: "/v1/devices",
        sentAt: Date.now(),
        body: Buffer.from(body),
      }),
      body,
    });
    assert.equal(response.status, 200);
    return new HttpDevice(v.parse(registeredSchema, await response.json()), privateKey);
  }

  /** Headers under which the board takes this body as the device's. */
  headers(method: string, path: string, body = ""): Readonly<Record<string, string>> {
    const { memberId, deviceId } = this.registered;
    const request = { method, path, sentAt: Date.now(), body: Buffer.from(body) };
    return signedHeaders(this.#key, request, deviceAuthorization(memberId, deviceId));
  }

  ask(address: string, method: "GET" | "POST" | "PUT", path: string, body?: string): Promise<Response> {
    const headers = this.headers(method, path, body);
    return fetch(`${address}${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
  }

  batch(seq: number, rows: readonly UsageRow[]): SyncBatch {
    const { boardId, memberId, deviceId } = this.registered;
    const batchId = `01936f5e-3b00-7000-8000-${String(seq).padStart(12, "0")}`;
    return wireBatch({ batchId, boardId, memberId, deviceId, seq, sentAt: Date.now(), rows });
  }

  sync(address: string, seq: number, rows: readonly UsageRow[]): Promise<Response> {
    return this.ask(address, "POST", "/v1/sync", encodeBatch(this.batch(seq, rows)));
  }
}
