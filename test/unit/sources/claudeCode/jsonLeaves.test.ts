import assert from "node:assert/strict";
import * as fc from "fast-check";
import { leavesOf } from "../../../../src/sources/claudeCode/jsonLeaves.ts";

function pathsAndTexts(text: string, within: readonly string[] = []): readonly (readonly [string, string])[] {
  return leavesOf(text, within).map((leaf) => [leaf.path, text.slice(leaf.start, leaf.end)]);
}

describe("leaves of a JSON text", () => {
  it("are found with their path, in and behind objects and lists", () => {
    assert.deepEqual(pathsAndTexts('"a":1,"b":{"c":"x","d":[2,{"e":-3.5e1}]},"f":true,"g":"y"'), [
      ["a", "1"],
      ["b.c", "x"],
      ["b.d.*", "2"],
      ["b.d.*.e", "-3.5e1"],
      ["g", "y"],
    ]);
  });

  it("are found where the text starts within objects and ends outside of them", () => {
    assert.deepEqual(pathsAndTexts('"usage":{"n":1}},"requestId":"r"}', ["message"]), [
      ["message.usage.n", "1"],
      ["requestId", "r"],
    ]);
  });

  it("are not looked for inside of strings", () => {
    const text = JSON.stringify({ a: '"n":1,{', "b\\": '\\"', c: "last" }).slice(1, -1);
    assert.deepEqual(
      leavesOf(text, []).map((leaf) => leaf.path),
      ["a", "b\\\\", "c"],
    );
  });

  it("are all strings and numbers there are", () => {
    const count = (value: unknown): number => {
      if (typeof value === "object" && value !== null)
        return Object.values(value).reduce<number>((sum, part) => sum + count(part), 0);
      return typeof value === "string" || typeof value === "number" ? 1 : 0;
    };
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        assert.equal(leavesOf(JSON.stringify({ value }), []).length, count(value));
      }),
    );
  });
});
