import assert from "node:assert/strict";
import { Conversations } from "../../../../src/sources/cursor/conversations.ts";
import type { LogStore } from "../../../../src/sources/logStore.ts";
import { OpenStore } from "../../../../src/worker/ingest/openStore.ts";
import { CursorStore } from "./cursorStore.ts";

describe("Cursor's conversations", () => {
  let file: CursorStore;
  let store: OpenStore;

  beforeEach(() => {
    file = new CursorStore();
    store = new OpenStore(file.path);
  });

  afterEach(() => {
    store.close();
    file.dispose();
  });

  /** 300 messages of a person's, each with an answer; every third names a model. */
  function converse(): void {
    const ids = Array.from({ length: 300 }, (_, index) => index);
    file.conversation(
      "c1",
      ids.flatMap((index): readonly (readonly [string, number])[] => [
        [`u${index}`, 1],
        [`a${index}`, 2],
      ]),
    );
    for (const index of ids) {
      file.typed("c1", `u${index}`, "hi", index % 3 === 0 ? { modelInfo: { modelName: `model-${index}` } } : {});
    }
  }

  function conversationIn(from: LogStore): ReturnType<Conversations["get"]> {
    const conversations = new Conversations(from);
    conversations.prepare(new Set(["c1"]));
    return conversations.get("c1");
  }

  it("know the model of each bubble by the last message before it that names one", () => {
    converse();
    const { modelOf } = conversationIn(store);
    const models = [299, 298, 0, 1, 2, 3, 150, 151].map((index) => modelOf(`a${index}`));
    assert.deepEqual(
      models,
      [297, 297, 0, 0, 0, 3, 150, 150].map((index) => `model-${index}`),
    );
    assert.equal(modelOf("u4"), "model-3");
    assert.equal(modelOf("unknown"), undefined);
  });

  it("look into few messages for a bubble, however many there are", () => {
    converse();
    let queries = 0;
    const counting: LogStore = {
      columns: (table) => store.columns(table),
      rows: (query, ...values) => {
        queries += 1;
        return store.rows(query, ...values);
      },
    };
    const { modelOf } = conversationIn(counting);
    const before = queries;
    assert.deepEqual([modelOf("a299"), modelOf("a298"), modelOf("u299")], ["model-297", "model-297", "model-297"]);
    assert.equal(queries - before, 3);
  });

  it("know no model where no message names one", () => {
    file.conversation("c1", [
      ["u1", 1],
      ["u1", 1],
      ["a1", 2],
    ]);
    assert.equal(conversationIn(store).modelOf("a1"), undefined);
  });
});
