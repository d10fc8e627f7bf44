import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import type { TelemetrySettings, TelemetryState } from "../../../../src/shared/telemetryState.ts";
import type { FromWorker } from "../../../../src/shared/workerProtocol.ts";
import { MeterService } from "../../../../src/worker/meterService.ts";
import { CallSpool } from "../../../../src/worker/telemetry/callSpool.ts";
import { TelemetryService } from "../../../../src/worker/telemetry/telemetryService.ts";
import { sendTelemetry } from "../../../support/sendTelemetry.ts";
import { sendLoad } from "../../../support/telemetryLoad.ts";
import { attributes, claudeRequest } from "../../otel/otlp.ts";
import { TestPlace } from "../testMeter.ts";
import { makeCall } from "../testRecords.ts";
import { spooledSources } from "./spooledSource.ts";

const ANY_PORT: TelemetrySettings = { port: 0, requireToken: false };

/** A worker that receives telemetry, without its thread. */
class Worker {
  readonly telemetry: TelemetryService;
  readonly #arrival = new EventEmitter();
  readonly #messages: FromWorker[] = [];
  readonly #service: MeterService;

  constructor(place: TestPlace, ownerId = "owner-1", settings: TelemetrySettings | undefined = ANY_PORT) {
    const ledgerFolder = dirname(place.ledgerFile);
    const meter = place.openMeter({ sources: spooledSources(place), ownerId });
    const clock = (): number => place.nowMs;
    const spool = new CallSpool({
      ledgerFolder,
      owner: ownerId,
      readTo: (source, path) => meter.readTo(source, path),
      clock,
    });
    this.telemetry = new TelemetryService({
      settings,
      ledgerFolder,
      spool,
      onSpooled: (path) => this.#service.receive({ type: "hint", path }),
      clock,
    });
    const post = (message: FromWorker): void => {
      this.#messages.push(message);
      this.#arrival.emit("message");
    };
    this.#service = new MeterService(meter, "UTC", post, clock, this.telemetry);
  }

  start(): void {
    this.#service.start();
  }

  stop(): Promise<void> {
    return this.#service.stop();
  }

  /** Waits until something is true, looked at whenever the worker has spoken. */
  async until(isTrue: () => boolean): Promise<void> {
    while (!isTrue()) await once(this.#arrival, "message");
  }

  /** Waits for today's calls to come to a number. */
  untilCalls(calls: number): Promise<void> {
    return this.until(() => this.todaysCalls() >= calls);
  }

  todaysCalls(): number {
    const last = this.#messages.findLast((message) => message.type === "snapshot");
    return last?.type === "snapshot" ? last.snapshot.today.calls : 0;
  }

  async port(): Promise<number> {
    await this.until(() => this.telemetry.state().state === "listening");
    return this.telemetry.state().port ?? 0;
  }

  ask(id: number): Promise<TelemetryState> {
    this.#service.receive({ type: "request", id, name: "telemetry", argument: null });
    return new Promise((resolve) => {
      this.#arrival.on("message", () => {
        const reply = this.#messages.find((message) => message.type === "reply" && message.id === id);
        if (reply?.type === "reply" && reply.ok) resolve(reply.result as TelemetryState);
      });
    });
  }
}

