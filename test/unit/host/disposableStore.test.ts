import assert from "node:assert/strict";

import { DisposableStore } from "../../../src/host/disposableStore.ts";
import { Slot } from "../../../src/host/slot.ts";

interface Recorder {
  readonly disposed: readonly string[];
  readonly make: (name: string) => { readonly name: string; dispose(): void };
}

function recorder(): Recorder {
  const disposed: string[] = [];
  return { disposed, make: (name) => ({ name, dispose: () => void disposed.push(name) }) };
}

describe("DisposableStore", () => {
  it("disposes in reverse order, once", () => {
    const { disposed, make } = recorder();
    const store = new DisposableStore();
    store.add(make("first"));
    store.add(make("second"));
    assert.equal(store.size, 2);
    store.dispose();
    store.dispose();
    assert.deepEqual(disposed, ["second", "first"]);
    assert.equal(store.size, 0);
  });

  it("disposes what arrives too late", () => {
    const { disposed, make } = recorder();
    const store = new DisposableStore();
    store.dispose();
    const late = store.add(make("late"));
    assert.equal(late.name, "late");
    assert.deepEqual(disposed, ["late"]);
    assert.equal(store.size, 0);
  });

  it("disposes all even when one fails, and then tells of it", () => {
    const { disposed, make } = recorder();
    const store = new DisposableStore();
    store.add(make("first"));
    store.add({
      dispose() {
        throw new Error("stuck");
      },
    });
    assert.throws(() => store.dispose(), /could not be disposed/);
    assert.deepEqual(disposed, ["first"]);
  });
});

describe("Slot", () => {
  it("disposes what was in it when something else is put in", () => {
    const { disposed, make } = recorder();
    const slot = new Slot<{ readonly name: string; dispose(): void }>();
    slot.set(make("old"));
    slot.set(make("new"));
    assert.deepEqual(disposed, ["old"]);
    assert.equal(slot.current?.name, "new");
    slot.clear();
    assert.deepEqual(disposed, ["old", "new"]);
    assert.equal(slot.current, undefined);
  });

  it("disposes its content once, and what arrives too late", () => {
    const { disposed, make } = recorder();
    const slot = new Slot<{ readonly name: string; dispose(): void }>();
    slot.set(make("content"));
    slot.dispose();
    slot.dispose();
    slot.set(make("late"));
    assert.deepEqual(disposed, ["content", "late"]);
    assert.equal(slot.current, undefined);
  });
});
