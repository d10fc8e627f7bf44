import assert from "node:assert/strict";
import { IngestGate } from "../../../../src/server/http/ingestGate.ts";
import { Refusal } from "../../../../src/server/http/refusal.ts";

/** A body that ends when it is told to. */
function held(): { readonly body: () => Promise<string>; readonly end: () => void } {
  let end = (): void => {};
  const ended = new Promise<string>((done) => {
    end = () => done("done");
  });
  return { body: () => ended, end: () => end() };
}

const isBusy = (error: unknown): boolean =>
  error instanceof Refusal && error.reason === "busy" && error.retryAfterS === 5;

describe("the gate of uploads", () => {
  it("lets as many in as it is wide, and the next ones in their order", async () => {
    const gate = new IngestGate({ width: 1, longestWaitMs: 2_000, mostWaiting: 5 }, () => 0);
    const first = held();
    const order: number[] = [];
    const running = gate.run(first.body);
    const waiting = [1, 2, 3].map((n) =>
      gate.run(() => {
        order.push(n);
        return Promise.resolve(n);
      }),
    );
    assert.equal(gate.waiting, 3);
    first.end();
    assert.deepEqual(await Promise.all([running, ...waiting]), ["done", 1, 2, 3]);
    assert.deepEqual(order, [1, 2, 3]);
    assert.equal(await gate.run(() => Promise.resolve("again")), "again");
  });

  it("refuses who comes when too many wait, or when one waits for too long", async () => {
    let now = 0;
    const gate = new IngestGate({ width: 1, longestWaitMs: 2_000, mostWaiting: 1 }, () => now);
    const first = held();
    const running = gate.run(first.body);
    const second = gate.run(() => Promise.resolve(2));
    await assert.rejects(
      gate.run(() => Promise.resolve(3)),
      isBusy,
    );
    now = 2_001;
    await assert.rejects(
      gate.run(() => Promise.resolve(4)),
      isBusy,
    );
    first.end();
    await running;
    await assert.rejects(second, isBusy);
  });

  it("passes its place on past those who have waited for too long, and keeps none", async () => {
    let now = 0;
    const gate = new IngestGate({ width: 1, longestWaitMs: 2_000, mostWaiting: 9 }, () => now);
    const first = held();
    const running = gate.run(first.body);
    const late = [1, 2].map((n) => gate.run(() => Promise.resolve(n)));
    const refused = late.map((each) => assert.rejects(each, isBusy));
    now = 2_001;
    first.end();
    await Promise.all([running, ...refused]);
    assert.equal(await gate.run(() => Promise.resolve("next")), "next");
    assert.equal(gate.waiting, 0);
  });
});
