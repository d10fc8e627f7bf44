import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { askAt, type Answer } from "../../../src/cli/question.ts";

/** What a person is taken to say who types this at the question. */
async function answerOf(typed: string): Promise<{ readonly answer: Answer; readonly shown: string }> {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
  let shown = "";
  output.on("data", (piece: Buffer) => {
    shown += piece.toString();
  });
  const asked = askAt({ input, output }, "Sure? ");
  input.write(typed);
  return { answer: await asked, shown };
}

describe("a question at the terminal", () => {
  it("is answered by a line", async () => {
    const { answer, shown } = await answerOf("yes\r");
    assert.deepEqual(answer, { kind: "typed", text: "yes" });
    assert.match(shown, /Sure\? /);
  });

  it("is answered by nothing where the input ends", async () => {
    assert.deepEqual((await answerOf("ye\u{4}\u{15}\u{4}")).answer, { kind: "typed", text: "" });
  });

  it("tells of Ctrl+C from an answer", async () => {
    assert.deepEqual((await answerOf("yes\u{3}")).answer, { kind: "interrupted" });
  });

  it("leaves a line of its own for what is said next, however it ends", async () => {
    for (const typed of ["\r", "\u{4}", "\u{3}"]) assert.match((await answerOf(typed)).shown, /\r?\n$/);
  });

  it("is not asked where nobody is", async () => {
    const output = new PassThrough();
    assert.deepEqual(await askAt({ input: new PassThrough(), output }, "Sure? "), { kind: "nobody" });
    assert.equal(output.read(), null);
  });
});
