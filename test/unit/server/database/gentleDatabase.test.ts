import assert from "node:assert/strict";
import type { BoardDatabase, Queries } from "../../../../src/server/database/boardDatabase.ts";
import { gentleDatabase } from "../../../../src/server/database/gentleDatabase.ts";

/** A database in which each statement takes as many milliseconds as it says, by a clock that only moves by them. */
class SlowDatabase implements BoardDatabase {
  nowMs = 0;
  /** How long a transaction waits for its connection. */
  waitMs = 0;
  readonly asked: string[] = [];
  query: Queries["query"] = (sql) => {
    this.asked.push(sql);
    this.nowMs += Number(/\d+$/.exec(sql)?.[0] ?? 0);
    return Promise.resolve([]);
  };
  /** What the last transaction was to begin with. */
  settings: string | undefined;
  run: Queries["run"] = async (sql) => {
    await this.query(sql);
  };
  async transaction<Result>(body: (queries: Queries) => Promise<Result>, settings?: string): Promise<Result> {
    this.settings = settings;
    this.nowMs += this.waitMs;
    return body(this);
  }
  close(): Promise<void> {
    return Promise.resolve();
  }
}

describe("the database as jobs use it", () => {
  let slow: SlowDatabase;
  let rests: number[];
  let endRests: (() => void)[];
  let ending: AbortController;
  let gentle: BoardDatabase;
  beforeEach(() => {
    slow = new SlowDatabase();
    rests = [];
    endRests = [];
    ending = new AbortController();
    gentle = gentleDatabase(slow, {
      now: () => slow.nowMs,
      rest: (ms) => {
        rests.push(ms);
        return new Promise((done) => {
          endRests.push(done);
        });
      },
      ending: ending.signal,
    });
  });
  const endRest = (): void => endRests.shift()?.();

  it("rests for twice as long as something took, and never for long; waiting for a connection is no work", async () => {
    slow.waitMs = 500;
    await gentle.query("takes 30");
    endRest();
    await gentle.transaction(async (queries) => {
      await queries.query("takes 10");
      await queries.query("takes 15");
    });
    endRest();
    await gentle.run("takes 90000");
    assert.deepEqual(rests, [60, 50, 1_000]);
  });

  it("lets nothing begin before the rest is over, and then in the order of asking", async () => {
    await gentle.query("first 20");
    const second = gentle.query("second 10");
    const third = gentle.run("third 10");
    assert.deepEqual(slow.asked, ["first 20"]);
    endRest();
    await second;
    assert.deepEqual(slow.asked, ["first 20", "second 10"]);
    endRest();
    await third;
    assert.deepEqual(slow.asked, ["first 20", "second 10", "third 10"]);
  });

  it("asks for no help of other processes, and does not wait for the disk", async () => {
    await gentle.query("takes 1");
    assert.match(slow.settings ?? "", /max_parallel_workers_per_gather = 0; .*synchronous_commit = off$/);
  });

  it("goes on after a failure, which it passes on", async () => {
    const failing = gentle.transaction(() => Promise.reject(new Error("lost a conflict")));
    await assert.rejects(failing, /lost a conflict/);
    endRest();
    await gentle.query("next 1");
    assert.deepEqual(slow.asked, ["next 1"]);
  });

  it("ends between two transactions: the one that has begun is done, the next never begins", async () => {
    let finish = (): void => {};
    const begun = gentle.transaction(async (queries) => {
      await queries.query("half 1");
      await new Promise<void>((done) => {
        finish = done;
      });
      await queries.query("whole 1");
    });
    const next = assert.rejects(gentle.query("never 1"), { name: "AbortError" });
    await new Promise(setImmediate);
    ending.abort();
    finish();
    await begun;
    endRest();
    await next;
    assert.deepEqual(slow.asked, ["half 1", "whole 1"]);
  });
});
