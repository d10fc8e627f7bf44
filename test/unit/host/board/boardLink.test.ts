import assert from "node:assert/strict";

import { readBoardLink } from "../../../../src/host/board/boardLink.ts";

const CODE = "k7mn-2pqr-stuv-wxyz-3456";

describe("a link to a board", () => {
  it("brings an address and a code along", () => {
    const query = `board=${encodeURIComponent("https://board.example.com")}&code=${CODE}`;
    assert.deepEqual(readBoardLink({ path: "/join", query }), { url: "https://board.example.com", code: CODE });
  });

  it("brings nothing that could not be typed", () => {
    for (const query of [
      "",
      "board=http%3A%2F%2Fboard.example.com&code=nonsense",
      "board=javascript%3Aalert(1)&code=<script>",
      "board=https%3A%2F%2Fuser%3Apw%40board.example.com",
    ]) {
      assert.deepEqual(readBoardLink({ path: "/join", query }), { url: undefined, code: undefined }, query);
    }
  });

  it("to anything else is none", () => {
    assert.equal(readBoardLink({ path: "/leave", query: `code=${CODE}` }), undefined);
  });
});
