import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import { appendFileSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isGameSnapshot } from "../../../src/shared/isGameSnapshot.ts";
import type { MeterSnapshot } from "../../../src/shared/meterSnapshot.ts";
import type { FromWorker, ToWorker } from "../../../src/shared/workerProtocol.ts";
import { MeterService } from "../../../src/worker/meterService.ts";
import { recordLines, RECORD_ROOT } from "./recordSource.ts";
import { TestPlace, type TestMeterOptions } from "./testMeter.ts";
import { DAY_MS, makeCall, makeTurn } from "./testRecords.ts";

type Reply = FromWorker & { readonly type: "reply" };

/** A service as the host sees it: messages in, messages out. */
class ServiceUnderTest {
  readonly messages: FromWorker[] = [];
  readonly #arrival = new EventEmitter();
  readonly #service: MeterService;

  constructor(place: TestPlace, options: TestMeterOptions = {}) {
    const post = (message: FromWorker): void => {
      this.messages.push(message);
      this.#arrival.emit("message");
    };
    this.#service = new MeterService(place.openMeter(options), "UTC", post, () => place.nowMs);
  }

  start(): void {
    this.#service.start();
  }

  send(message: ToWorker): void {
    this.#service.receive(message);
  }

  async stop(): Promise<void> {
    await this.#service.stop();
  }

