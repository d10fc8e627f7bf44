import assert from "node:assert/strict";
import * as v from "valibot";
import { codeReplySchema } from "../../../../src/shared/board/membership.ts";
import { encodeBatch, type SyncBatch } from "../../../../src/shared/board/syncBatch.ts";
import { syncReplySchema, type SyncReply } from "../../../../src/shared/board/syncReply.ts";
import type { BoardDatabase } from "../../../../src/server/database/boardDatabase.ts";
import { marksIn, takeTombstones, writeTombstones } from "../../../../src/server/membership/tombstones.ts";
import { renewEpoch } from "../../../../src/server/renewEpoch.ts";
import { backUpTables, restoreTables, type TableBackup } from "../tableBackup.ts";
import { TestBoard, TestDevice } from "../testBoard.ts";
import { NOON, NOON_MS, wireRow } from "../wireRows.ts";
import { BoardModel } from "./boardModel.ts";
import { CrashingDatabase } from "./crashingDatabase.ts";
import { ModelDevice } from "./modelDevice.ts";
import type { ModelStep } from "./modelSteps.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

interface Sent {
  readonly device: ModelDevice;
  readonly batch: SyncBatch;
  /** The canonical text, with rows among those of the batch that every board refuses. */
  readonly body: string;
  readonly spoiled: number;
}
interface Backup {
  readonly tables: TableBackup;
  readonly model: ReturnType<BoardModel["copy"]>;
}

/** A board, its people's devices, the network between them, and the model of what the board should hold. */
export class ModelWorld {
  readonly model = new BoardModel();
  readonly board: TestBoard;
  readonly #database: CrashingDatabase;
  readonly #sent: Sent[] = [];
  #devices: ModelDevice[] = [];
  #left: ModelDevice[] = [];
  #backup: Backup | undefined;
  #renewals = 0;
  readonly #gone = new Set<number>();

  private constructor(board: TestBoard, database: CrashingDatabase) {
    this.board = board;
    this.#database = database;
  }

  static async open(database: BoardDatabase): Promise<ModelWorld> {
    const board = await TestBoard.open(database);
    const crashing = new CrashingDatabase(database);
    const world = new ModelWorld(board, crashing);
    await board.restart(crashing);
    for (let person = 0; person < 3; person += 1) await world.#joinAsNew();
    return world;
  }

  get devices(): readonly ModelDevice[] {
    return this.#devices;
  }

  async take(step: ModelStep): Promise<void> {
    // A little more than a day for a run of 250 steps: midnight comes, and the buckets of requests fill again.
    this.board.nowMs += 6 * MINUTE_MS;
    switch (step.do) {
      case "change":
        return this.#change(step);
      case "send":
        return this.#send(step);
      case "arrive":
        return this.#arriveAgain(step.which);
      case "setClock":
        return this.#with(step.device, (device) => device.setClock(step.hours));
      case "restartServer":
        return this.board.restart(this.#database);
      case "addDevice":
        return this.#with(step.device, (device) => this.#addDevice(device));
      case "leave":
        return this.#with(step.device, (device) => this.#leave(device));
      case "joinAgain":
        return this.#joinAgain();
      case "backUp":
        this.#backup = { tables: await backUpTables(this.board.database), model: this.model.copy() };
        return;
      case "restore":
        return this.#restore();
    }
  }

  /** Lets every device send until it has nothing left to say, as it will in time. */
  async settle(): Promise<void> {
    for (const device of this.#devices) {
      let isFirst = true;
      // A first batch even of nothing: from its answer a device learns of another epoch.
      for (let tries = 0; isFirst || device.dirty.length > 0; tries += 1) {
        assert.ok(tries < 100, "A device never gets its rows through");
        this.board.nowMs += 3 * MINUTE_MS;
        isFirst = false;
        await this.#send({ do: "send", fate: "answered", crashAfter: 0, spoiled: 0 }, device);
      }
    }
  }

  async #with(which: number, body: (device: ModelDevice) => Promise<void> | void): Promise<void> {
    const device = this.#devices[which % Math.max(1, this.#devices.length)];
    if (device !== undefined) await body(device);
  }

