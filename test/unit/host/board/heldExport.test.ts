import assert from "node:assert/strict";

import { heldExport } from "../../../../src/host/board/heldExport.ts";

const HELD = {
  member: { listed: true },
  rows: [
    { h: 1, tool: "codex", out: 3 },
    { h: 2, tool: '=cmd|"/c calc"', extra: "a,b" },
  ],
};

describe("what the board holds, as a file", () => {
  it("is all of it as JSON", () => {
    assert.deepEqual(JSON.parse(heldExport(HELD, "json")), HELD);
  });

  it("is its rows as CSV, with every field that any of them has and nothing that a spreadsheet would run", () => {
    assert.equal(
      heldExport(HELD, "csv"),
      ["h,tool,out,extra", "1,codex,3,", `2,"'=cmd|""/c calc""",,"a,b"`].map((line) => `${line}\r\n`).join(""),
    );
  });

  it("is a line without names where there are no rows, whatever the board sent", () => {
    for (const rows of [undefined, [], "none", [null, 3]]) assert.equal(heldExport({ rows }, "csv"), "\r\n");
  });
});
