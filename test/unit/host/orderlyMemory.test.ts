import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import type { Memory } from "../../../src/host/memory.ts";
import { OrderlyMemory } from "../../../src/host/orderlyMemory.ts";

/**
 * Keeps as VS Code does: all that is known is written by and by, and the echo of a write takes the place of all that is known.
 */
class EchoingMemory implements Memory {
  known: Record<string, unknown> = {};
  stored: Record<string, unknown> = {};
  isFull = false;
  #begin: () => void = () => undefined;
  /** Settles when a write is on its way. */
  readonly sending = new Promise<void>((begun) => {
    this.#begin = begun;
  });

  get(key: string): unknown {
    return this.known[key];
  }

  async update(key: string, value: unknown): Promise<void> {
    this.known[key] = value;
    await setImmediate();
    const sent = { ...this.known };
    this.#begin();
    await setImmediate();
    if (this.isFull) throw new Error("full");
    this.known = { ...sent };
    this.stored = sent;
  }
}

describe("OrderlyMemory", () => {
  it("keeps what is written while something else is, which VS Code alone would lose", async () => {
    const inner = new EchoingMemory();
    const kept = new OrderlyMemory(inner);
    const seen = kept.update("seen", 1);
    await inner.sending;
    const chosen = kept.update("title", "Cache Wizard");
    assert.equal(kept.get("title"), "Cache Wizard");
    await Promise.all([seen, chosen]);
    assert.deepEqual(inner.stored, { seen: 1, title: "Cache Wizard" });
    assert.equal(kept.get("title"), "Cache Wizard");
  });

  it("has the last of several writes of one key, before and after they are done", async () => {
    const kept = new OrderlyMemory(new EchoingMemory());
    const writes = [1, 2, undefined, 4].map((value) => kept.update("a", value));
    assert.equal(kept.get("a"), 4);
    await Promise.all(writes);
    assert.equal(kept.get("a"), 4);
  });

  it("tells who wrote of a write that failed, and goes on with the next", async () => {
    const inner = new EchoingMemory();
    const kept = new OrderlyMemory(inner);
    inner.isFull = true;
    await assert.rejects(kept.update("a", 1), /full/);
    inner.isFull = false;
    await kept.update("b", 2);
    assert.equal(inner.stored["b"], 2);
  });
});
