import assert from "node:assert/strict";

import * as fc from "fast-check";

import { escapeMarkdown } from "../../../src/host/escapeMarkdown.ts";

describe("escapeMarkdown", () => {
  it("leaves words alone and escapes what Markdown reads", () => {
    assert.equal(escapeMarkdown("Claude Code 4"), "Claude Code 4");
    assert.equal(escapeMarkdown("a_b*c`d|e"), "a\\_b\\*c\\`d\\|e");
    assert.equal(escapeMarkdown("<b>&amp;"), "&lt;b&gt;&amp;amp\\;");
  });

  it("lets no icon through, which backslashes would", () => {
    assert.equal(escapeMarkdown("$(flame)"), "&#36;\\(flame\\)");
  });

  it("keeps to one line and shows no hidden characters", () => {
    assert.equal(escapeMarkdown(" a\r\nb\u2028c\u202Ed\u0000 "), "a  b c d");
  });

  it("cuts what is too long for a row", () => {
    assert.equal(escapeMarkdown("x".repeat(5000)), `${"x".repeat(79)}…`);
  });

  it("leaves no punctuation that is not escaped, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const rest = escapeMarkdown(text).replaceAll(/&(#36|amp|lt|gt);|\\[!-/:-@[-`{-~]/g, "");
        assert.doesNotMatch(rest, /[!-/:-@[-`{-~\p{C}]/u);
      }),
    );
  });
});
