import assert from "node:assert/strict";

import { codeSpan } from "../../../src/host/codeSpan.ts";

describe("codeSpan", () => {
  it("shows a text as it is, for reading and for copying", () => {
    assert.equal(codeSpan("~/.claude/projects"), "`~/.claude/projects`");
    assert.equal(codeSpan("<b>*_[x](y)"), "`<b>*_[x](y)`");
  });

  it("ends where the text ends, whatever backticks it has", () => {
    assert.equal(codeSpan("a`b"), "`` a`b ``");
    assert.equal(codeSpan("``"), "``` `` ```");
    assert.equal(codeSpan(""), "`  `");
  });

  it("stays in the cell of a table and on its line", () => {
    assert.equal(codeSpan("a|b\nc"), "`a\\|b c`");
  });
});
