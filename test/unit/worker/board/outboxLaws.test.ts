import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { BoardId, DeviceId, MemberId } from "../../../../src/shared/board/boardIds.ts";
import type { UsageRecord } from "../../../../src/core/usageRecord.ts";
import { makeHourRows } from "../../../../src/core/board/makeHourRows.ts";
import { rowKeyOf } from "../../../../src/core/board/rowKey.ts";
import type {
  Membership,
  OutboxRequest,
  OutboxRequestName,
  OutboxRequests,
  OutgoingBatch,
} from "../../../../src/shared/board/outbox.ts";
import type { SyncReply } from "../../../../src/shared/board/syncReply.ts";
import type { UsageRow } from "../../../../src/shared/board/usageRow.ts";
import { HourReader } from "../../../../src/worker/board/hourReader.ts";
import type { LocalMeter } from "../../../../src/worker/localMeter.ts";
import { ReferenceBoard } from "../../../support/referenceBoard.ts";
import { recordSource } from "../recordSource.ts";
import { TestPlace } from "../testMeter.ts";
import { DAY_MS, HOUR_MS, makeCall, makeSession, makeTurn, MINUTE_MS, NOON_MS } from "../testRecords.ts";

const MEMBERSHIP: Membership = {
  url: "https://board.example",
  boardId: "5b0e0f6e-6f0e-4c44-9d5c-6d7d4b6f1a11" as BoardId,
  memberId: 7_000_000_001 as MemberId,
  deviceId: 12 as DeviceId,
  epoch: new ReferenceBoard().epoch,
  consentVersion: 1,
  isUnattended: false,
  joinedAtMs: NOON_MS,
};

const sessionId = fc.constantFrom("s0", "s1");
/** Around the ends of a few hours, where turns, calls and what follows them fall into different ones. */
const instant = fc
  .tuple(fc.nat(1), fc.constantFrom(0, 2, 20, 50, 57))
  .map(([hour, minute]) => NOON_MS + hour * HOUR_MS + minute * MINUTE_MS);
const record: fc.Arbitrary<UsageRecord> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .record({
        family: fc.constantFrom("f", "g", "h", "i", "j", "k", "wrong"),
        member: fc.constantFrom("", "", "m"),
        yieldsTo: fc.constantFrom(undefined, undefined, undefined, "f"),
        atMs: instant,
        output: fc.constantFrom(1, 2, 40_000),
        model: fc.constantFrom("claude-opus-4-5", "claude-sonnet-4-5", "free-b", "free-c"),
        quality: fc.constantFrom("exact-call", "estimate"),
        agentId: fc.constantFrom(undefined, undefined, "a"),
        copyRank: fc.constantFrom(0, 2),
        sessionId,
      } satisfies Record<string, fc.Arbitrary<unknown>>)
      .map(({ output, ...rest }) => makeCall({ ...rest, tokens: { output } })),
  },
  { weight: 2, arbitrary: fc.record({ id: fc.constantFrom("t", "u", "v"), sessionId, atMs: instant }).map(makeTurn) },
  {
    weight: 1,
    arbitrary: fc
      .record({ sessionId, toolVersion: fc.constantFrom("1.9", "1.10"), parentId: fc.constantFrom(undefined, "r") })
      .map(makeSession),
  },
);

type Deed =
  | (
      | "scan"
      | "rescan"
      | "fixParser"
      | "crash"
      | "exchange"
      | "take"
      | "deliver"
      | "again"
      | "acknowledge"
      | "loseAnswer"
    )
  | ("loseBoard" | "backUp" | "restore" | "setBack" | "hear" | "pause" | "goOn" | "markAll" | "follow");
type Step =
  | {
      readonly do: "write";
      readonly log: number;
      readonly records: readonly UsageRecord[];
      readonly isAppended: boolean;
    }
  | { readonly do: Deed }
  | { readonly do: "wait"; readonly ms: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("write" as const),
      log: fc.nat(2),
      records: fc.array(record, { minLength: 1, maxLength: 4 }),
      isAppended: fc.boolean(),
    }),
  },
  {
    weight: 9,
    arbitrary: fc
      .constantFrom(
        "scan",
        "scan",
        "exchange",
        "exchange",
        "take",
        "deliver",
        "acknowledge",
        "again",
        "loseAnswer",
        "crash",
        "rescan",
      )
      .map((name) => ({ do: name })),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(
        "fixParser",
        "loseBoard",
        "backUp",
        "restore",
        "setBack",
        "hear",
        "pause",
        "goOn",
        "markAll",
        "follow",
      )
      .map((name) => ({ do: name })),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("wait" as const),
      ms: fc.constantFrom(1, MINUTE_MS, 11 * MINUTE_MS, 3 * HOUR_MS, 20 * DAY_MS, -HOUR_MS),
    }),
  },
);

/** A machine and a board, and what is under way between them. */
class Model {
  readonly place = new TestPlace();
  readonly board = new ReferenceBoard();
  readonly #logs = new Map<number, readonly UsageRecord[]>();
  /** Texts that were sent: any of them may arrive, at any time and more than once. */
  readonly #sent: OutgoingBatch[] = [];
  #answers: { readonly batchId: string; readonly reply: SyncReply }[] = [];
  #restore = (): void => {};
  #parser = 1;
  #meter: LocalMeter;

  constructor() {
    this.place.nowMs = NOON_MS + 5 * HOUR_MS;
    this.#meter = this.#open();
    this.ask("boardJoin", MEMBERSHIP);
  }

