import assert from "node:assert/strict";
import { encodeBatch } from "../../../src/shared/board/syncBatch.ts";
import type { SyncReply } from "../../../src/shared/board/syncReply.ts";
import type { UsageRow } from "../../../src/shared/board/usageRow.ts";
import type { TestBoard, TestDevice } from "./testBoard.ts";
import { wireBatch } from "./wireRows.ts";

let batches = 0;

/** Sends rows as a batch of the device that no other batch equals. */
export async function upload(board: TestBoard, device: TestDevice, rows: readonly UsageRow[]): Promise<SyncReply> {
  batches += 1;
  const { boardId, memberId, deviceId } = device.registered;
  const batchId = `01936f5e-3b01-7000-8000-${String(batches).padStart(12, "0")}`;
  const batch = wireBatch({ boardId, memberId, deviceId, batchId, seq: batches, sentAt: board.nowMs, rows });
  const response = await device.ask({ method: "POST", path: "/v1/sync", body: encodeBatch(batch) });
  assert.equal(response.statusCode, 200, response.body);
  return response.json<SyncReply>();
}

/** Answer of a GET that has to be one. */
export async function read<Body>(device: TestDevice, path: string): Promise<Body> {
  const response = await device.ask({ method: "GET", path });
  assert.equal(response.statusCode, 200, response.body);
  return response.json<Body>();
}

/** Chooses to be on the list. */
export async function list(device: TestDevice, handle: string): Promise<void> {
  const body = JSON.stringify({ listed: true, handle });
  const response = await device.ask({ method: "PUT", path: "/v1/me/listing", body });
  assert.equal(response.statusCode, 200, response.body);
}
