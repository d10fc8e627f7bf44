import assert from "node:assert/strict";
import { readBoardAddress } from "../../../src/sync/boardAddress.ts";

describe("the address of a board", () => {
  it("is the origin of what a person typed", () => {
    for (const [typed, url] of [
      ["https://board.example", "https://board.example"],
      [" https://Board.example:8443/ ", "https://board.example:8443"],
      ["board.example", "https://board.example"],
      ["http://127.0.0.1:8787", "http://127.0.0.1:8787"],
      ["http://localhost:8787/", "http://localhost:8787"],
      ["http://[::1]:8787", "http://[::1]:8787"],
    ] as const)
      assert.deepEqual(readBoardAddress(typed), { url }, typed);
  });

  it("is secure, but for this machine itself", () => {
    for (const typed of [
      "http://board.example",
      "http://10.0.0.1",
      "http://127.0.0.1.board.example",
      "http://localhost.example",
    ])
      assert.deepEqual(readBoardAddress(typed), { fault: "notSecure" }, typed);
  });

  it("holds nothing that would be sent along or lead elsewhere", () => {
    for (const typed of [
      "https://ann:secret@board.example",
      "https://board.example/path",
      "https://board.example/?q=1",
      "https://board.example/#x",
    ])
      assert.deepEqual(readBoardAddress(typed), { fault: "morePartsThanAnAddress" }, typed);
  });

  it("is an address", () => {
    for (const typed of [
      "",
      "  ",
      "ftp://board.example",
      "file:///etc/passwd",
      "javascript:alert(1)",
      "https://",
      "a b",
    ])
      assert.deepEqual(readBoardAddress(typed), { fault: "notAnAddress" }, typed);
  });
});
