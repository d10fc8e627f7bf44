import assert from "node:assert/strict";
import { once } from "node:events";
import { Agent, request, type IncomingHttpHeaders } from "node:http";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { gzipSync } from "node:zlib";
import { MAX_BODY_BYTES, MAX_INFLATED_BYTES } from "../../../src/otel/readBody.ts";
import { Receiver, type ReceiverOptions } from "../../../src/otel/receiver.ts";
import type { Telemetry } from "../../../src/otel/telemetry.ts";
import { claudeRequest } from "./otlp.ts";

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
  /** Left open after the answer. */
  readonly agent?: Agent;
}

const JSON_TYPE = { "content-type": "application/json" };
const BINARY_TYPE = { "content-type": "application/x-protobuf" };

describe("the receiver", () => {
  let receiver: Receiver;
  let kept: Telemetry[] = [];
  let answer: ReceiverOptions["keep"] = () => 0;

  beforeEach(async () => {
    kept = [];
    answer = () => 0;
    receiver = await start();
  });

  afterEach(() => receiver.stop());

  const keep: ReceiverOptions["keep"] = (telemetry) => {
    const rejected = answer(telemetry);
    if (rejected !== undefined) kept.push(telemetry);
    return rejected;
  };

  function start(options: Partial<ReceiverOptions> = {}): Promise<Receiver> {
    return Receiver.start({ port: 0, token: undefined, keep, ...options });
  }

  async function send({
    method = "POST",
    path = "/v1/logs",
    headers = JSON_TYPE,
    body = "{}",
    agent,
  }: Sent = {}): Promise<Answer> {
    const sent = request({
      host: "127.0.0.1",
      port: receiver.address?.port ?? 0,
      method,
      path,
      headers,
      ...(agent ? { agent } : {}),
    });
    sent.on("error", () => {});
    sent.end(body);
    const [response] = (await once(sent, "response")) as [
      NodeJS.ReadableStream & { statusCode?: number; headers: IncomingHttpHeaders },
    ];
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(Buffer.from(chunk));
    return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) };
  }

  const valid = JSON.stringify(claudeRequest("req_1", 1_781_524_800_000));

  it("listens on this machine's own address only", async () => {
    assert.equal(receiver.address?.address, "127.0.0.1");
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === "IPv4");
    for (const { address } of others) {
      const socket = connect({ host: address, port: receiver.address.port });
      const [error] = (await once(socket, "error")) as [NodeJS.ErrnoException];
      assert.equal(error.code, "ECONNREFUSED");
    }
  });

  it("takes JSON and answers in it", async () => {
    const { status, headers, body } = await send({ body: valid });
    assert.equal(status, 200);
    assert.equal(headers["content-type"], "application/json");
    assert.equal(body.toString(), "{}");
    assert.equal(kept.length, 1);
  });

  it("takes a type with parameters, an address with a slash or a query at its end, and other names of this machine", async () => {
    const headers = { "content-type": "Application/JSON; charset=utf-8" };
    for (const path of ["/v1/logs/", "/v1/logs?a=b"])
      assert.equal((await send({ headers, path, body: valid })).status, 200);
    for (const host of ["localhost:4318", "LOCALHOST", "[::1]:4318", "127.0.0.1"]) {
      assert.equal((await send({ headers: { ...headers, host }, body: valid })).status, 200);
    }
  });

  it("takes what is sent to the bare address, where the body shows what it is", async () => {
    for (const body of ['{"resourceLogs":[]}', ' {"resourceSpans": []}', '{"resourceMetrics":[]}']) {
      assert.equal((await send({ path: "/", body })).status, 200, body);
    }
    assert.equal((await send({ path: "/", body: "{}" })).status, 400);
    assert.equal((await send({ path: "/", headers: BINARY_TYPE, body: "" })).status, 415);
  });

  it("answers in the binary encoding with an empty message", async () => {
    const { status, headers, body } = await send({ headers: BINARY_TYPE, body: "" });
    assert.equal(status, 200);
    assert.equal(headers["content-type"], "application/x-protobuf");
    assert.equal(body.length, 0);
  });

  it("takes compressed bodies and those of unknown length", async () => {
    const headers = { ...JSON_TYPE, "content-encoding": "gzip" };
    assert.equal((await send({ headers, body: gzipSync(valid) })).status, 200);
    assert.equal((await send({ headers: { ...JSON_TYPE, "transfer-encoding": "chunked" }, body: valid })).status, 200);
    assert.equal(kept.length, 2);
  });

  it("tells how much of a request could not be read, in its encoding", async () => {
    answer = () => 300;
    const json = await send({ body: valid });
    assert.equal(json.status, 200);
    assert.deepEqual(JSON.parse(json.body.toString()), {
      partialSuccess: { rejectedLogRecords: "300", errorMessage: "Counts or times of some calls cannot be read" },
    });
    const spans = await send({ path: "/v1/traces" });
    assert.match(spans.body.toString(), /"rejectedSpans":"300"/);
    const { body } = await send({ headers: BINARY_TYPE, body: "" });
    // partial_success = 1 { rejected = 1: 300, error_message = 2 }
    assert.deepEqual([...body.subarray(0, 6)], [0x0a, body.length - 2, 0x08, 0xac, 0x02, 0x12]);
  });

  const REFUSED: readonly (readonly [name: string, sent: () => Sent, status: number])[] = [
    ["what is not JSON", () => ({ body: "{" }), 400],
    ["JSON that is no request", () => ({ body: "[]" }), 400],
    ["a request of another shape", () => ({ body: '{"resourceLogs":{}}' }), 400],
    ["a value of another type", () => ({ body: valid.replace('"stringValue":"s1"', '"intValue":"s1"') }), 400],
    ["nesting beyond all bounds", () => ({ body: "[".repeat(1_000_000) }), 400],
    ["bytes that are no message", () => ({ headers: BINARY_TYPE, body: Buffer.from([0x0a, 0xff, 0x01]) }), 400],
    ["a message that says it is longer", () => ({ headers: BINARY_TYPE, body: Buffer.from([0x0a, 0x05, 0x0a]) }), 400],
    [
      "what is not compressed as it says",
      () => ({ headers: { ...JSON_TYPE, "content-encoding": "gzip" }, body: valid }),
      400,
    ],
    ["a name of another machine", () => ({ headers: { ...JSON_TYPE, host: "rebound.example:4318" } }), 403],
    [
      "a name that only begins like this machine's",
      () => ({ headers: { ...JSON_TYPE, host: "localhost.example" } }),
      403,
    ],
    ["a page in a browser", () => ({ headers: { ...JSON_TYPE, origin: "http://127.0.0.1" } }), 403],
    ["an address that is none", () => ({ path: "/v1/profiles" }), 404],
    ["a way up and down", () => ({ path: "/x/../v1/logs" }), 404],
    ["to be read", () => ({ method: "GET" }), 405],
    ["a question before a request", () => ({ method: "OPTIONS" }), 405],
    ["what is announced as too large", () => ({ body: Buffer.alloc(MAX_BODY_BYTES + 1) }), 413],
    [
      "what turns out to be too large",
      () => ({ headers: { ...JSON_TYPE, "transfer-encoding": "chunked" }, body: Buffer.alloc(MAX_BODY_BYTES + 1) }),
      413,
    ],
    [
      "what inflates beyond all bounds",
      () => ({
        headers: { ...JSON_TYPE, "content-encoding": "gzip" },
        body: gzipSync(Buffer.alloc(MAX_INFLATED_BYTES + 1)),
      }),
      413,
    ],
    ["another kind of content", () => ({ headers: { "content-type": "text/plain" } }), 415],
    ["content of no kind", () => ({ headers: {} }), 415],
    ["another compression", () => ({ headers: { ...JSON_TYPE, "content-encoding": "br" } }), 415],
  ];

  for (const [name, sent, status] of REFUSED) {
    it(`refuses ${name} with ${status}, and goes on`, async () => {
      const refused = await send(sent());
      assert.equal(refused.status, status);
      assert.equal(kept.length, 0);
      assert.equal((await send({ body: valid })).status, 200);
    });
  }

  it("says why it refuses, in the request's encoding, as a status of the protocol", async () => {
    const json = await send({ body: "{" });
    assert.deepEqual(JSON.parse(json.body.toString()), { code: 3, message: "The body is not a request of OTLP" });
    const binary = await send({ headers: BINARY_TYPE, body: Buffer.from([0x0f]) });
    assert.equal(binary.headers["content-type"], "application/x-protobuf");
    assert.deepEqual([...binary.body.subarray(0, 3)], [0x08, 3, 0x12]);
    assert.equal((await send({ method: "PUT" })).headers.allow, "POST");
  });

  it("asks for the token where one is set", async () => {
    await receiver.stop();
    receiver = await start({ token: "secret" });
    for (const authorization of [undefined, "Bearer", "Bearer secre", "Basic secret", "Bearer secret2"]) {
      const headers = { ...JSON_TYPE, ...(authorization === undefined ? {} : { authorization }) };
      const refused = await send({ headers, body: valid });
      assert.equal(refused.status, 401, authorization);
      assert.equal(refused.headers["www-authenticate"], "Bearer");
    }
    assert.equal((await send({ headers: { ...JSON_TYPE, authorization: "bearer secret" }, body: valid })).status, 200);
    assert.equal(kept.length, 1);
  });

  it("asks to come again where it cannot keep what is sent, or fails to", async () => {
    answer = () => undefined;
    const refused = await send({ body: valid });
    assert.deepEqual([refused.status, refused.headers["retry-after"]], [503, "1"]);
    answer = () => {
      throw new Error("the disk is gone");
    };
    const failed = await send({ body: valid });
    assert.equal(failed.status, 503);
    assert.ok(!failed.body.toString().includes("disk"));
  });

  it("asks to come again where more is sent at once than it takes", async () => {
    const open = await Promise.all(
      Array.from({ length: 64 }, async () => {
        const sent = request({
          host: "127.0.0.1",
          port: receiver.address?.port ?? 0,
          method: "POST",
          path: "/v1/logs",
          headers: { ...JSON_TYPE, "content-length": "2" },
        });
        sent.on("error", () => {});
        sent.write("{");
        await once(sent, "socket");
        return sent;
      }),
    );
    // All have been begun once one that came after them is refused.
    let refused = await send({ body: valid });
    while (refused.status === 200) refused = await send({ body: valid });
    assert.deepEqual([refused.status, refused.headers["retry-after"]], [429, "1"]);
    await Promise.all(
      open.map(async (sent) => {
        sent.end("}");
        await once(sent, "response");
      }),
    );
    assert.equal((await send({ body: valid })).status, 200);
  });

  it("outlives senders that go away and connections that speak something else", async () => {
    const port = receiver.address?.port ?? 0;
    const gone = connect({ host: "127.0.0.1", port });
    gone.write(
      "POST /v1/logs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{",
    );
    await once(gone, "connect");
    gone.destroy();
    const foreign = connect({ host: "127.0.0.1", port });
    foreign.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    foreign.resume();
    await once(foreign, "close");
    assert.equal((await send({ body: valid })).status, 200);
  });

  it("closes its port and every connection when it is stopped", async () => {
    const port = receiver.address?.port ?? 0;
    const agent = new Agent({ keepAlive: true });
    await send({ body: valid, agent });
    const idle = connect({ host: "127.0.0.1", port });
    await once(idle, "connect");
    const closed = once(idle, "close");
    await receiver.stop();
    await receiver.stop();
    await closed;
    assert.equal(receiver.address, undefined);
    const again = connect({ host: "127.0.0.1", port });
    const [error] = (await once(again, "error")) as [NodeJS.ErrnoException];
    assert.equal(error.code, "ECONNREFUSED");
    agent.destroy();
    // The port is free for the next one.
    receiver = await start({ port });
  });
});
