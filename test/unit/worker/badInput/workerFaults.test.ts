import assert from "node:assert/strict";
import { closeSync, existsSync, openSync, readdirSync, statSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { FromWorker, WorkerRequestName, WorkerRequests } from "../../../../src/shared/workerProtocol.ts";
import { MIGRATIONS } from "../../../../src/worker/ledger/migrations.ts";
import { MeterService } from "../../../../src/worker/meterService.ts";
import { openMeter } from "../../../../src/worker/openMeter.ts";
import { BadHome, claudeCall, HEALTHY_CALLS } from "../../../support/badHome.ts";
import { assertPlain, problemOf } from "../../../support/badHomeReading.ts";

type Reply = FromWorker & { readonly type: "reply" };

const PAGE_BYTES = 4096;
const BY_DAY = { by: "day", timeZone: "UTC" } as const;

describe("the worker in bad surroundings", () => {
  let bad: BadHome;
  let service: MeterService;
  let messages: FromWorker[];
  let onReply: ((reply: Reply) => void) | undefined;

  beforeEach(() => {
    bad = new BadHome();
    bad.writeClaude("many.jsonl", Array.from({ length: 1_000 }, (_, index) => claudeCall(`${index}`)).join(""));
    start();
  });

  afterEach(async () => {
    await service.stop();
    bad.dispose();
  });

  function start(): void {
    messages = [];
    const post = (message: FromWorker): void => {
      messages.push(message);
      if (message.type === "reply") onReply?.(message);
    };
    service = new MeterService(openMeter(bad.options), "UTC", post, Date.now);
  }

  function ask<Name extends WorkerRequestName>(name: Name, argument: WorkerRequests[Name]["argument"]): Promise<Reply> {
    return new Promise((resolve) => {
      onReply = resolve;
      // The name and its argument belong together by the signature.
      service.receive({ type: "request", id: 1, name, argument } as Parameters<MeterService["receive"]>[0]);
    });
  }

  async function callsReported(): Promise<unknown> {
    const reply = await ask("report", BY_DAY);
    assert.ok(reply.ok, JSON.stringify(reply));
    const { totals } = reply.result as WorkerRequests["report"]["result"];
    return totals.calls;
  }

  /** Garbage for every page but the first, in the file and in every connection's memory. */
  function spoilLedger(): void {
    const writer = new DatabaseSync(bad.ledgerFile);
    writer.exec("CREATE TABLE unused (a); DROP TABLE unused; PRAGMA wal_checkpoint(TRUNCATE)");
    const file = openSync(bad.ledgerFile, "r+");
    const pages = statSync(bad.ledgerFile).size / PAGE_BYTES;
    for (let page = 1; page < pages; page += 1)
      writeSync(file, Buffer.alloc(PAGE_BYTES, 0xa5), 0, PAGE_BYTES, page * PAGE_BYTES);
    closeSync(file);
    writer.close();
  }

  it("answers with the reason and goes on after its ledger was damaged", async () => {
    await ask("rescan", null);
    assert.equal(await callsReported(), HEALTHY_CALLS + 1_000);
    spoilLedger();
    const reply = await ask("report", BY_DAY);
    assert.ok(!reply.ok);
    assert.match(reply.message, /damaged.*try again/);
    assertPlain(reply.message, [bad.folder]);
    assert.ok((await ask("rescan", null)).ok);
    assert.equal(await callsReported(), HEALTHY_CALLS + 1_000);
    const last = messages.findLast((message) => message.type === "snapshot");
    assert.ok(last !== undefined);
    problemOf(last.snapshot, /ledger was damaged.*moved aside/, [bad.folder]);
  });

  it("goes on answering where a ledger it may only read is damaged, and leaves that as it is", async () => {
    await ask("rescan", null);
    await service.stop();
    const newer = new DatabaseSync(bad.ledgerFile);
    newer.exec(`PRAGMA user_version = ${MIGRATIONS.length + 1}`);
    newer.close();
    start();
    assert.equal(await callsReported(), HEALTHY_CALLS + 1_000);
    spoilLedger();
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const reply = await ask("report", BY_DAY);
      assert.ok(!reply.ok);
      assert.match(reply.message, /damaged and may only be read/);
      assertPlain(reply.message, [bad.folder]);
      assert.ok(!(await ask("rescan", null)).ok);
    }
    assert.deepEqual(
      readdirSync(dirname(bad.ledgerFile)).filter((name) => name.includes("damaged")),
      [],
    );
  });

  it("answers an export it cannot write with a sentence and goes on", async function () {
    await ask("rescan", null);
    const paths = [join(bad.folder, "missing", "export.csv"), bad.folder];
    if (existsSync("/dev/full")) paths.push("/dev/full");
    for (const path of paths) {
      const reply = await ask("export", { format: "csv", path });
      assert.ok(!reply.ok, path);
      assert.match(reply.message, /export could not be written.*Check/);
      assertPlain(reply.message, [bad.folder]);
    }
    assert.equal(await callsReported(), HEALTHY_CALLS + 1_000);
  });

  it("passes over hints and requests that make no sense", async () => {
    await ask("rescan", null);
    for (const path of ["", "/", "\0", "relative", join(bad.folder, "x".repeat(5_000))])
      service.receive({ type: "hint", path });
    const reply = await ask("report", { by: "day", timeZone: "Nowhere/At_All" });
    assert.ok(!reply.ok);
    assertPlain(reply.message, [bad.folder]);
    assert.equal(await callsReported(), HEALTHY_CALLS + 1_000);
  });
});