  #change(step: Extract<ModelStep, { do: "change" }>): Promise<void> {
    return this.#with(step.device, (device) => {
      // 2 to 32 days back: no clock moves them out of what is taken, while some lie beyond the window.
      const hour = NOON - 48 - ((step.key * 17) % 720);
      const { rev: _, ...row } = wireRow({
        h: hour + device.skewH,
        tool: ["claudeCode", "codex"][step.key % 2] ?? "codex",
        model: ["claude-opus-4-5", "gpt-5.1"][(step.key >> 1) % 2] ?? "other",
        mode: step.key % 3 === 0 ? 0 : 1,
        in: step.tokens,
        out: step.tokens >> 2,
        cr: step.tokens * 9,
        cw: step.tokens >> 1,
        calls: Math.min(step.tokens, 10),
        turns: step.tokens === 0 ? 0 : step.turns,
      });
      device.put(row, this.board.nowMs);
    });
  }

  async #send(
    step: Omit<Extract<ModelStep, { do: "send" }>, "device"> & { readonly device?: number },
    given?: ModelDevice,
  ): Promise<void> {
    const device = given ?? this.#devices[(step.device ?? 0) % Math.max(1, this.#devices.length)];
    if (device === undefined) return;
    const batch = device.batch(this.#newBatchId(), this.board.nowMs);
    const sent = { device, batch, spoiled: step.spoiled, body: spoil(batch, step.spoiled) };
    const disk = device.save();
    this.#sent.push(sent);
    if (step.fate === "heldUp") return;
    if (step.fate === "serverKilled") this.#database.crashAfter(step.crashAfter);
    const reply = await this.#deliver(sent);
    if (step.fate === "serverKilled") {
      this.#database.mend();
      await this.board.restart(this.#database);
    } else if (step.fate === "clientKilled") {
      device.load(disk);
    } else if (step.fate === "answered" && reply !== undefined) {
      device.acknowledge(batch, reply);
    }
  }

  async #arriveAgain(which: number): Promise<void> {
    const sent = this.#sent[which % Math.max(1, this.#sent.length)];
    if (sent !== undefined) await this.#deliver(sent);
  }

  /** Brings a batch to the board and holds its answer against the model. */
  async #deliver({ device, batch, body, spoiled }: Sent): Promise<SyncReply | undefined> {
    const { memberId, deviceId } = device.connection.registered;
    const committed = this.#database.committed;
    const response = await device.connection.ask({ method: "POST", path: "/v1/sync", body });
    const isKnown = this.model.members.includes(memberId) && this.#isAlive(device);
    // Who has left is told so, even by a board whose backup still had them; who has joined since that backup is a stranger.
    if (!isKnown) assert.ok([this.#gone.has(memberId) ? 410 : 401, 503].includes(response.statusCode), response.body);
    if (!isKnown || response.statusCode === 429) return undefined;
    const late = (this.board.nowMs - batch.sentAt) / HOUR_MS;
    // Too late to be told from a clock that is too wrong.
    if (Math.abs(Math.round(late)) > 14) {
      assert.equal(response.statusCode, 400, response.body);
      return undefined;
    }
    if (this.#database.committed === committed) {
      assert.equal(response.statusCode, 503, response.body);
      return undefined;
    }
    const shift = Math.abs(late) * 60 < 55 ? 0 : Math.round(late);
    const replaced = this.model.take(memberId, deviceId, shift, batch.rows);
    if (response.statusCode === 503) return undefined;
    assert.equal(response.statusCode, 200, response.body);
    const reply = v.parse(syncReplySchema, response.json());
    assert.equal(reply.accepted + reply.stale, batch.rows.length);
    assert.equal(reply.refused.length, spoiled);
    // The answer to a batch that comes again is the one that it had: it has replaced rows only then.
    if (replaced > 0) assert.equal(reply.accepted, replaced);
    return reply;
  }

  #isAlive(device: ModelDevice): boolean {
    return this.#devices.includes(device);
  }

  async #joinAsNew(inherited?: ModelDevice): Promise<void> {
    const device = new ModelDevice(await TestDevice.join(this.board, await this.board.invite()));
    this.model.join(device.connection.registered.memberId);
    if (inherited !== undefined) device.inherit(inherited);
    this.#devices.push(device);
  }

  async #addDevice(device: ModelDevice): Promise<void> {
    if (this.#devices.length >= 9) return;
    const link = await device.connection.ask({ method: "POST", path: "/v1/me/links", body: "{}" });
    const { code } = v.parse(codeReplySchema, link.json());
    this.#devices.push(new ModelDevice(await TestDevice.join(this.board, code)));
  }

  async #leave(device: ModelDevice): Promise<void> {
    const response = await device.connection.ask({ method: "POST", path: "/v1/me/leave", body: "{}" });
    assert.equal(response.statusCode, 200, response.body);
    const { memberId } = device.connection.registered;
    const isTheirs = (each: ModelDevice): boolean => each.connection.registered.memberId === memberId;
    this.#left.push(...this.#devices.filter(isTheirs));
    this.#devices = this.#devices.filter((each) => !isTheirs(each));
    this.model.leave(memberId);
    this.#gone.add(memberId);
  }

  async #joinAgain(): Promise<void> {
    const device = this.#left.shift();
    if (device !== undefined) await this.#joinAsNew(device);
  }

  /** The backup takes the place of the data; who has left since stays gone, who has joined since joins again. */
  async #restore(): Promise<void> {
    if (this.#backup === undefined) return;
    const tombstones = await writeTombstones(this.board.database);
    await restoreTables(this.board.database, this.#backup.tables);
    await takeTombstones(this.board.database, marksIn(tombstones));
    this.#renewals += 1;
    const epoch = `0c7f4f5e-19a4-4f43-8f0c-${String(this.#renewals).padStart(12, "0")}`;
    await renewEpoch(this.board.database, epoch, this.board.nowMs);
    await this.board.restart(this.#database);

    const alive = new Set<number>(this.#devices.map(({ connection }) => connection.registered.memberId));
    this.model.restore(new Map([...this.#backup.model].filter(([member]) => alive.has(member))));
    const known = await this.board.database.query("SELECT member_id, device_id FROM device");
    const keys = new Set(known.map((row) => `${String(row["member_id"])} ${String(row["device_id"])}`));
    const keyOf = ({ connection: { registered } }: ModelDevice): string =>
      `${registered.memberId} ${registered.deviceId}`;
    const unknown = this.#devices.filter((device) => !keys.has(keyOf(device)));
    this.#devices = this.#devices.filter((device) => keys.has(keyOf(device)));
    for (const device of unknown) await this.#joinAsNew(device);
  }

  #newBatchId(): string {
    return `01936f5e-3b00-7000-8000-${String(this.#sent.length + 1).padStart(12, "0")}`;
  }
}

/** The batch with rows put between its own that have to be refused without a trace. */
function spoil(batch: SyncBatch, count: number): string {
  const bad: readonly object[] = [{ ...wireRow(), branch: "main" }, wireRow({ h: NOON_MS }), { ...wireRow(), out: -1 }];
  const rows: object[] = [...batch.rows];
  for (const [i, row] of bad.slice(0, count).entries()) rows.splice((i * 2) % (rows.length + 1), 0, row);
  return count === 0 ? encodeBatch(batch) : JSON.stringify({ ...batch, rows });
}
