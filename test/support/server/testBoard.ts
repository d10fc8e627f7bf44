import { createHash, generateKeyPairSync, type KeyObject } from "node:crypto";
import type { FastifyInstance, LightMyRequestResponse } from "fastify";
import * as v from "valibot";
import { buildApp, type AppOptions } from "../../../src/server/app.ts";
import { ensureBoard } from "../../../src/server/boardRecord.ts";
import type { BoardDatabase } from "../../../src/server/database/boardDatabase.ts";
import { migrate } from "../../../src/server/database/migrate.ts";
import { keepRetention } from "../../../src/server/housekeeping.ts";
import type { RandomBytes } from "../../../src/server/membership/codes.ts";
import { codeReplySchema, registeredSchema, type Registered } from "../../../src/shared/board/membership.ts";
import { deviceAuthorization } from "../../../src/shared/board/signedRequest.ts";
import { MIGRATIONS } from "./boardDatabases.ts";
import { signedHeaders } from "./signedHeaders.ts";
import { NOON_MS } from "./wireRows.ts";

export const OPERATOR_TOKEN = "operator-token-of-the-tests-0123456789";

/** Bytes that look random and are the same in every run. */
export function seededBytes(seed: string): RandomBytes {
  let calls = 0;
  return (count) => {
    calls += 1;
    return createHash("shake256", { outputLength: count }).update(`${seed} ${calls}`).digest();
  };
}

/** What a board is told besides what all of the tests' boards are. */
export type BoardSettings = Partial<
  Pick<AppOptions, "publicUrl" | "oidc" | "trustProxy" | "operatorToken" | "readsProvider" | "jobs" | "dataFolder">
>;

/** A board on a database, with a clock of its own, asked without a network. */
export class TestBoard {
  nowMs = NOON_MS;
  #moves = 0;
  readonly database: BoardDatabase;
  readonly #settings: BoardSettings;
  readonly #random = seededBytes("board");
  #app: FastifyInstance | undefined;

  private constructor(database: BoardDatabase, settings: BoardSettings) {
    this.database = database;
    this.#settings = settings;
  }

  static async open(database: BoardDatabase, settings: BoardSettings = {}): Promise<TestBoard> {
    await migrate(database, MIGRATIONS);
    const ids = { boardId: "5b0e0f6e-6f0e-4c44-9d5c-6d7d4b6f1a11", epoch: "0c7f4f5e-19a4-4f43-8f0c-0f3f0a2c7d01" };
    await ensureBoard(database, { ...ids, name: "Test board", nowMs: NOON_MS });
    await keepRetention(database, NOON_MS);
    const board = new TestBoard(database, settings);
    await board.restart();
    return board;
  }

  /** The server again, on the same data and with nothing remembered; `database` may be one that fails. */
  async restart(database: BoardDatabase = this.database): Promise<void> {
    await this.#app?.close();
    this.#app = await this.#build(database);
  }

  #build(database: BoardDatabase): Promise<FastifyInstance> {
    return buildApp({
      writes: database,
      reads: database,
      clock: () => this.nowMs,
      random: this.#random,
      operatorToken: OPERATOR_TOKEN,
      intervalS: 300,
      width: 1,
      trustProxy: false,
      logger: false,
      ...this.#settings,
    });
  }

  /** Where requests come from. */
  get remoteAddress(): string {
    return `10.0.${Math.floor(this.#moves / 250)}.${(this.#moves % 250) + 1}`;
  }

  /** From now on requests come from an address that has asked nothing yet, and meet none of its limits. */
  moveElsewhere(): void {
    this.#moves += 1;
  }

  /** Where the tests' browser has opened the page. */
  get pageOrigin(): string {
    return this.#settings.publicUrl ?? "http://localhost:80";
  }

  get app(): FastifyInstance {
    if (this.#app === undefined) throw new Error("The board is not open");
    return this.#app;
  }

  async close(): Promise<void> {
    await this.#app?.close();
  }

  async invite(uses = 1_000): Promise<string> {
    const response = await this.app.inject({
      method: "POST",
      url: "/v1/invitations",
      headers: { authorization: `Bearer ${OPERATOR_TOKEN}` },
      payload: { uses, days: 90 },
    });
    return v.parse(codeReplySchema, response.json()).code;
  }
}

export interface SignedRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  /** Text to send as it is. */
  readonly body?: string;
  readonly sentAt?: number;
}

/** A device with its key, as the extension will be one. */
export class TestDevice {
  readonly registered: Registered;
  readonly #key: KeyObject;
  readonly #board: TestBoard;

  private constructor(board: TestBoard, key: KeyObject, registered: Registered) {
    this.#board = board;
    this.#key = key;
    this.registered = registered;
  }

  static async join(board: TestBoard, code: string): Promise<TestDevice> {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    const response = await register(board, code, privateKey, publicKey);
    return new TestDevice(board, privateKey, v.parse(registeredSchema, response.json()));
  }

  /** Headers under which the board takes this request as the device's. */
  headers({ method, path, body = "", sentAt = this.#board.nowMs }: SignedRequest): Readonly<Record<string, string>> {
    const { memberId, deviceId } = this.registered;
    const request = { method, path, sentAt, body: Buffer.from(body) };
    return signedHeaders(this.#key, request, deviceAuthorization(memberId, deviceId));
  }

  /** Signs and sends. */
  ask(request: SignedRequest): Promise<LightMyRequestResponse> {
    const { memberId, deviceId } = this.registered;
    return sendSigned(this.#board, this.#key, request, deviceAuthorization(memberId, deviceId));
  }
}

export function register(
  board: TestBoard,
  code: string,
  privateKey: KeyObject,
  publicKey: KeyObject,
): Promise<LightMyRequestResponse> {
  const body = JSON.stringify({ v: 1, code, publicKey: publicKey.export({ format: "jwk" }).x });
  return sendSigned(board, privateKey, { method: "POST", path: "/v1/devices", body });
}

export function sendSigned(
  board: TestBoard,
  key: KeyObject,
  { method, path, body, sentAt = board.nowMs }: SignedRequest,
  authorization?: string,
): Promise<LightMyRequestResponse> {
  const bytes = Buffer.from(body ?? "");
  const headers = signedHeaders(key, { method, path, sentAt, body: bytes }, authorization);
  const { remoteAddress } = board;
  return board.app.inject({
    method,
    url: path,
    remoteAddress,
    headers,
    ...(body === undefined ? {} : { payload: bytes }),
  });
}
