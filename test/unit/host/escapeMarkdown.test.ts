import assert from "node:assert/strict";

import * as fc from "fast-check";

import { escapeMarkdown, escapeProse } from "../../../src/host/escapeMarkdown.ts";

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

describe("escapeProse", () => {
  it("leaves a sentence as it is read, but for what may become formatting", () => {
    assert.equal(
      escapeProse("It has stopped. Look at ~/a-b (again), 3 times!"),
      "It has stopped. Look at ~/a-b (again), 3 times!",
    );
    assert.equal(escapeProse("*a* [b](c) <d> e|f \\ `g`"), "\\*a\\* \\[b\\](c) \\<d\\> e\\|f \\\\ \\`g\\`");
  });
});
