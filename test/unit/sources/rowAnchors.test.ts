import assert from "node:assert/strict";
import { rowAnchors, standingRow } from "../../../src/sources/rowAnchors.ts";
import { OpenStore } from "../../../src/worker/ingest/openStore.ts";
import { StoreFile } from "../../support/storeFile.ts";

describe("the anchors of a table", () => {
  let file: StoreFile;
  let store: OpenStore;

  beforeEach(() => {
    file = new StoreFile("any.db", "CREATE TABLE item (key BLOB)");
    store = new OpenStore(file.path);
  });

  afterEach(() => {
    store.close();
    file.dispose();
  });

  const fill = (count: number, keyOf: (index: number) => null | string | number | Uint8Array): void => {
    for (let index = 0; index < count; index += 1) file.run("INSERT INTO item VALUES (?)", keyOf(index));
  };
  const anchors = (upTo: number): unknown => JSON.parse(JSON.stringify(rowAnchors(store, "item", "key", upTo)));
  const standing = (saved: unknown): number => standingRow(store, "item", "key", saved);

  it("stand up to where rows were taken away and others have their numbers", () => {
    fill(250, (index) => `k${index}`);
    const saved = anchors(250);
    assert.equal(standing(saved), 250);
    file.run("DELETE FROM item WHERE rowid > 240");
    assert.equal(standing(saved), 150);
    fill(20, (index) => `other${index}`);
    assert.equal(standing(saved), 150);
    file.run("DELETE FROM item");
    assert.equal(standing(saved), 0);
  });

  it("stand whatever kind of value the keys are", () => {
    for (const key of [null, 7, 1.5, "text", Uint8Array.of(1, 2)]) {
      file.run("DELETE FROM item");
      fill(3, () => key);
      assert.equal(standing(anchors(3)), 3, String(key));
    }
  });

  it("hold nothing of what the keys say", () => {
    fill(3, () => `file:///home/ann/secret ${"x".repeat(10_000)}`);
    const saved = JSON.stringify(anchors(3));
    assert.ok(!saved.includes("secret") && saved.length < 100);
    assert.equal(standing(anchors(3)), 3);
  });

  it("are none of a table that is empty, nor of what was saved by others", () => {
    assert.deepEqual(anchors(0), []);
    fill(3, () => "k");
    for (const saved of [undefined, null, 7, [], [7], [{ row: "1" }], [{ row: 9, key: "k" }]]) {
      assert.equal(standing(saved), 0);
    }
  });
});
