import assert from "node:assert/strict";
import { appendFileSync, linkSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { zstdCompressSync } from "node:zlib";
import type { LocalMeter } from "../../../../src/worker/localMeter.ts";
import { seededRandom } from "../../../support/generateHome/random.ts";
import { recordLines } from "../recordSource.ts";
import { TestPlace } from "../testMeter.ts";
import { makeCall } from "../testRecords.ts";

describe("a sweep", () => {
  let place: TestPlace;
  let meter: LocalMeter;

  beforeEach(() => {
    place = new TestPlace();
    meter = place.openMeter();
  });

  afterEach(() => {
    place.dispose();
  });

  const call = (family: string) => makeCall({ family });
  const line = (family: string): string => recordLines([call(family)]);
  const calls = (): number => meter.report({ by: "tool", timeZone: "UTC" }).totals.calls;
  const vanished = (): number | undefined => meter.diagnostics().sources[0]?.vanishedFiles;

  it("deletes nothing for a log that vanished", async () => {
    const path = place.write("a.jsonl", [call("a"), call("b")]);
    await meter.scan();
    const before = place.dump();
    rmSync(path);
    await meter.scan();
    await meter.rescan();
    assert.deepEqual(place.dump(), before);
    assert.equal(vanished(), 1);
  });

  it("deletes nothing when the whole folder of logs is away", async () => {
    const path = place.write("deep/a.jsonl", [call("a")]);
    await meter.scan();
    renameSync(dirname(dirname(path)), join(place.folder, "away"));
    await meter.scan();
    assert.deepEqual([calls(), vanished()], [1, 1]);
    renameSync(join(place.folder, "away"), dirname(dirname(path)));
    const { changedFiles } = await meter.scan();
    assert.deepEqual([calls(), vanished(), changedFiles], [1, 0, 0]);
  });

  it("reads on from where it was, and nothing twice", async () => {
    const path = place.write("a.jsonl", [call("a")]);
    await meter.scan();
    appendFileSync(path, line("b"));
    const { bytes, newCalls } = await meter.scan();
    assert.deepEqual([bytes, newCalls, calls()], [line("b").length, 1, 2]);
  });

  it("counts a whole record that only lacks its newline, once", async () => {
    const path = place.writeText("a.jsonl", line("a") + line("b").trimEnd());
    await meter.scan();
    assert.equal(calls(), 2);
    appendFileSync(path, `\n${line("c")}`);
    assert.equal((await meter.scan()).newCalls, 1);
    assert.equal(calls(), 3);
    assert.deepEqual(
      place.cursors().map((row) => row["skipped"]),
      ["{}"],
    );
  });

  it("does not count half a record, and counts it when it is whole", async () => {
    const path = place.writeText("a.jsonl", line("a") + line("b").slice(0, 40));
    await meter.scan();
    assert.equal(calls(), 1);
    appendFileSync(path, line("b").slice(40));
    await meter.scan();
    assert.equal(calls(), 2);
    assert.deepEqual(
      place.cursors().map((row) => row["skipped"]),
      ["{}"],
    );
  });

  it("reads a log anew that was cut off and written on", async () => {
    const path = place.write("a.jsonl", [call("a"), call("b"), call("c")]);
    await meter.scan();
    writeFileSync(path, line("d"));
    await meter.scan();
    assert.equal(calls(), 4);
    appendFileSync(path, line("e").repeat(10));
    await meter.scan();
    assert.equal(calls(), 5);
  });

  it("reads a log anew that was replaced by another one as long or longer", async () => {
    const path = place.write("a.jsonl", [call("a")]);
    await meter.scan();
    rmSync(path);
    place.write("a.jsonl", [call("x")]);
    await meter.scan();
    writeFileSync(path, recordLines([call("y"), call("z")]));
    await meter.scan();
    assert.equal(calls(), 4);
  });

  it("reads a log that was moved once more and counts it once", async () => {
    const path = place.write("a.jsonl", [call("a")]);
    await meter.scan();
    renameSync(path, join(dirname(path), "moved.jsonl"));
    await meter.scan();
    assert.deepEqual([calls(), vanished()], [1, 1]);
  });

  it("reads nothing of a log that was only touched", async () => {
    const path = place.write("a.jsonl", [call("a")]);
    await meter.scan();
    utimesSync(path, 5000, 5000);
    const { changedFiles, bytes } = await meter.scan();
    assert.deepEqual([changedFiles, bytes], [1, 0]);
    assert.equal((await meter.scan()).changedFiles, 0);
  });

  it("reads compressed logs, and counts once what was compressed or archived after it was read", async () => {
    const path = place.write("a.jsonl", [call("a"), call("b")]);
    await meter.scan();
    const before = place.dump();
    place.writeText("a.jsonl.zst", zstdCompressSync(recordLines([call("a"), call("b")])));
    rmSync(path);
    await meter.scan();
    place.write("archived/a.jsonl", [call("a"), call("b")]);
    await meter.scan();
    assert.deepEqual(place.dump(), before);
    assert.deepEqual([calls(), vanished()], [2, 1]);
    assert.equal((await meter.scan()).changedFiles, 0);
  });

  it("reads a compressed log of several frames and without a last newline", async () => {
    const frames = ["a", "b", "c"].map((family) => zstdCompressSync(line(family)));
    place.writeText("a.jsonl.zst", Buffer.concat([...frames, zstdCompressSync(line("d").trimEnd())]));
    await meter.scan();
    assert.equal(calls(), 4);
  });

  it("reads large frames of a compressed log one after the other, and says where something else follows them", async () => {
    const random = seededRandom(3);
    const frames = [1, 2, 3].map((frame) => {
      const many = Array.from({ length: 9000 }, (_, index) =>
        makeCall({ family: `${frame} ${index} ${random.next()}`, cwd: `/home/${random.next()}/${random.next()}` }),
      );
      return zstdCompressSync(recordLines(many));
    });
    place.writeText("a.jsonl.zst", Buffer.concat(frames));
    await meter.scan();
    assert.deepEqual([calls(), meter.diagnostics().sources[0]?.skipped], [27_000, {}]);
    place.writeText("b.jsonl.zst", Buffer.concat([zstdCompressSync(line("b")), Buffer.from("something else")]));
    await meter.scan();
    assert.deepEqual([calls(), meter.diagnostics().sources[0]?.skipped], [27_001, { malformed: 1 }]);
  });

  it("keeps what a damaged compressed log holds up to the damage, and says so", async () => {
    const whole = zstdCompressSync(recordLines(Array.from({ length: 3000 }, (_, index) => call(`${index}`))));
    place.writeText("a.jsonl.zst", whole.subarray(0, whole.length - 20));
    place.write("b.jsonl", [call("b")]);
    await meter.scan();
    assert.ok(calls() > 1);
    assert.deepEqual(meter.diagnostics().sources[0]?.skipped, { malformed: 1 });
    assert.equal((await meter.scan()).changedFiles, 0);
    place.writeText("a.jsonl.zst", whole);
    await meter.scan();
    assert.equal(calls(), 3001);
    assert.deepEqual(meter.diagnostics().sources[0]?.skipped, {});
  });

  it("reads a log once, whichever links lead to it, and survives links in a circle", async () => {
    const path = place.write("real/a.jsonl", [call("a")]);
    const root = dirname(dirname(path));
    symlinkSync(path, join(root, "link.jsonl"));
    symlinkSync(dirname(path), join(root, "linked-folder"));
    symlinkSync(root, join(root, "real", "up"));
    symlinkSync(join(root, "nowhere"), join(root, "dangling.jsonl"));
    const { files } = await meter.scan();
    assert.deepEqual([files, calls()], [1, 1]);
    linkSync(path, join(root, "hard.jsonl"));
    await meter.scan();
    assert.equal(calls(), 1);
  });

  it("reads the newest logs first, so that today's figures come first", async () => {
    const many = (day: number) =>
      Array.from({ length: 1000 }, (_, index) => makeCall({ family: `${day} ${index}`, sessionId: `day-${day}` }));
    for (const day of [2, 9, 1, 3, 4, 8, 7, 6, 5]) {
      utimesSync(place.write(`${day}.jsonl`, many(day)), day * 86_400, day * 86_400);
    }
    let first: readonly string[] = [];
    await meter.scan(() => {
      if (first.length === 0) first = meter.report({ by: "session", timeZone: "UTC" }).rows.map((row) => row.key);
    });
    assert.ok(first.includes("day-9") && !first.includes("day-1"), first.join());
    assert.equal(calls(), 9000);
  });

  it("reads a line of megabytes between others", async () => {
    place.writeText("a.jsonl", `${line("a")}{"torn": "${"x".repeat(3_000_000)}\n${line("b")}`);
    await meter.scan();
    assert.equal(calls(), 2);
    assert.deepEqual(meter.diagnostics().sources[0]?.skipped, { malformed: 1 });
  });
});
