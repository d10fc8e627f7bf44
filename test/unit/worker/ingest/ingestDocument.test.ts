import assert from "node:assert/strict";
import { mkdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseObject } from "../../../../src/sources/lines.ts";
import type { Source } from "../../../../src/sources/source.ts";
import { MAX_DOCUMENT_BYTES } from "../../../../src/worker/ingest/ingestDocument.ts";
import { makeCall } from "../testRecords.ts";
import { TestPlace } from "../testMeter.ts";

/** Documents `{"calls":{"id":output}}` below `documents`, whose project is told by a file beside them. */
const DOCUMENTS: Source = {
  id: "documents",
  name: "Documents",
  parserVersion: 1,
  roots: ({ home }) => [{ path: join(home, "documents"), origin: "default" }],
  formats: [
    {
      id: "document",
      description: "Documents",
      places: ["~/documents"],
      quality: "exact-call",
      isLog: (path) => path.endsWith(".json"),
      kind: "document",
      read(document, file) {
        const calls = parseObject(document.toString("utf8"))?.["calls"];
        if (typeof calls !== "object" || calls === null) return { records: [], skipped: { malformed: 1 } };
        const records = Object.entries(calls).map(([family, output]) =>
          makeCall({ family, tokens: { output: Number(output) }, cwd: file.readNeighbour("project.txt") }),
        );
        return { records, skipped: {} };
      },
    },
  ],
  limits: [],
};

describe("a document that its tool writes anew", () => {
  let place: TestPlace;
  let path = "";

  beforeEach(() => {
    place = new TestPlace();
    mkdirSync(join(place.home, "documents"), { recursive: true });
    path = join(place.home, "documents", "a.json");
  });
  afterEach(() => place.dispose());

  const write = (calls: object): void => writeFileSync(path, JSON.stringify({ calls }));

  async function outputs(): Promise<{ readonly calls: number; readonly output: number; readonly project: string }> {
    const meter = place.openMeter({ sources: [DOCUMENTS] });
    await meter.scan();
    const { totals, rows } = meter.report({ by: "project", timeZone: "UTC" });
    meter.close();
    return { calls: totals.calls, output: totals.output, project: rows.map((row) => row.key).join() };
  }

  it("is read again as a whole when it has changed, and its calls are counted once", async () => {
    writeFileSync(join(place.home, "documents", "project.txt"), "/home/ann/shop");
    write({ one: 100 });
    assert.deepEqual(await outputs(), { calls: 1, output: 100, project: "/home/ann/shop" });
    write({ one: 150, two: 20 });
    assert.deepEqual(await outputs(), { calls: 2, output: 170, project: "/home/ann/shop" });
    assert.deepEqual(await outputs(), { calls: 2, output: 170, project: "/home/ann/shop" });
  });

  it("loses nothing counted when it is found half written, shortened or gone", async () => {
    write({ one: 100, two: 20 });
    assert.equal((await outputs()).output, 120);
    truncateSync(path, 9);
    assert.equal((await outputs()).output, 120);
    write({ two: 20, three: 3 });
    assert.equal((await outputs()).output, 123);
    rmSync(path);
    assert.equal((await outputs()).output, 123);
  });

  it("gives the ledger of its last state and of what has vanished, whichever states were seen", async () => {
    const states = [{ one: 1 }, { one: 5, two: 7 }, { two: 9, three: 2 }];
    for (const seen of [[0, 1, 2], [1, 2], [0, 2], [2]]) {
      const fresh = new TestPlace();
      mkdirSync(join(fresh.home, "documents"), { recursive: true });
      const expected: Record<string, number> = {};
      const meter = fresh.openMeter({ sources: [DOCUMENTS] });
      for (const index of seen) {
        writeFileSync(join(fresh.home, "documents", "a.json"), JSON.stringify({ calls: states[index] }));
        Object.assign(expected, states[index]);
        await meter.scan();
      }
      const sum = Object.values(expected).reduce((total, output) => total + output, 0);
      assert.equal(meter.report({ by: "tool", timeZone: "UTC" }).totals.output, sum, seen.join());
      await meter.rescan();
      assert.equal(meter.report({ by: "tool", timeZone: "UTC" }).totals.output, sum, seen.join());
      fresh.dispose();
    }
  });

  it("is skipped and counted when it is beyond all bounds", async () => {
    writeFileSync(path, "");
    truncateSync(path, MAX_DOCUMENT_BYTES + 1);
    const meter = place.openMeter({ sources: [DOCUMENTS] });
    await meter.scan();
    assert.deepEqual(meter.diagnostics().sources[0]?.skipped, { "file-too-large": 1 });
  });
});
