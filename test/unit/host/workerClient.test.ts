import assert from "node:assert/strict";

import type { WorkerHealth } from "../../../src/host/meterView.ts";
import { REQUEST_TIMEOUTS_MS } from "../../../src/host/pendingRequests.ts";
import {
  FIRST_RETRY_MS,
  LONGEST_RETRY_MS,
  STOP_WITHIN_MS,
  WELL_AFTER_MS,
  WorkerClient,
} from "../../../src/host/workerClient.ts";
import type { MeterSnapshot } from "../../../src/shared/meterSnapshot.ts";
import { UserError } from "../../../src/shared/userError.ts";
import { FakeWorker } from "../../support/fakeWorker.ts";
import type { Reached } from "../../../src/shared/gameSnapshot.ts";
import { ManualClock } from "../../support/manualClock.ts";
import { makeSnapshot } from "../../support/meterSnapshots.ts";

class Host {
  readonly clock = new ManualClock();
  readonly workers: FakeWorker[] = [];
  readonly health: WorkerHealth[] = [];
  readonly snapshots: MeterSnapshot[] = [];
  readonly reached: Reached[] = [];
  readonly roots: (readonly string[])[] = [];
  readonly logs: string[] = [];
  readonly client: WorkerClient;

  constructor(start?: () => FakeWorker) {
    this.client = new WorkerClient({
      start: () => {
        const worker = start?.() ?? new FakeWorker();
        this.workers.push(worker);
        return worker;
      },
      clock: this.clock,
      onSnapshot: (snapshot) => void this.snapshots.push(snapshot),
      onReached: (reached) => void this.reached.push(reached),
      onRoots: (paths) => void this.roots.push(paths),
      onLog: (level, message) => void this.logs.push(`${level}: ${message}`),
      onHealth: (health) => void this.health.push(health),
    });
  }

  get worker(): FakeWorker {
    const worker = this.workers.at(-1);
    assert.ok(worker, "a worker was started");
    return worker;
  }
}

