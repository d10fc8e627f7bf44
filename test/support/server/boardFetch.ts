import assert from "node:assert/strict";
import type { Fetch } from "../../../src/sync/networkFetch.ts";
import type { TestBoard } from "./testBoard.ts";

/** What a client sent, all of it. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** The way from a client to a board in this process. */
export class BoardFetch {
  readonly sent: SentRequest[] = [];
  readonly #board: TestBoard;
  /** What happens to the next requests instead: the answer is lost on its way, or nothing arrives. */
  readonly faults: ("none" | "loseAnswer" | "away")[] = [];

  constructor(board: TestBoard) {
    this.#board = board;
  }

  readonly fetch: Fetch = async (address, { method = "GET", headers, body, signal }) => {
    assert.ok(body === undefined || body === null || typeof body === "string");
    const url = new URL(address);
    const sent: SentRequest = {
      method,
      url: `${url.pathname}${url.search}`,
      headers: Object.fromEntries(new Headers(headers)),
      body: body ?? undefined,
    };
    this.sent.push(sent);
    const fault = this.faults.shift();
    if (fault === "away") throw new TypeError("fetch failed", { cause: { code: "ECONNREFUSED" } });
    signal?.throwIfAborted();
    const reply = await this.#board.app.inject({
      // The client sends these alone.
      method: method as "GET" | "POST" | "PUT",
      url: sent.url,
      headers: sent.headers,
      ...(sent.body === undefined ? {} : { payload: sent.body }),
    });
    if (fault === "loseAnswer") throw new TypeError("fetch failed", { cause: { code: "ECONNRESET" } });
    const answerHeaders = Object.entries(reply.headers).map(([name, value]): [string, string] => [name, String(value)]);
    return new Response(reply.body, { status: reply.statusCode, headers: answerHeaders });
  };
}
