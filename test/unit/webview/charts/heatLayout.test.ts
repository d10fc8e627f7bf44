import assert from "node:assert/strict";

import * as fc from "fast-check";

import { HEAT_ROWS, heatCellAt, heatLabels, heatPlace, layOutHeat } from "../../../../src/webview/charts/heatLayout.ts";

const YEAR = 53 * HEAT_ROWS;

describe("layOutHeat", () => {
  it("puts a year into one band where there is room, and into several where squares would get too small", () => {
    assert.equal(layOutHeat(YEAR, 1200).bands, 1);
    assert.equal(layOutHeat(YEAR, 620).bands, 1);
    assert.equal(layOutHeat(YEAR, 610).bands, 2);
    assert.equal(layOutHeat(YEAR, 250).bands, 3);
  });

  it("leaves no square out of the drawing, whatever its width, and finds each where it is", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 800 }),
        fc.integer({ min: 50, max: 2000 }),
        fc.nat(),
        (cells, width, seed) => {
          const layout = layOutHeat(cells, width);
          const index = seed % cells;
          const { x, y } = heatPlace(index, layout);
          assert.ok(x >= 0 && x + layout.pitch <= width + 1e-6, `x ${x} of ${width}`);
          assert.ok(y + layout.pitch <= layout.bands * layout.bandHeight + 1e-6);
          assert.ok(layout.pitch >= 11);
          assert.equal(heatCellAt(x + layout.pitch / 2, y + layout.pitch / 2, cells, layout), index);
        },
      ),
    );
  });

  it("finds nothing beside the squares and after the last", () => {
    const layout = layOutHeat(10, 400);
    assert.equal(heatCellAt(2, 60, 10, layout), undefined);
    assert.equal(heatCellAt(60, 2, 10, layout), undefined);
    const { x, y } = heatPlace(10, layout);
    assert.equal(heatCellAt(x + 3, y + 3, 10, layout), undefined);
  });
});

describe("heatLabels", () => {
  const texts = (labels: readonly string[], columnPx: number, columns = labels.length) => {
    const layout = { pitch: columnPx, columns, bands: 1, bandHeight: 18 + 7 * columnPx };
    return heatLabels(labels, layout, 34 + columns * columnPx).map(({ text }) => text);
  };

  it("name the month that has weeks to show rather than the days that are left of the one before", () => {
    assert.deepEqual(texts(["Nov", "Dec", "", "", "", "Jan", "", "", ""], 20), ["Dec", "Jan"]);
  });

  it("name both months where there is room", () => {
    assert.deepEqual(texts(["Nov", "", "Dec", "", ""], 20), ["Nov", "Dec"]);
  });

  it("leave out what would run out of the drawing, and nothing on its account", () => {
    assert.deepEqual(texts(["Nov", "", "", "", "Dec"], 20), ["Nov"]);
  });

  it("have room of their own in each band", () => {
    assert.deepEqual(texts(["Nov", "", "", "Dec", "", ""], 20, 3), ["Nov", "Dec"]);
  });
});
