import { hash } from "node:crypto";

/** An id made of what a record says, for records without one: the same content has the same key wherever it lies. */
export function contentKey(...parts: readonly (string | number | undefined)[]): string {
  return hash("sha1", JSON.stringify(parts), "base64url").slice(0, 22);
}