describe("WorkerClient", () => {
  it("starts no worker until it is asked to", () => {
    const host = new Host();
    assert.equal(host.workers.length, 0);
    host.client.start();
    host.client.start();
    assert.equal(host.workers.length, 1);
    assert.deepEqual(host.health, [{ kind: "starting" }]);
  });

  it("is running once the worker has spoken, and passes on what it says", () => {
    const host = new Host();
    const snapshot = makeSnapshot();
    host.client.start();
    host.worker.send({ type: "snapshot", snapshot });
    host.worker.send({ type: "roots", paths: ["/logs"] });
    host.worker.send({ type: "log", level: "info", message: "swept" });
    assert.deepEqual(host.health.at(-1), { kind: "running" });
    assert.deepEqual(host.snapshots, [snapshot]);
    assert.deepEqual(host.roots, [["/logs"]]);
    assert.deepEqual(host.logs, ["info: swept"]);
  });

  it("drops and logs a message of an unknown kind", () => {
    const host = new Host();
    host.client.start();
    host.worker.send({ type: "from the future", text: "secret" });
    host.worker.send("secret");
    assert.deepEqual(host.logs, [
      "warn: The reader sent a message of an unknown kind.",
      "warn: The reader sent a message of an unknown kind.",
    ]);
  });

  it("settles each request with its own reply", async () => {
    const host = new Host();
    const first = host.client.request("export", { format: "csv", path: "/a.csv" });
    const second = host.client.request("rescan", null);
    const third = host.client.request("rescan", null);
    assert.deepEqual(
      host.worker.received.map((message) => message.type === "request" && [message.id, message.name]),
      [
        [1, "export"],
        [2, "rescan"],
        [3, "rescan"],
      ],
    );
    host.worker.send({ type: "reply", id: 3, ok: true, result: null });
    host.worker.send({ type: "reply", id: 2, ok: false, message: "The disk is full." });
    host.worker.send({ type: "reply", id: 1, ok: true, result: 7 });
    assert.equal(await first, 7);
    await assert.rejects(second, new UserError("The disk is full."));
    assert.equal(await third, null);
  });

  it("rejects a reply of the wrong kind", async () => {
    const host = new Host();
    const request = host.client.request("export", { format: "csv", path: "/a.csv" });
    host.worker.send({ type: "reply", id: 1, ok: true, result: "seven" });
    await assert.rejects(request, /answered the request "export" with something else/);
  });

  it("rejects a request that is not answered in time, and leaves no timer", async () => {
    const host = new Host();
    const request = host.client.request("diagnostics", null);
    host.clock.advance(REQUEST_TIMEOUTS_MS.diagnostics);
    await assert.rejects(request, UserError);
    assert.equal(host.clock.waiting, 0);
    // Too late: nobody waits for it.
    host.worker.send({ type: "reply", id: 1, ok: true, result: null });
  });

  it("starts the worker again after a crash, rejects what was under way and says why", async () => {
    const host = new Host();
    const request = host.client.request("rescan", null);
    host.worker.crash(new RangeError("text of somebody's prompt"));
    await assert.rejects(request, UserError);
    const health = host.health.at(-1);
    assert.ok(health?.kind === "down");
    assert.equal(health.failures, 1);
    assert.match(health.reason, /^The reader of the logs stopped: RangeError at workerClient\.test\.ts:\d+:\d+\.$/);
    assert.doesNotMatch(host.logs.join("\n"), /prompt/);
    assert.equal(host.workers.length, 1);
    host.clock.advance(FIRST_RETRY_MS);
    assert.equal(host.workers.length, 2);
  });

  it("waits longer with every crash in a row, up to a bound", () => {
    const host = new Host();
    host.client.start();
    const waits: number[] = [];
    for (let crash = 0; crash < 8; crash += 1) {
      host.worker.exit(1);
      const before = host.workers.length;
      const sinceMs = host.clock.nowMs();
      while (host.workers.length === before) host.clock.advance(FIRST_RETRY_MS);
      waits.push(host.clock.nowMs() - sinceMs);
    }
    assert.deepEqual(
      waits,
      [1, 2, 4, 8, 16, 32, 60, 60].map((seconds) => seconds * 1000),
    );
    assert.equal(waits.at(-1), LONGEST_RETRY_MS);
  });

  it("forgets earlier crashes once a worker ran well", () => {
    const host = new Host();
    host.client.start();
    host.worker.exit(1);
    host.clock.advance(FIRST_RETRY_MS);
    host.clock.advance(WELL_AFTER_MS);
    host.worker.exit(1);
    const health = host.health.at(-1);
    assert.ok(health?.kind === "down");
    assert.equal(health.failures, 1);
  });

  it("tries again when a worker cannot even be started", () => {
    let isBroken = true;
    const host = new Host(() => {
      if (isBroken) throw new UserError("The ledger folder cannot be used.");
      return new FakeWorker();
    });
    host.client.start();
    assert.deepEqual(host.health.at(-1), {
      kind: "down",
      reason: "The reader of the logs stopped: The ledger folder cannot be used.",
      failures: 1,
    });
    isBroken = false;
    host.clock.advance(FIRST_RETRY_MS);
    assert.equal(host.workers.length, 1);
  });

  it("rejects a request when no worker can be started", async () => {
    const host = new Host(() => {
      throw new Error("no such file");
    });
    await assert.rejects(host.client.request("rescan", null), UserError);
  });

  it("does not wait for the back-off when a person asks for something", () => {
    const host = new Host();
    host.client.start();
    host.worker.exit(1);
    void host.client.request("rescan", null).catch(() => undefined);
    assert.equal(host.workers.length, 2);
    host.clock.advance(LONGEST_RETRY_MS);
    assert.equal(host.workers.length, 2);
    host.client.dispose();
  });

  it("ends the worker in order on stop and never starts another", async () => {
    const host = new Host();
    const request = host.client.request("rescan", null);
    const stopped = host.client.stop();
    await assert.rejects(request, UserError);
    assert.deepEqual(host.worker.received.at(-1), { type: "stop" });
    host.worker.exit(0);
    await stopped;
    assert.equal(host.clock.waiting, 0);
    host.client.start();
    await assert.rejects(host.client.request("rescan", null), UserError);
    assert.equal(host.workers.length, 1);
  });

  it("cuts a worker off that does not end in time", async () => {
    const host = new Host();
    host.client.start();
    const stopped = host.client.stop();
    host.clock.advance(STOP_WITHIN_MS);
    await stopped;
    assert.equal(host.worker.isTerminated, true);
    assert.equal(host.clock.waiting, 0);
  });

  it("settles everything on dispose", async () => {
    const host = new Host();
    const request = host.client.request("rescan", null);
    host.client.dispose();
    await assert.rejects(request, UserError);
    assert.equal(host.worker.isTerminated, true);
    assert.equal(host.clock.waiting, 0);
    assert.equal(host.workers.length, 1);
  });

  it("restarts without calling it a failure, and settles what was asked meanwhile", async () => {
    const host = new Host();
    host.client.start();
    const restarted = host.client.restart();
    const request = host.client.request("rescan", null);
    host.worker.exit(0);
    await assert.rejects(request, UserError);
    await restarted;
    assert.equal(host.workers.length, 2);
    assert.deepEqual(
      host.health.map(({ kind }) => kind),
      ["starting", "starting"],
    );
  });

  it("ignores what a worker says after it was replaced", async () => {
    const host = new Host();
    host.client.start();
    const old = host.worker;
    const restarted = host.client.restart();
    host.clock.advance(STOP_WITHIN_MS);
    await restarted;
    old.send({ type: "roots", paths: ["/old"] });
    old.exit(1);
    assert.deepEqual(host.roots, []);
    assert.equal(host.workers.length, 2);
    assert.equal(host.health.at(-1)?.kind, "starting");
  });

  it("tells hints and focus to a running worker only", () => {
    const host = new Host();
    host.client.tell({ type: "focus", focused: true });
    assert.equal(host.workers.length, 0);
    host.client.start();
    host.client.tell({ type: "hint", path: "/logs/a.jsonl" });
    assert.deepEqual(host.worker.received, [{ type: "hint", path: "/logs/a.jsonl" }]);
  });
});
