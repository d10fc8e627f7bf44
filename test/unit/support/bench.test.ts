import assert from "node:assert/strict";
import { readBenchOptions } from "../../bench/benchOptions.ts";
import { productDifference, resultText } from "../../bench/benchResult.ts";
import { spreadOf } from "../../bench/spread.ts";
import { emptyToolTruth, type HomeTruth } from "../../support/generateHome/homeTruth.ts";

describe("benchmark", () => {
  const truth: HomeTruth = {
    claude: { ...emptyToolTruth(), calls: 3, output: 100 },
    codex: emptyToolTruth(),
    files: 1,
    bytes: 1,
  };

  it("takes the middle of an odd number of runs and the mean of the two middle ones of an even number", () => {
    assert.deepEqual(spreadOf([5, 1, 9]), { median: 5, min: 1, max: 9, runs: 3 });
    assert.equal(spreadOf([4, 1, 2, 9]).median, 3);
    assert.throws(() => spreadOf([]));
  });

  it("measures everything but the peer unless told otherwise", () => {
    const usual = readBenchOptions([]);
    assert.ok(usual !== "help");
    assert.deepEqual([...usual.parts], ["scan", "report", "worker", "tokens", "package"]);
    const some = readBenchOptions(["--only", "scan,package", "--peer"]);
    assert.ok(some !== "help");
    assert.deepEqual([...some.parts], ["scan", "package", "peer"]);
  });

  it("makes databases of other programs of the size asked for", () => {
    const options = readBenchOptions(["--only", "stores", "--store-size", "100"]);
    assert.ok(options !== "help");
    assert.deepEqual([[...options.parts], options.storeMegabytes], [["stores"], 100]);
    assert.throws(() => readBenchOptions(["--store-size", "much"]), /--store-size/u);
  });

  it("refuses a size of nothing and a part it does not know", () => {
    assert.throws(() => readBenchOptions(["--size", "0"]), /--size/u);
    assert.throws(() => readBenchOptions(["--only", "speed"]), /"speed"/u);
  });

  it("says where totals are wrong, by how much and in which direction", () => {
    const found = { ...emptyToolTruth(), calls: 4, output: 90 };
    const totals = [productDifference("claude", found, truth), productDifference("codex", emptyToolTruth(), truth)];
    const home = { bytes: 1, files: 1, calls: 3 };
    const text = resultText({ home, machine: "a machine", figures: [], totals, notes: [] });
    assert.match(text, /claude +calls \+1, output -10\n/u);
    assert.match(text, /codex +equal\n/u);
  });
});
