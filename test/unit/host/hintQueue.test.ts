import assert from "node:assert/strict";

import { HintQueue } from "../../../src/host/hintQueue.ts";
import { ManualClock } from "../../support/manualClock.ts";

describe("HintQueue", () => {
  it("passes each path on once, however often the file changes meanwhile", () => {
    const clock = new ManualClock();
    const sent: string[] = [];
    const hints = new HintQueue(clock, (path) => void sent.push(path));
    for (const path of ["/a", "/b", "/a", "/a"]) hints.add(path);
    assert.deepEqual(sent, []);
    clock.advance(1000);
    assert.deepEqual(sent, ["/a", "/b"]);
    hints.add("/a");
    clock.advance(1000);
    assert.deepEqual(sent, ["/a", "/b", "/a"]);
  });

  it("is not held up by a file that never rests", () => {
    const clock = new ManualClock();
    let sent = 0;
    const hints = new HintQueue(clock, () => void (sent += 1));
    for (let step = 0; step < 10; step += 1) {
      hints.add("/a");
      clock.advance(100);
    }
    assert.ok(sent >= 3, `${sent} hints in a second`);
  });

  it("sends nothing after it is disposed", () => {
    const clock = new ManualClock();
    const hints = new HintQueue(clock, () => assert.fail("sent"));
    hints.add("/a");
    hints.dispose();
    clock.advance(1000);
    assert.equal(clock.waiting, 0);
  });
});
