import assert from "node:assert/strict";
import { clipEnd } from "../../../src/cli/plainText.ts";
import { clipColumn, layOutTable, tableWidth } from "../../../src/cli/table.ts";
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

  it("clips one column so far as it takes to fit, and no further than to ten columns", () => {
    const long = {
      ...TABLE,
      rows: [
        ["a-name-that-is-long", "7"],
        ["short", "8"],
      ],
    };
    assert.equal(clipColumn(long, 0, 30, clipEnd), long);
    const fitting = clipColumn(long, 0, 25, clipEnd);
    assert.deepEqual(fitting.rows, [
      ["a-name-that-i…", "7"],
      ["short", "8"],
    ]);
    assert.equal(tableWidth(fitting), 25);
    assert.deepEqual(clipColumn(long, 0, 5, clipEnd).rows[0], ["a-name-th…", "7"]);
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
