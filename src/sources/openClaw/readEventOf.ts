import { parseObject, type JsonObject } from "../lines.ts";
import type { StoreRow } from "../logStore.ts";
import { unpack } from "./unpack.ts";

/** The event of a row: its text in `plain`, or `packed` where it is large; `undefined` where it cannot be read. */
export function readEventOf(row: StoreRow): JsonObject | undefined {
  const { plain, packed } = row;
  if (typeof plain === "string") return parseObject(plain);
  const unpacked = packed instanceof Uint8Array ? unpack(packed) : undefined;
  return unpacked === undefined ? undefined : parseObject(unpacked.toString("utf8"));
}
