import assert from "node:assert/strict";
import { effectOfTwins, findTwins, type ComparedRow } from "../../../../../src/core/board/checks/twinRows.ts";

function rows(member: number, device: number, firstSeenMs: number, count = 3, tokens = 1_000_000): ComparedRow[] {
  return Array.from({ length: count }, (_, i) => ({ member, device, firstSeenMs, tokens, print: `row ${i}` }));
}

describe("rows that are the same", () => {
  it("are told from three of a million tokens on, against who sent them first", () => {
    const [twins, ...others] = findTwins([...rows(2, 5, 20), ...rows(1, 4, 10)]);
    assert.deepEqual(others, []);
    assert.deepEqual(
      [twins?.member, twins?.device, twins?.ofMember, twins?.ofDevice, twins?.tokens],
      [2, 5, 1, 4, 3_000_000],
    );
    assert.deepEqual(findTwins([...rows(2, 5, 20, 2), ...rows(1, 4, 10, 2)]), []);
    assert.deepEqual(findTwins([...rows(2, 5, 20, 3, 999_999), ...rows(1, 4, 10, 3, 999_999)]), []);
  });

  it("are told of each later device once", () => {
    const twins = findTwins([...rows(3, 1, 30), ...rows(2, 1, 20), ...rows(1, 1, 10)]);
    assert.deepEqual(
      twins.map(({ member, ofMember }) => [member, ofMember]),
      [
        [2, 1],
        [3, 1],
      ],
    );
  });

  it("hold a member only where most of what they have is another member's", () => {
    const [twins] = findTwins([...rows(2, 5, 20), ...rows(1, 4, 10)]);
    const [own] = findTwins([...rows(1, 5, 20), ...rows(1, 4, 10)]);
    assert.ok(twins !== undefined && own !== undefined);
    assert.equal(effectOfTwins(twins, 6_000_000), "ask");
    assert.equal(effectOfTwins(twins, 5_999_999), "held");
    assert.equal(effectOfTwins(own, 3_000_000), "ask");
  });
});