  #open(): LocalMeter {
    const fixed = recordSource(this.#parser, (read) =>
      read.kind === "call" && read.family === "wrong" ? undefined : read,
    );
    return this.place.openMeter({ sources: [this.#parser === 1 ? recordSource() : fixed] });
  }

  ask<Name extends OutboxRequestName>(name: Name, argument: OutboxRequests[Name]["argument"]) {
    // What the meter answers is of the kind that the name says.
    return this.#meter.board({ name, argument } as OutboxRequest) as OutboxRequests[Name]["result"];
  }

  async run(next: Step): Promise<void> {
    if (next.do === "wait") this.place.nowMs += next.ms;
    else if (next.do === "write") this.#write(next.log, next.records, next.isAppended);
    else await this.#deeds[next.do]();
  }

  #write(log: number, records: readonly UsageRecord[], isAppended: boolean): void {
    const all = [...(isAppended ? (this.#logs.get(log) ?? []) : []), ...records];
    this.#logs.set(log, all);
    this.place.write(`${log}.jsonl`, all);
  }

  readonly #deeds: Readonly<Record<Deed, () => Promise<unknown> | void>> = {
    scan: () => this.#meter.scan(),
    rescan: () => this.#meter.rescan(),
    fixParser: () => {
      this.#parser += 1;
      this.#crash();
      return this.#meter.scan();
    },
    crash: () => this.#crash(),
    exchange: () => {
      this.#take();
      this.#deliver(this.#sent.at(-1));
      this.#acknowledge();
    },
    take: () => this.#take(),
    deliver: () => this.#deliver(this.#sent.at(-1)),
    again: () => this.#deliver(this.#sent[0]),
    acknowledge: () => this.#acknowledge(),
    loseAnswer: () => void this.#answers.shift(),
    loseBoard: () => this.board.lose(),
    backUp: () => {
      this.#restore = this.board.copy();
    },
    restore: () => {
      this.#restore();
      this.board.renewEpoch();
      // An answer from before speaks of a board that is no more; one that is asked again answers anew.
      this.#answers = [];
    },
    setBack: () => this.#setBack(),
    hear: () => void this.#hear(),
    pause: () => void this.ask("boardPause", { isPaused: true }),
    goOn: () => void this.ask("boardPause", { isPaused: false }),
    markAll: () => void this.ask("boardMarkAllDirty", null),
    follow: () => {
      const other = this.place.openMeter({ ownerId: "other" });
      other.board({ name: "boardState", argument: null });
      other.close();
    },
  };

  /**
   * Puts back a backup and tells nobody: that shows by the answer to the batch that comes next. It would not by what the board says
   * once a batch that was answered has arrived a second time, or one whose answer is lost; this is why there are epochs.
   */
  async #setBack(): Promise<void> {
    this.ask("boardPause", { isPaused: false });
    this.#restore();
    this.#answers = [];
    // Long enough ago that no clock which is set back makes it a call to come.
    const call = makeCall({ family: `next ${this.#sent.length}`, atMs: this.place.nowMs - 3 * DAY_MS });
    this.place.write("next.jsonl", [call]);
    await this.#meter.scan();
    await this.#deeds.exchange();
  }

  #take(): void {
    const taken = this.ask("boardTake", null);
    if (taken.kind === "batch") this.#sent.push(taken.batch);
  }

  #deliver(batch: OutgoingBatch | undefined): void {
    if (batch !== undefined) this.#answers.push({ batchId: batch.batchId, reply: this.board.receive(batch.text) });
  }

  #acknowledge(): void {
    const answer = this.#answers.shift();
    if (answer !== undefined) this.ask("boardAcknowledge", answer);
  }

  /** Asks the board which data it has. */
  #hear(): boolean {
    return this.ask("boardHearEpoch", { epoch: this.board.epoch }).isLost;
  }

  /** Ends without a word, and another process goes on. */
  #crash(): void {
    this.#meter.close();
    this.#meter = this.#open();
  }

  /** Until nothing waits any more. */
  async settle(): Promise<void> {
    await this.#meter.scan();
    this.ask("boardPause", { isPaused: false });
    this.place.nowMs += 11 * MINUTE_MS;
    for (let rounds = 0; rounds < 20; rounds += 1) {
      const taken = this.ask("boardTake", null);
      if (taken.kind === "none" && !this.#hear()) return;
      if (taken.kind === "none") continue;
      assert.equal(taken.kind, "batch");
      this.ask("boardAcknowledge", { batchId: taken.batch.batchId, reply: this.board.receive(taken.batch.text) });
    }
    assert.fail("The outbox does not become empty");
  }

  /** The rows that the ledger stands for, made anew from all of its calls. */
  truth(fromHour: number): readonly Omit<UsageRow, "rev">[] {
    return this.place.look((database) => {
      const reader = new HourReader(database);
      const hours = database
        .prepare(`SELECT hour FROM rollup UNION SELECT at_ms / ${HOUR_MS} FROM turn`)
        .all()
        .map((row) => Number(row["hour"]))
        .filter((hour) => hour >= fromHour && hour <= Math.floor(this.place.nowMs / HOUR_MS));
      return hours
        .flatMap((hour) => makeHourRows(hour, reader.read(hour), false))
        .toSorted((a, b) => (rowKeyOf(a) < rowKeyOf(b) ? -1 : 1));
    });
  }

  get firstHour(): number {
    return Math.floor(this.place.nowMs / HOUR_MS) - 35 * 24 + 1;
  }

  dispose(): void {
    this.place.dispose();
  }
}

describe("an outbox and a board", () => {
  it("come to the same rows in the end, whatever happens in between", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60, size: "max" }), async (steps) => {
        const model = new Model();
        try {
          for (const next of steps) await model.run(next);
          await model.settle();
          const { firstHour } = model;
          assert.deepEqual(model.board.held(firstHour), model.truth(firstHour));
        } finally {
          model.dispose();
        }
      }),
      { seed: 23, numRuns: 60 },
    );
  }).timeout(300_000);
});
