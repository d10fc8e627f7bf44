import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { admit, encodingOf, type Admission } from "./admission.ts";
import { decodeJson, signalOf } from "./decodeJson.ts";
import { decodeProtobuf } from "./decodeProtobuf.ts";
import { MAX_BODY_BYTES, readBody } from "./readBody.ts";
import { CONTENT_TYPES, refusalBody, successBody, type Refusal } from "./replies.ts";
import type { Telemetry } from "./telemetry.ts";

/** The only address that is listened on: this machine's own, which no other reaches. */
export const LOOPBACK = "127.0.0.1";

const MAX_CONNECTIONS = 256;
/** Requests that are read at once. What comes beyond is asked to come again, which exporters do. */
const MAX_ACTIVE = 64;
const RETRY_AFTER_S = "1";
/** Left unread of a request that is refused, so that its sender gets to see why. */
const MAX_DISCARDED_BYTES = MAX_BODY_BYTES;

const GARBAGE: Refusal = { status: 400, reason: "The body is not a request of OTLP" };
const TOO_MANY: Refusal = { status: 429, reason: "Too many requests at once" };
const NOT_NOW: Refusal = { status: 503, reason: "Telemetry cannot be kept now" };

export interface ReceiverOptions {
  /** 0 for any free one. */
  readonly port: number;
  /** Bearer token that has to be shown; `undefined` where none is asked for. */
  readonly token: string | undefined;
  /**
   * Keeps what was sent so that it outlives the process; only then is it acknowledged. Answers how many things in it cannot
   * be read, or `undefined` where it cannot be kept now.
   */
  readonly keep: (telemetry: Telemetry) => number | undefined;
  /** Told of each answer. */
  readonly onAnswer?: (status: number) => void;
}

export interface ReceiverAddress {
  readonly address: string;
  readonly port: number;
}

/** Receives OTLP over HTTP from programs of this machine. */
export class Receiver {
  readonly #options: ReceiverOptions;
  readonly #server: Server;
  #active = 0;
  #isStopped = false;

  private constructor(options: ReceiverOptions) {
    this.#options = options;
    this.#server = createServer(
      { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 60_000, connectionsCheckingInterval: 5000 },
      (request, response) => void this.#handle(request, response),
    );
    this.#server.maxConnections = MAX_CONNECTIONS;
  }

  /** @throws the system's error where the port cannot be had */
  static async start(options: ReceiverOptions): Promise<Receiver> {
    const receiver = new Receiver(options);
    await receiver.#listen();
    return receiver;
  }

  #listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen({ host: LOOPBACK, port: this.#options.port, exclusive: true }, () => {
        this.#server.off("error", reject);
        resolve();
      });
    });
  }

  /** Where it listens; `undefined` once stopped. */
  get address(): ReceiverAddress | undefined {
    const address = this.#server.address();
    // A text would name a pipe.
    return address === null || typeof address === "string" ? undefined : address;
  }

  /** Closes the port and every connection. Safe twice. */
  async stop(): Promise<void> {
    if (this.#isStopped) return;
    this.#isStopped = true;
    const closed = new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
    this.#server.closeAllConnections();
    await closed;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A connection that breaks is its sender's affair.
    request.on("error", () => {});
    response.on("error", () => {});
    const admission = admit(request, this.#options.token);
    if ("status" in admission) {
      this.#refuse(request, response, admission);
    } else if (this.#active >= MAX_ACTIVE) {
      this.#refuse(request, response, TOO_MANY);
    } else {
      this.#active += 1;
      try {
        await this.#receive(request, response, admission);
      } catch {
        // A fault of ours or of the disk: nothing was acknowledged, and the sender keeps it.
        this.#refuse(request, response, NOT_NOW);
      } finally {
        this.#active -= 1;
      }
    }
  }

  async #receive(request: IncomingMessage, response: ServerResponse, { encoding, ...told }: Admission): Promise<void> {
    const body = await readBody(request);
    if (body === undefined) return;
    if (!Buffer.isBuffer(body)) {
      this.#refuse(request, response, body);
      return;
    }
    const signal = told.signal ?? signalOf(body);
    const decode = encoding === "json" ? decodeJson : decodeProtobuf;
    const telemetry = signal === undefined ? undefined : decode(signal, body);
    if (signal === undefined || telemetry === undefined) {
      this.#refuse(request, response, GARBAGE);
      return;
    }
    const rejected = this.#isStopped ? undefined : this.#options.keep(telemetry);
    if (rejected === undefined) this.#refuse(request, response, NOT_NOW);
    else this.#answer(response, 200, CONTENT_TYPES[encoding], successBody(encoding, signal, rejected));
  }

  #refuse(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
    if (response.headersSent) return;
    const encoding = encodingOf(request.headers["content-type"]) ?? "json";
    if (refusal.status === 405) response.setHeader("Allow", "POST");
    if (refusal.status === 401) response.setHeader("WWW-Authenticate", "Bearer");
    if (refusal.status === 429 || refusal.status === 503) response.setHeader("Retry-After", RETRY_AFTER_S);
    if (!request.complete) {
      response.setHeader("Connection", "close");
      discard(request);
    }
    this.#answer(response, refusal.status, CONTENT_TYPES[encoding], refusalBody(encoding, refusal));
  }

  #answer(response: ServerResponse, status: number, contentType: string, body: Buffer): void {
    response.writeHead(status, { "Content-Type": contentType, "Content-Length": body.length });
    response.end(body);
    this.#options.onAnswer?.(status);
  }
}

/** Reads on for a while without keeping anything: a connection closed under its sender would hide the answer from it. */
function discard(request: IncomingMessage): void {
  let bytes = 0;
  request.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MAX_DISCARDED_BYTES) request.destroy();
  });
  request.resume();
}
