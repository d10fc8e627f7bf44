import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestBoard } from "./testBoard.ts";

/** A request as it came out of a connection, with every header that went with it. */
export interface TappedRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** By name in small letters, the values in the order in which they came. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: string;
}

/** Stands before a board on a port of this machine, and writes down what comes before it hands it on. */
export class WireTap {
  readonly sent: TappedRequest[] = [];
  readonly #board: TestBoard;
  readonly #server: Server;
  readonly #waiting: { readonly name: string; readonly done: () => void }[] = [];

  private constructor(board: TestBoard) {
    this.#board = board;
    this.#server = createServer((request, response) => void this.#pass(request, response));
  }

  static async open(board: TestBoard): Promise<WireTap> {
    const tap = new WireTap(board);
    tap.#server.listen(0, "127.0.0.1");
    await once(tap.#server, "listening");
    return tap;
  }

  get url(): string {
    // A server that listens on a port has such an address.
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Settles once a request of that method and path is answered, also where it was before. */
  async answered(name: string): Promise<void> {
    if (this.sent.some((sent) => nameOf(sent) === name)) return;
    await new Promise<void>((done) => {
      this.#waiting.push({ name, done });
    });
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const { method = "", url = "", headersDistinct: headers } = request;
    const body = Buffer.concat(pieces);
    // HTTP gives a name that came a value.
    const sent = { method, url, headers: headers as TappedRequest["headers"], body: body.toString() };
    const { statusCode, payload } = await this.#board.app.inject({
      method: method as "GET" | "POST" | "PUT",
      url,
      headers: request.headers,
      ...(body.length === 0 ? {} : { payload: body }),
    });
    this.sent.push(sent);
    response.writeHead(statusCode, { "content-type": "application/json" }).end(payload, () => {
      for (const { name, done } of this.#waiting) if (name === nameOf(sent)) done();
    });
  }
}

/** Method and path, without what is asked besides. */
export function nameOf({ method, url }: Pick<TappedRequest, "method" | "url">): string {
  return `${method} ${url}`;
}
