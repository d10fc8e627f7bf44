import assert from "node:assert/strict";
import { RememberedCounts } from "../../../../src/worker/tokens/rememberedCounts.ts";

describe("remembered counts", () => {
  const longText = (index: number): string => `${index} `.repeat(400);

  it("spare counting a document's old texts when it is read again", () => {
    const counts = new RememberedCounts();
    let counted = 0;
    const count = (text: string): number => {
      counted += 1;
      return text.length;
    };
    for (const texts of [500, 501, 502]) {
      for (let index = 0; index < texts; index += 1) {
        assert.equal(counts.of(longText(index), "o200k_base", count), longText(index).length);
      }
    }
    assert.equal(counted, 502);
  });

  it("are apart for each encoding", () => {
    const counts = new RememberedCounts();
    assert.equal(
      counts.of(longText(1), "o200k_base", () => 1),
      1,
    );
    assert.equal(
      counts.of(longText(1), "cl100k_base", () => 2),
      2,
    );
    assert.equal(
      counts.of(longText(1), "o200k_base", () => 3),
      1,
    );
  });

  it("are bounded, and leave out short texts", () => {
    const counts = new RememberedCounts(50);
    for (let index = 0; index < 1_000; index += 1) {
      counts.of(longText(index), "o200k_base", () => index);
      counts.of(`short ${index}`, "o200k_base", () => index);
      assert.ok(counts.size <= 100);
    }
    assert.equal(
      counts.of(longText(999), "o200k_base", () => -1),
      999,
    );
    assert.equal(
      counts.of("short 999", "o200k_base", () => -1),
      -1,
    );
  });
});
