import assert from "node:assert/strict";
import { layOutTable, tableWidth } from "../../../src/cli/table.ts";
import type { Table } from "../../../src/cli/table.ts";

const TABLE: Table = {
  columns: [
    { title: "Name", align: "left" },
    { title: "Calls", align: "right" },
  ],
  rows: [
    ["日本", "7"],
    ["longest", "1,234,567"],
  ],
  totals: ["Total", "1,234,574"],
};

describe("a table", () => {
  it("aligns its columns by the columns their text takes", () => {
    assert.deepEqual(layOutTable(TABLE), [
      "Name         Calls",
      "日本             7",
      "longest  1,234,567",
      "──────────────────",
      "Total    1,234,574",
    ]);
    assert.equal(tableWidth(TABLE), 18);
  });

  it("ends no line in spaces", () => {
    const lines = layOutTable({
      columns: [
        { title: "A", align: "left" },
        { title: "B", align: "left" },
      ],
      rows: [["a", ""]],
    });
    assert.deepEqual(lines, ["A  B", "a"]);
  });
});
