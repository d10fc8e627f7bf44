import assert from "node:assert/strict";

/** Each part is in the whole. */
export function assertHas(whole: string, ...parts: readonly string[]): void {
  for (const part of parts) assert.ok(whole.includes(part), `"${part}" is not in\n${whole}`);
}

/** None of the parts is in the whole. */
export function assertLacks(whole: string, ...parts: readonly string[]): void {
  for (const part of parts) assert.ok(!whole.includes(part), `"${part}" is in\n${whole}`);
}