describe("a worker that receives telemetry", () => {
  let place: TestPlace;
  let workers: Worker[] = [];

  beforeEach(() => {
    place = new TestPlace();
  });

  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.stop()));
    workers = [];
    place.dispose();
  });

  function open(ownerId?: string, settings?: TelemetrySettings): Worker {
    const worker = new Worker(place, ownerId, settings);
    workers.push(worker);
    worker.start();
    return worker;
  }

  const event = (id: string): string => JSON.stringify(claudeRequest(id, place.nowMs));

  it("counts what comes in, and once with what the files tell", async () => {
    place.write("log.jsonl", [makeCall({ family: "msg", member: "req_1", atMs: place.nowMs })]);
    const worker = open();
    const port = await worker.port();
    for (const id of ["req_1", "req_2", "req_2"]) assert.equal(await sendTelemetry({ port, body: event(id) }), 200);
    await worker.untilCalls(2);
    await worker.stop();
    assert.deepEqual(
      place.dump().events.map((row) => [row["yields_to"], row["hidden"]]),
      [
        [null, 0],
        ["outside:call:req_1", 1],
        ["outside:call:req_2", 0],
      ],
    );
  });

  it("tells how much came in, and what the metrics say to it", async () => {
    const worker = open();
    const port = await worker.port();
    await sendTelemetry({ port, body: event("req_1") });
    await sendTelemetry({ port, body: "{" });
    const dataPoints = [{ startTimeUnixNano: "1", asInt: "110", attributes: attributes({ type: "input" }) }];
    const metrics = [{ name: "claude_code.token.usage", sum: { aggregationTemporality: 1, dataPoints } }];
    await sendTelemetry({
      port,
      path: "/v1/metrics",
      body: JSON.stringify({ resourceMetrics: [{ scopeMetrics: [{ metrics }] }] }),
    });
    const state = await worker.ask(1);
    assert.deepEqual(state, {
      state: "listening",
      port,
      token: undefined,
      problem: undefined,
      requests: 3,
      refused: 1,
      sources: [{ sourceId: "claudeCode", calls: 1, callTokens: 110, metricTokens: 110 }],
    });
  });

  it("does not listen where it is turned off", async () => {
    const worker = new Worker(place, "owner-1", undefined);
    workers.push(worker);
    // The parameter's default stands in for what is left out.
    const off = new TelemetryService({
      settings: undefined,
      ledgerFolder: place.folder,
      spool: new CallSpool({ ledgerFolder: place.folder, owner: "x", readTo: () => 0, clock: Date.now }),
      onSpooled: () => undefined,
      clock: Date.now,
    });
    await off.follow(true);
    assert.equal(off.state().state, "off");
  });

  it("keeps its port and its token, for the user's eyes only", async () => {
    const first = open("owner-1", { port: 0, requireToken: true });
    const port = await first.port();
    const { token } = first.telemetry.state();
    assert.match(token ?? "", /^[\w-]{32}$/);
    assert.equal(await sendTelemetry({ port, body: event("req_1") }), 401);
    const headers = { authorization: `Bearer ${token}` };
    assert.equal(await sendTelemetry({ port, body: event("req_1"), headers }), 200);
    await first.stop();
    const file = join(dirname(place.ledgerFile), "otel", "receiver.json");
    if (process.platform !== "win32") assert.equal(statSync(file).mode & 0o777, 0o600);
    const second = open("owner-2", { port: 0, requireToken: true });
    assert.equal(await second.port(), port);
    assert.equal(second.telemetry.state().token, token);
    await second.stop();
    // Where none is asked for it is kept all the same.
    const third = open("owner-3");
    assert.equal(await third.port(), port);
    assert.equal(await sendTelemetry({ port, body: event("req_2") }), 200);
    assert.equal((JSON.parse(readFileSync(file, "utf8")) as { token: string }).token, token);
  });

  it("chooses another port where the file that names it cannot be read", async () => {
    const first = open();
    await first.port();
    await first.stop();
    writeFileSync(join(dirname(place.ledgerFile), "otel", "receiver.json"), '{"port":"x"');
    const second = open("owner-2");
    assert.ok((await second.port()) >= 20_000);
  });

  it("leaves the port to the one that holds the ledger, which passes on with it", async () => {
    const holder = open("holder");
    const port = await holder.port();
    const follower = open("follower");
    await follower.until(() => follower.telemetry.state().state === "elsewhere");
    assert.equal(follower.telemetry.state().port, port);
    await sendTelemetry({ port, body: event("req_1") });
    await holder.untilCalls(1);
    await holder.stop();
    assert.equal(await follower.port(), port);
    await sendTelemetry({ port, body: event("req_2") });
    await follower.untilCalls(2);
  });

  it("says whose port it cannot have, and takes it once it is free", async () => {
    const other = createServer();
    other.listen({ host: "127.0.0.1", port: 0 });
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const worker = open("owner-1", { port, requireToken: false });
    await worker.until(() => worker.telemetry.state().state === "failed");
    assert.match(worker.telemetry.state().problem ?? "", new RegExp(`Port ${port} .*another program`));
    other.close();
    await once(other, "close");
    place.nowMs += 60_000;
    assert.equal(await worker.port(), port);
    assert.equal(worker.telemetry.state().problem, undefined);
  });

  it("loses nothing that it has acknowledged when it ends before the ledger has it", async () => {
    const worker = open();
    const port = await worker.port();
    await Promise.all(["a", "b", "c"].map((id) => sendTelemetry({ port, body: event(id) })));
    await worker.stop();
    const next = open("owner-2");
    await next.untilCalls(3);
    await assert.rejects(sendTelemetry({ port: port + 10_000, body: event("d") }));
  });

  it("loses and doubles nothing of 10,000 requests, among them garbage and repeated ones", async function () {
    this.timeout(300_000);
    const worker = open();
    const port = await worker.port();
    const sent = await sendLoad(port, {
      requests: 10_000,
      garbage: 0.01,
      repeated: 0.05,
      atMs: place.nowMs - 3_600_000,
    });
    await worker.untilCalls(sent.calls);
    await worker.stop();
    assert.ok((sent.statuses.get(400) ?? 0) > 50);
    assert.deepEqual(
      [...sent.statuses.keys()].toSorted((a, b) => a - b).filter((status) => status !== 429),
      [200, 400],
    );
    const { events } = place.dump();
    assert.equal(events.length, sent.calls);
    const output = events.reduce((sum, row) => sum + Number(row["output"]), 0);
    assert.equal(output, sent.output);
  });
});
