import assert from "node:assert/strict";
import { exportTables } from "../../../../src/boardPage/me/exportTables.ts";
import { toCsv } from "../../../../src/webview/insights/csv.ts";

describe("exportTables", () => {
  it("makes a table of every list, and one of what is left", () => {
    const csv = toCsv(
      exportTables({
        member: { joinedMs: 5, listed: true, handle: "=cmd" },
        usageRows: [
          { h: 1, tool: "codex", in: 2 },
          { h: 2, tool: "codex", out: 3 },
        ],
        notes: ["a,b"],
      }),
    );
    assert.equal(
      csv,
      "Board\r\nmember.joinedMs,member.listed,member.handle\r\n5,true,'=cmd\r\n\r\n" +
        "Usage rows\r\nh,tool,in,out\r\n1,codex,2,\r\n2,codex,,3\r\n\r\n" +
        'Notes\r\nvalue\r\n"a,b"\r\n',
    );
  });

  it("is empty for nothing", () => {
    assert.deepEqual(exportTables({}), []);
  });
});
