import * as zlib from "node:zlib";
import type { SkipReason } from "../../core/usageRecord.ts";
import { parseObject, type JsonObject } from "../lines.ts";
import type { StoreValue } from "../logStore.ts";

/** Longest thread that is parsed: parsing takes several times as much memory. */
const MAX_THREAD_BYTES = 32 * 1024 * 1024;

/** From 22.15 on. */
export const CAN_READ_ZSTD = typeof zlib.zstdDecompressSync === "function";

/** The thread in a row's `data`, which is JSON as it is or compressed as `data_type` says. */
export function threadJson(type: StoreValue | undefined, data: StoreValue | undefined): JsonObject | SkipReason {
  if (!(data instanceof Uint8Array) && typeof data !== "string") return "wrong-type";
  if (type === "json") {
    if (data.length > MAX_THREAD_BYTES) return "line-too-long";
    return parseObject(typeof data === "string" ? data : Buffer.from(data).toString("utf8")) ?? "malformed";
  }
  if (type !== "zstd" || !CAN_READ_ZSTD) return "unknown-format";
  try {
    const text = zlib.zstdDecompressSync(data, { maxOutputLength: MAX_THREAD_BYTES }).toString("utf8");
    return parseObject(text) ?? "malformed";
  } catch (error) {
    return error instanceof RangeError ? "line-too-long" : "malformed";
  }
}
