import assert from "node:assert/strict";
import { OutcomeSender } from "../../../../src/host/board/outcomeSender.ts";
import type { OutcomeDay } from "../../../../src/shared/board/outcomeDay.ts";
import type { BoardClient } from "../../../../src/sync/boardClient.ts";
import { FakeOutbox } from "../../../support/fakeOutbox.ts";
import { ManualClock } from "../../../support/manualClock.ts";

const HOUR_MS = 3_600_000;
const DAY = {
  day: 20_000,
  merged: 1,
  effAdded: 2,
  effMatured: 0,
  effSurviving: 0,
  reworked: 0,
  testRuns: 0,
  testGreen: 0,
  promptToMergeH: null,
  costMaturedMicro: 0,
};

describe("outcomes for a board", () => {
  let clock: ManualClock;
  let outbox: FakeOutbox;
  let sent: (readonly OutcomeDay[])[];
  let isTaken: boolean;
  let shares: boolean;
  let sender: OutcomeSender;

  beforeEach(() => {
    clock = new ManualClock();
    outbox = new FakeOutbox();
    outbox.outcomes = [DAY];
    sent = [];
    isTaken = true;
    shares = true;
    sender = new OutcomeSender({ ask: outbox.ask, clock, sharesOutcomes: () => shares });
  });

  const client: Pick<BoardClient, "sendOutcomes"> = {
    sendOutcomes: (days) => {
      sent.push(days);
      return Promise.resolve(
        isTaken
          ? { ok: true, value: { accepted: days.length } }
          : { ok: false, fault: { kind: "refused", status: 403, reason: "forbidden" } },
      );
    },
  };
  const send = () => sender.send(() => Promise.resolve({ client: client as BoardClient }));

  it("are sent with the time as their revision, and shown as they were sent", async () => {
    await send();
    assert.deepEqual(sent, [[{ ...DAY, rev: clock.nowMs() }]]);
    const [shown] = sender.last;
    assert.deepEqual(JSON.parse(shown?.text ?? ""), { v: 1, days: sent[0] });
    assert.deepEqual(shown?.outcome, { kind: "stored", accepted: 1, stale: 0, refused: 0 });
  });

  it("are not even looked at by who has not turned that on", async () => {
    shares = false;
    await send();
    assert.deepEqual([outbox.asked, sent, sender.last], [[], [], []]);
  });

  it("are told again when they have changed, once an hour at most", async () => {
    await send();
    outbox.outcomes = [{ ...DAY, merged: 2 }];
    await send();
    assert.equal(sent.length, 1);
    clock.advance(HOUR_MS);
    await send();
    clock.advance(HOUR_MS);
    await send();
    assert.equal(sent.length, 2);
  });

  it("are told again after a refusal, which is shown with its cause", async () => {
    isTaken = false;
    await send();
    assert.equal(sender.last[0]?.outcome.kind, "refused");
    isTaken = true;
    clock.advance(HOUR_MS);
    await send();
    assert.equal(sender.last[0]?.outcome.kind, "stored");
  });

  it("are told to be nothing where they have become so, once", async () => {
    await send();
    outbox.outcomes = [];
    for (let i = 0; i < 2; i += 1) {
      clock.advance(HOUR_MS);
      await send();
    }
    assert.deepEqual(sent.slice(1), [[]]);
  });

  it("are not sent where there is nothing to tell", async () => {
    outbox.outcomes = [];
    await send();
    assert.deepEqual(sent, []);
  });
});
