import assert from "node:assert/strict";
import { once } from "node:events";
import { type Socket, connect } from "node:net";
import type { FastifyInstance } from "fastify";
import { buildApp } from "../../src/server/app.ts";
import type { BoardDatabase } from "../../src/server/database/boardDatabase.ts";
import { openPgliteInMemory } from "../../src/server/database/openPglite.ts";
import { encodeBatch } from "../../src/shared/board/syncBatch.ts";
import { HttpDevice, inviteOver } from "../support/server/httpDevice.ts";
import { OPERATOR_TOKEN, TestBoard, seededBytes } from "../support/server/testBoard.ts";
import { wireRow } from "../support/server/wireRows.ts";

const SLOW_SENDERS = 200;
const hourNow = (): number => Math.floor(Date.now() / 3_600_000);

/** All that a connection is answered until it ends. */
async function answerOf(socket: Socket): Promise<string> {
  let text = "";
  socket.on("data", (part: Buffer) => {
    text += part.toString();
  });
  // Not by `once`, which would fail where the board resets the connection.
  if (!socket.closed)
    await new Promise<void>((closed) => {
      socket.on("close", () => closed());
    });
  return text;
}

describe("a board that is sent bytes by hand", function () {
  this.timeout(300_000);
  let database: BoardDatabase;
  let app: FastifyInstance;
  let address: string;
  let port: number;
  let device: HttpDevice;
  before(async () => {
    database = await openPgliteInMemory();
    await (await TestBoard.open(database)).close();
    app = await buildApp({
      writes: database,
      reads: database,
      clock: Date.now,
      random: seededBytes("sockets"),
      operatorToken: OPERATOR_TOKEN,
      intervalS: 300,
      width: 1,
      trustProxy: false,
      // Long enough that a busy machine is not taken for a slow sender.
      slowness: { headersMs: 3_000, requestMs: 6_000, checkEveryMs: 50 },
      logger: false,
    });
    address = await app.listen({ host: "127.0.0.1", port: 0 });
    port = Number(new URL(address).port);
    device = await HttpDevice.join(address, await inviteOver(address, OPERATOR_TOKEN));
  });
  after(async () => {
    await app.close();
    await database.close();
  });

  const open = async (): Promise<Socket> => {
    const socket = connect(port, "127.0.0.1");
    // A connection that the board resets has ended, which is what is waited for.
    socket.on("error", () => {});
    await once(socket, "connect");
    return socket;
  };
  const head = (headers: readonly string[]): string =>
    `POST /v1/sync HTTP/1.1\r\nHost: board\r\nContent-Type: application/json\r\n${headers.join("\r\n")}\r\n\r\n`;
  const serves = async (): Promise<void> => {
    const answer = await device.sync(address, 1, [wireRow({ h: hourNow() - 2 })]);
    assert.equal(answer.status, 200);
    await answer.arrayBuffer();
  };

  it("closes on senders that trickle, of whom there may be many, and serves others meanwhile", async () => {
    const sockets = await Promise.all(Array.from({ length: SLOW_SENDERS }, open));
    const trickles = sockets.map((socket, i) => {
      socket.write(i % 2 === 0 ? head(["Content-Length: 200000"]) : "POST /v1/sync HTTP/1.1\r\nX-A: ");
      return setInterval(() => socket.write("a"), 20);
    });
    const answers = sockets.map(answerOf);
    await serves();
    const ended = await Promise.all(answers);
    for (const trickle of trickles) clearInterval(trickle);
    // A reset may overtake the answer.
    for (const text of ended) assert.match(text, /^(?:HTTP\/1\.1 408 |$)/);
    assert.ok(ended.some((text) => text !== ""));
    await serves();
  });

  it("closes connections that are half open and say nothing", async () => {
    const sockets = await Promise.all(Array.from({ length: 50 }, open));
    for (const socket of sockets.slice(25)) socket.end();
    await Promise.all(sockets.map(answerOf));
    await serves();
  });

  it("takes no body beyond its limit, announced or in pieces without a length", async () => {
    const announced = await open();
    announced.write(head(["Content-Length: 262145"]));
    assert.match(await answerOf(announced), /^HTTP\/1\.1 413 .*"tooLarge"/s);
    const pieces = await open();
    const text = answerOf(pieces);
    pieces.write(head(["Transfer-Encoding: chunked"]));
    for (let i = 0; i < 40 && !pieces.destroyed; i += 1) pieces.write(`2000\r\n${" ".repeat(0x2000)}\r\n`);
    assert.match(await text, /^HTTP\/1\.1 413 /);
    await serves();
  });

  it("takes a batch in pieces like one in a whole", async () => {
    const body = encodeBatch(device.batch(2, [wireRow({ h: hourNow() - 5 })]));
    const socket = await open();
    const signed = Object.entries(device.headers("POST", "/v1/sync", body)).map(([name, value]) => `${name}: ${value}`);
    const text = answerOf(socket);
    socket.write(
      head([
        ...signed.filter((line) => !line.startsWith("content-type")),
        "Transfer-Encoding: chunked",
        "Connection: close",
      ]),
    );
    for (const part of body.match(/.{1,97}/gs) ?? []) socket.write(`${part.length.toString(16)}\r\n${part}\r\n`);
    socket.write("0\r\n\r\n");
    assert.match(await text, /^HTTP\/1\.1 200 .*"accepted":1/s);
  });

  it("refuses requests that two readers could read in two ways, and headers without end", async () => {
    const requests = [
      head(["Content-Length: 5", "Transfer-Encoding: chunked"]),
      head(["Content-Length: 5", "Content-Length: 6"]),
      head(["Content-Length: -1"]),
      head(["Transfer-Encoding: chunked, identity"]),
      head(["Content-Length : 5"]),
      head([`X-Long: ${"a".repeat(9_000)}`]),
      "POST /v1/sync HTTP/1.1\r\nHost: board\nContent-Length: 1\r\n\r\nx",
      "\0\0\0\0\r\n\r\n",
    ];
    for (const request of requests) {
      const socket = await open();
      const text = answerOf(socket);
      socket.write(request);
      assert.match(await text, /^(?:HTTP\/1\.1 4\d\d |$)/, request.slice(0, 120));
    }
    await serves();
  });
});
