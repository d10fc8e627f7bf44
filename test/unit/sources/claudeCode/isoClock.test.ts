import assert from "node:assert/strict";
import * as fc from "fast-check";
import { IsoClock } from "../../../../src/sources/claudeCode/isoClock.ts";

function readAll(texts: readonly string[]): readonly number[] {
  const clock = new IsoClock();
  return texts.map((text) => clock.read(Buffer.from(`"${text}"`), 1, text.length + 1));
}

describe("time stamps as bytes", () => {
  it("are read as Date reads them, whatever was read before", () => {
    const part = (max: number): fc.Arbitrary<string> => fc.nat({ max }).map((value) => String(value).padStart(2, "0"));
    const stamp = fc
      .tuple(
        fc.constantFrom("2026-09-12", "2026-02-30", "2026-13-01"),
        part(25),
        part(61),
        part(61),
        fc.nat({ max: 999 }),
      )
      .map(
        ([day, hours, minutes, seconds, ms]) => `${day}T${hours}:${minutes}:${seconds}.${String(ms).padStart(3, "0")}Z`,
      );
    const odd = fc.constantFrom(
      "2026-09-12T08:15:30Z",
      "2026-09-12T08:15:30.123+02",
      "2026-09-12T08:15:3x.123Z",
      "soon",
      "",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof({ weight: 5, arbitrary: stamp }, odd), { maxLength: 6 }), (texts) => {
        assert.deepEqual(
          readAll(texts),
          texts.map((text) => Date.parse(text)),
        );
      }),
      { numRuns: 500 },
    );
  });

  it("of a known day are not taken for another hour", () => {
    const [known, wrong] = readAll(["2026-09-12T08:15:30.123Z", "2026-09-12T25:15:30.123Z"]);
    assert.equal(known, Date.UTC(2026, 8, 12, 8, 15, 30, 123));
    assert.ok(Number.isNaN(wrong));
  });
});