  /** Waits for a message, among those that came and those that will come. */
  async wait<Message extends FromWorker>(isIt: (message: FromWorker) => message is Message): Promise<Message> {
    for (;;) {
      const found = this.messages.find(isIt);
      if (found !== undefined) return found;
      await once(this.#arrival, "message");
    }
  }

  reply(id: number): Promise<Reply> {
    return this.wait((message): message is Reply => message.type === "reply" && message.id === id);
  }

  /** Waits for a snapshot of which something is true. */
  async snapshot(isIt: (snapshot: MeterSnapshot) => boolean): Promise<MeterSnapshot> {
    type Shot = FromWorker & { readonly type: "snapshot" };
    const { snapshot } = await this.wait(
      (message): message is Shot => message.type === "snapshot" && isIt(message.snapshot),
    );
    return snapshot;
  }
}

describe("MeterService", () => {
  let place: TestPlace;
  let services: ServiceUnderTest[] = [];

  beforeEach(() => {
    place = new TestPlace();
  });

  afterEach(async () => {
    await Promise.all(services.map((service) => service.stop()));
    services = [];
    place.dispose();
  });

  function makeService(options?: TestMeterOptions): ServiceUnderTest {
    const service = new ServiceUnderTest(place, options);
    services.push(service);
    return service;
  }

  it("shows what the ledger holds at once, then what the logs add", async () => {
    place.write("a.jsonl", [makeCall({ atMs: place.nowMs })]);
    const service = makeService();
    service.start();
    const [first] = service.messages;
    assert(first?.type === "snapshot");
    assert.equal(first.snapshot.today.calls, 0);
    const next = await service.snapshot((snapshot) => snapshot.today.calls === 1);
    assert.equal(next.role, "writer");
    assert.equal(next.sweptAtMs, place.nowMs);
  });

  it("tells which folders to watch, and says it again only when they change", async () => {
    place.write("a.jsonl", [makeCall()]);
    const service = makeService();
    service.start();
    type Roots = FromWorker & { readonly type: "roots" };
    const { paths } = await service.wait((message): message is Roots => message.type === "roots");
    assert.deepEqual(paths, [join(place.home, RECORD_ROOT)]);
    service.send({ type: "request", id: 1, name: "rescan", argument: null });
    await service.reply(1);
    assert.equal(service.messages.filter((message) => message.type === "roots").length, 1);
  });

  it("reads a log that it is given a hint of", async () => {
    const path = place.write("a.jsonl", [makeCall({ atMs: place.nowMs })]);
    const service = makeService();
    service.start();
    await service.snapshot((snapshot) => snapshot.today.calls === 1);
    appendFileSync(path, recordLines([makeCall({ family: "b", atMs: place.nowMs })]));
    service.send({ type: "hint", path });
    await service.snapshot((snapshot) => snapshot.today.calls === 2);
  });

  it("answers reports, diagnostics and rescans", async () => {
    place.write("a.jsonl", [makeCall()]);
    const service = makeService();
    service.send({ type: "request", id: 1, name: "rescan", argument: null });
    service.send({ type: "request", id: 2, name: "report", argument: { by: "model", timeZone: "UTC" } });
    service.send({ type: "request", id: 3, name: "diagnostics", argument: null });
    const replies = [await service.reply(1), await service.reply(2), await service.reply(3)];
    assert.ok(replies.every((reply) => reply.ok));
    const results = JSON.stringify(replies);
    assert.match(results, /"key":"claude-opus-4-5"/);
    assert.match(results, /"schemaVersion"/);
  });

  it("answers how tiers and badges stand", async () => {
    place.write("a.jsonl", [makeCall()]);
    const service = makeService();
    service.send({ type: "request", id: 1, name: "rescan", argument: null });
    service.send({ type: "request", id: 2, name: "game", argument: null });
    const reply = await service.reply(2);
    assert(reply.ok);
    const game: unknown = structuredClone(reply.result);
    assert(isGameSnapshot(game));
    assert.equal(game.badges.length, 30);
  });

  it("works out what the gates of tiers go by without being asked, and shows it", async () => {
    const days = Array.from({ length: 8 }, (_, day) => place.nowMs - day * DAY_MS);
    const records = days.flatMap((atMs) =>
      [1, 2, 3, 4, 5].flatMap((turn) => {
        const id = `${atMs} ${turn}`;
        return [makeTurn({ id, atMs }), makeCall({ family: id, atMs, tokens: { freshInput: 20_000_000 } })];
      }),
    );
    place.write("a.jsonl", records);
    const service = makeService();
    service.start();
    const early = await service.snapshot(({ tier }) => tier.countedTokens > 700_000_000);
    assert.equal(early.tier.tier, "Gold");
    const late = await service.snapshot(({ tier }) => tier.tier === "Platinum");
    assert.ok(late.revision > early.revision);
  });

  it("writes an export and tells how many events it holds", async () => {
    place.write("a.jsonl", [makeCall(), makeCall({ family: "b" })]);
    const service = makeService();
    const path = join(place.folder, "usage.json");
    service.send({ type: "request", id: 1, name: "rescan", argument: null });
    service.send({ type: "request", id: 2, name: "export", argument: { format: "json", path } });
    assert.deepEqual(await service.reply(2), { type: "reply", id: 2, ok: true, result: 2 });
    assert.equal((JSON.parse(readFileSync(path, "utf8")) as unknown[]).length, 2);
  });

  it("answers with a sentence where something cannot be done, and goes on", async () => {
    const service = makeService();
    const path = join(place.folder, "missing", "usage.csv");
    service.send({ type: "request", id: 1, name: "export", argument: { format: "csv", path } });
    service.send({ type: "request", id: 2, name: "report", argument: { by: "day", timeZone: "No/Where" } });
    service.send({ type: "request", id: 3, name: "report", argument: { by: "day", timeZone: "UTC" } });
    const [first, second, third] = [await service.reply(1), await service.reply(2), await service.reply(3)];
    assert(!first.ok && !second.ok && third.ok);
    assert.match(first.message, /could not be written/);
    assert.match(second.message, /time zone/);
    assert.ok(service.messages.some((message) => message.type === "log" && message.level === "error"));
    const log = service.messages.filter((message) => message.type === "log");
    assert.ok(!JSON.stringify(log).includes(place.folder), "the log names no path");
  });

  it("takes over when the window that writes is closed", async () => {
    const [writer, heir] = [makeService(), makeService({ ownerId: "owner-2" })];
    writer.start();
    await writer.snapshot((snapshot) => snapshot.role === "writer");
    heir.start();
    assert.equal((await heir.snapshot(() => true)).role, "follower");
    await writer.stop();
    place.write("a.jsonl", [makeCall({ atMs: place.nowMs })]);
    const taken = await heir.snapshot((snapshot) => snapshot.today.calls === 1);
    assert.equal(taken.role, "writer");
  });

  it("shows in one window what another one reads", async () => {
    const [writer, follower] = [makeService(), makeService({ ownerId: "owner-2" })];
    writer.start();
    await writer.snapshot((snapshot) => snapshot.role === "writer");
    follower.start();
    place.write("a.jsonl", [makeCall({ atMs: place.nowMs })]);
    writer.send({ type: "request", id: 1, name: "rescan", argument: null });
    const shown = await follower.snapshot((snapshot) => snapshot.today.calls === 1);
    assert.equal(shown.role, "follower");
  });

  it("builds the ledger again when it is deleted under it", async () => {
    place.write("a.jsonl", [makeCall({ atMs: place.nowMs })]);
    const service = makeService();
    service.start();
    await service.snapshot((snapshot) => snapshot.today.calls === 1);
    for (const suffix of ["", "-wal", "-shm"]) rmSync(place.ledgerFile + suffix, { force: true });
    place.write("b.jsonl", [makeCall({ family: "b", atMs: place.nowMs })]);
    // Time for the next sweep.
    place.nowMs += 30_000;
    await service.snapshot((snapshot) => snapshot.today.calls === 2);
    assert.equal(place.dump().events.length, 2);
  });

  it("stops safely twice, and says nothing more", async () => {
    const service = makeService();
    service.start();
    await service.stop();
    const said = service.messages.length;
    service.send({ type: "request", id: 1, name: "rescan", argument: null });
    service.send({ type: "hint", path: place.home });
    await service.stop();
    assert.equal(service.messages.length, said);
  });
});
