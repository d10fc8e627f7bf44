import assert from "node:assert/strict";
import * as fc from "fast-check";
import { LookAhead } from "../../../../src/sources/claudeCode/lookAhead.ts";

describe("looking ahead for a text", () => {
  it("tells for each of ascending ranges whether the text starts in it", () => {
    const text = fc.array(fc.constantFrom('"searchCount"', 'xCount"', "\n", '"search', "é"), { maxLength: 12 });
    fc.assert(
      fc.property(text, (parts) => {
        const lines = parts.join("").split("\n");
        const buffer = Buffer.from(lines.join("\n"));
        const ahead = new LookAhead(buffer, '"searchCount"', 'Count"');
        let start = 0;
        for (const line of lines) {
          const end = start + Buffer.byteLength(line);
          assert.equal(ahead.isWithin(start, end), line.includes('"searchCount"'));
          start = end + 1;
        }
      }),
    );
  });

  it("does not see a text that starts before the range", () => {
    assert.equal(new LookAhead(Buffer.from('"a" x'), '"a"').isWithin(1, 5), false);
  });
});
