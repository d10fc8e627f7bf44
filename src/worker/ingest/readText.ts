import { closeSync, fstatSync, openSync, readFileSync } from "node:fs";
import { isSystemError } from "../isSystemError.ts";
import { OPEN_AT_ONCE } from "./readLog.ts";

/** Conversations that lie beside a log and tell its models are read whole too, and may be large. */
const MAX_TEXT_BYTES = 64 * 1024 * 1024;

/** Text of a file that tells something of a log; `undefined` where it is missing, unreadable or beyond all bounds. */
export function readText(path: string): string | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, OPEN_AT_ONCE);
    const stat = fstatSync(descriptor);
    return stat.isFile() && stat.size <= MAX_TEXT_BYTES ? readFileSync(descriptor, "utf8") : undefined;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
