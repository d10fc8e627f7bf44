import assert from "node:assert/strict";
import * as fc from "fast-check";
import {
  forEachLine,
  isJsonObject,
  parseLine,
  parseObject,
  readCount,
  readInstant,
  readText,
  splitObjects,
} from "../../../src/sources/lines.ts";

function linesOf(bytes: Buffer): readonly string[] {
  const lines: string[] = [];
  forEachLine(bytes, (start, end) => {
    lines.push(bytes.toString("latin1", start, end));
  });
  return lines;
}

describe("lines of a log", () => {
  it("are the pieces between newlines that are not empty", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", "b", "\n", "\r")), (letters) => {
        const text = letters.join("");
        assert.deepEqual(
          linesOf(Buffer.from(text)),
          text.split("\n").filter((line) => line !== ""),
        );
      }),
    );
  });

  it("are parsed as an object or not at all", () => {
    assert.deepEqual(parseObject('{"a":1}\r'), { a: 1 });
    assert.deepEqual(parseObject('\ufeff{"a":1}'), { a: 1 });
    for (const text of ["[1]", "null", "5", '"x"', "{", ""]) assert.equal(parseObject(text), undefined);
  });

  it("hold two objects where a newline was lost", () => {
    assert.deepEqual([...parseLine('{"a":"}{"}{"b":{"c":"\\"}"}} ')], [{ a: "}{" }, { b: { c: '"}' } }]);
    assert.deepEqual([...parseLine('{"a":1}{"b":')], [{ a: 1 }, undefined]);
    assert.deepEqual([...parseLine("torn")], [undefined]);
    assert.deepEqual([...parseLine("}}{{")], [undefined]);
  });

  it("may start with a byte order mark", () => {
    assert.deepEqual([...parseLine('\uFEFF{"a":1}')], [{ a: 1 }]);
  });

  it("are split so that nothing is lost", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('{"a":1}', "{", "}", '"', "\\", "x")), (parts) => {
        const text = parts.join("");
        const pieces = [...splitObjects(text)];
        assert.equal(pieces.join("").trimEnd(), text.trimEnd());
        assert.ok(pieces.length > 0);
      }),
    );
  });

  it("tell counts as integers, and none by null or silence", () => {
    assert.equal(readCount(undefined), 0);
    assert.equal(readCount(null), 0);
    assert.equal(readCount(-3), -3);
    assert.ok(Object.is(readCount(-0), 0));
    for (const value of ["5", 1.5, Number.NaN, true, {}, []]) assert.equal(readCount(value), undefined);
  });

  it("tell instants as ISO texts", () => {
    assert.equal(readInstant("2026-09-12T08:15:30.123Z"), Date.UTC(2026, 8, 12, 8, 15, 30, 123));
    for (const value of ["", "soon", 5, undefined]) assert.equal(readInstant(value), undefined);
  });

  it("tell texts that say something", () => {
    assert.equal(readText("a"), "a");
    for (const value of ["", 5, null]) assert.equal(readText(value), undefined);
    assert.ok(isJsonObject({}));
    for (const value of [null, [], "x"]) assert.ok(!isJsonObject(value));
  });
});
