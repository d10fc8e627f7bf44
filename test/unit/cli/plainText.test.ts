import assert from "node:assert/strict";
import * as fc from "fast-check";
import { clipEnd, clipStart, columnsOf, plainText } from "../../../src/cli/plainText.ts";

describe("plain text for a terminal", () => {
  it("takes out what would steer the terminal or turn the text", () => {
    assert.equal(plainText("a\u{1b}[31mb\nc\u{9b}d\u{202e}e"), "a\u{fffd}[31mb\u{fffd}c\u{fffd}d\u{fffd}e");
    assert.equal(plainText("Grüße/日本語/👩‍💻"), "Grüße/日本語/👩‍💻");
  });

  it("counts the columns that characters take", () => {
    assert.equal(columnsOf("plain"), 5);
    assert.equal(columnsOf("Grüße"), 5);
    assert.equal(columnsOf("e\u{301}"), 1);
    assert.equal(columnsOf("日本語"), 6);
    assert.equal(columnsOf("👩‍💻!"), 3);
    assert.equal(columnsOf("…"), 1);
    assert.equal(columnsOf("ㄅㄆ"), 4, "Bopomofo");
    assert.equal(columnsOf("ꀀꀁ"), 4, "Yi");
    assert.equal(columnsOf("ｱｲｳ"), 3, "halfwidth katakana");
    assert.equal(columnsOf("ﾊﾞﾟ"), 3, "halfwidth katakana with marks, which take a column of their own");
    assert.equal(columnsOf("ＡＢ"), 4, "fullwidth letters");
    assert.equal(columnsOf("1️⃣"), 2, "a keycap");
  });

  it("clips at the end or at the start, marking that it did", () => {
    assert.equal(clipEnd("abcdef", 6), "abcdef");
    assert.equal(clipEnd("abcdef", 4), "abc…");
    assert.equal(clipStart("/home/me/repo", 6), "…/repo");
    assert.equal(clipStart("/repo", 5), "/repo");
    assert.equal(clipEnd("日本語", 4), "日…");
  });

  it("never takes more columns than it may", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 20 }), fc.integer({ min: 1, max: 12 }), (text, columns) => {
        assert.ok(columnsOf(clipEnd(text, columns)) <= columns);
        assert.ok(columnsOf(clipStart(text, columns)) <= columns);
      }),
    );
  });
});
