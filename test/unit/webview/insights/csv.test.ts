import assert from "node:assert/strict";

import * as fc from "fast-check";

import { csvField, toCsv } from "../../../../src/webview/insights/csv.ts";

describe("toCsv", () => {
  it("writes tables with their titles, figures as numbers and unknown ones empty", () => {
    const rows = [["a", { text: "3.2K", value: 3200 }, { text: "–", value: undefined }]];
    const text = toCsv([
      { title: "One", columns: ["Name", "Tokens", "Share"], rows },
      { title: "Two", columns: ["Name"], rows: [["b,c"]] },
    ]);
    assert.equal(text, 'One\r\nName,Tokens,Share\r\na,3200,\r\n\r\nTwo\r\nName\r\n"b,c"\r\n');
  });

  it("makes no cell a formula", () => {
    assert.equal(csvField("=1+1"), "'=1+1");
    assert.equal(csvField("@SUM(A1)"), "'@SUM(A1)");
    assert.equal(csvField('-2,"x"'), `"'-2,""x"""`);
    assert.equal(csvField("+cmd"), "'+cmd");
    assert.equal(csvField(-2), "-2", "a figure is no text");
    fc.assert(fc.property(fc.string(), (value) => !/^"?[=+\-@\t]/.test(csvField(value))));
  });

  it("keeps every text whole", () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const field = csvField(value);
        const inner = field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
        assert.ok(inner === value || inner === `'${value}`);
        assert.ok(field.startsWith('"') || !/[",\r\n]/.test(field));
      }),
    );
  });
});
