import assert from "node:assert/strict";
import { modelBetween, readModelMarks, workFolderIn } from "../../../../src/sources/taskFiles/apiHistory.ts";
import { prompt } from "./taskBuilder.ts";

describe("the API history beside a task", () => {
  it("tells the model of each prompt", () => {
    const history = [
      prompt("gpt-5", 10),
      { role: "assistant", content: "# Current Mode\n<model>not-this</model>", ts: 11 },
      { role: "user", content: "# Current Mode\n<model>gpt-5-mini</model>" },
      { role: "user", content: [{ type: "text", text: "no mode: <model>not-this</model>" }], ts: 12 },
      { role: "user", content: [7, null, { type: "image" }] },
      "broken",
    ];
    assert.deepEqual(readModelMarks(JSON.stringify(history)), { timed: [{ model: "gpt-5", atMs: 10 }], only: "" });
    assert.deepEqual(readModelMarks("{"), { timed: [], only: "" });
  });

  it("is asked for the prompt that follows a request's start", () => {
    const marks = readModelMarks(JSON.stringify([prompt("second", 202), prompt("first", 101)]));
    assert.equal(modelBetween(marks, 100, 200), "first");
    assert.equal(modelBetween(marks, 200, Infinity), "second");
    // The prompt in between was removed.
    assert.equal(modelBetween(marks, 150, 200), "first");
    assert.equal(modelBetween(marks, 50, 100), "first");
  });

  it("tells a model without times only where all prompts agree", () => {
    const between = (...history: readonly object[]) => modelBetween(readModelMarks(JSON.stringify(history)), 5, 6);
    assert.equal(between(prompt("one"), prompt("one")), "one");
    assert.equal(between(prompt("one"), prompt("two")), "");
    assert.equal(between(), "");
  });

  it("tells the folder of the first prompt, as its JSON is written", () => {
    assert.equal(workFolderIn(JSON.stringify([prompt("m", 1, "/home/ann/shop")])), "/home/ann/shop");
    assert.equal(
      workFolderIn(JSON.stringify([prompt("m", 1, "C:\\Users\\ann\\shop (old)")])),
      "C:\\Users\\ann\\shop (old)",
    );
    assert.equal(workFolderIn("# Current Working Directory (/srv/app) Files"), "/srv/app");
    assert.equal(workFolderIn("[]"), undefined);
    for (const endless of ["a".repeat(20_000_000), "(a)".repeat(7_000_000), `(${"a".repeat(20_000_000)}`]) {
      assert.equal(workFolderIn(`# Current Workspace Directory (${endless}`), undefined);
    }
  });
});
