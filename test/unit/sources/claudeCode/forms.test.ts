import assert from "node:assert/strict";
import { callLine, readLog, USAGE, userLine, type Fields } from "./claudeLines.ts";

/** Lines of one form: the second and later ones are read by comparing them with the first. */
function outputs(lines: readonly (Fields | string)[]): readonly (readonly [string, number])[] {
  return readLog(lines).calls.map((call) => [call.family, call.tokens.output]);
}

const second = { id: "msg_2" };

describe("lines of a form that was met before", () => {
  it("tell their own ids, counts and time", () => {
    const { calls } = readLog([
      callLine(),
      callLine({
        line: {
          requestId: "req_2",
          timestamp: "2026-09-13T01:02:03.004Z",
          parentUuid: "a0000000-0000-4000-8000-000000000009",
        },
        message: { ...second, content: [{ type: "text", text: "y".repeat(3000) }] },
        usage: {
          input_tokens: 0,
          output_tokens: 77,
          cache_creation: { ephemeral_5m_input_tokens: 8, ephemeral_1h_input_tokens: 0 },
        },
      }),
    ]);
    const call = calls[1];
    assert.ok(call);
    assert.deepEqual([call.family, call.member, call.atMs], ["msg_2", "req_2", Date.UTC(2026, 8, 13, 1, 2, 3, 4)]);
    assert.deepEqual(Object.values(call.tokens), [0, 20_000, 8, 0, 77, 120, 0]);
  });

  it("tell nothing where all their counts are zero", () => {
    const zeros = JSON.stringify(callLine({ message: second })).replaceAll(/_tokens":\d+/g, '_tokens":0');
    assert.deepEqual(outputs([callLine(), zeros]), [["msg_01Xyz", 412]]);
  });

  it("tell of an advisor that earlier ones asked for nothing", () => {
    const advised = (tokens: number): Fields => ({
      iterations: [{ type: "advisor_message", model: "m", output_tokens: tokens }],
    });
    assert.deepEqual(outputs([callLine({ usage: advised(0) }), callLine({ message: second, usage: advised(9) })]), [
      ["msg_01Xyz", 412],
      ["msg_2", 412],
      ["msg_2:advisor:0", 9],
    ]);
  });

  it("are read whole where a count is too long for a plain one", () => {
    const long = JSON.stringify(callLine({ message: second })).replace(
      '"output_tokens":412',
      '"output_tokens":12345678901234567891',
    );
    assert.deepEqual(outputs([callLine(), long])[1], ["msg_2", Number("12345678901234567891")]);
  });

  it("are told apart by their content where they have no ids", () => {
    const anonymous = (words: string): Fields =>
      callLine({
        line: { requestId: undefined, uuid: undefined },
        message: { id: undefined, content: [{ type: "text", text: words }] },
      });
    assert.equal(outputs([anonymous("a"), anonymous("b"), anonymous("a")]).length, 2);
  });

  it("do not take the usage of another object for the message's", () => {
    const foreign = { message: { usage: undefined }, line: { echo: { list: [1], note: "x", usage: USAGE } } };
    assert.deepEqual(outputs([callLine(foreign), callLine(), callLine(foreign)]), [["msg_01Xyz", 412]]);
  });

  it("do not hide a person's words behind the start of a tool's answer", () => {
    const { turns } = readLog([
      userLine([{ tool_use_id: "t1", type: "tool_result", content: "ok" }]),
      userLine([{ tool_use_id: "t1", type: "text", text: "hello" }]),
    ]);
    assert.equal(turns.length, 1);
  });

  it("are known in the order of keys in which other programs write them", () => {
    const sorted = (id: string): Fields => {
      const { message, ...line } = callLine({ message: { id } });
      assert.ok(typeof message === "object" && message !== null);
      return { ...line, message: Object.fromEntries(Object.entries(message).toSorted(([a], [b]) => (a < b ? -1 : 1))) };
    };
    assert.deepEqual(outputs([sorted("msg_1"), sorted("msg_2"), sorted("msg_3")]), [
      ["msg_1", 412],
      ["msg_2", 412],
      ["msg_3", 412],
    ]);
  });
});
