import assert from "node:assert/strict";
import { findTwins, type ComparedRow } from "../../../../../src/core/board/checks/twinRows.ts";

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

  it("take smaller ones with them, and rows of nothing never", () => {
    const small = (member: number, tokens: number) => ({
      member,
      device: 1,
      firstSeenMs: member,
      tokens,
      print: "small",
    });
    const [twins] = findTwins([...rows(1, 1, 1), ...rows(2, 1, 2), small(1, 9), small(2, 9)]);
    assert.equal(twins?.rows.length, 4);
    const [others] = findTwins([...rows(1, 1, 1), ...rows(2, 1, 2), small(1, 0), small(2, 0)]);
    assert.equal(others?.rows.length, 3);
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
});
