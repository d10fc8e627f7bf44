import * as v from "valibot";
import { isPassing, offlineCauseOf, UNKNOWN_REASON, type BoardAnswer, type BoardFault } from "./boardFault.ts";
import type { Clock } from "./clock.ts";
import type { Fetch } from "./networkFetch.ts";

export interface Outgoing {
  readonly method: "GET" | "POST" | "PUT";
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** `undefined`: none is sent. */
  readonly body: string | undefined;
  /** More than this is not read. */
  readonly mostBytes: number;
  readonly timeoutMs: number;
}

const refusalSchema = v.object({ error: v.pipe(v.string(), v.regex(/^[A-Za-z]{1,40}$/)) });
const decoder = new TextDecoder("utf-8", { fatal: true });

/** Requests to one origin. Follows no redirect, reads no more than it is told to, and settles in time. */
export class Transport {
  readonly #origin: string;
  readonly #fetch: Fetch;
  readonly #clock: Clock;

  constructor(origin: string, fetch: Fetch, clock: Clock) {
    this.#origin = origin;
    this.#fetch = fetch;
    this.#clock = clock;
  }

  /** The JSON of a 200; anything else is a fault. */
  async send(outgoing: Outgoing, signal: AbortSignal | undefined): Promise<BoardAnswer<unknown>> {
    const ending = new AbortController();
    const end = (): void => ending.abort();
    let isLate = false;
    const timer = this.#clock.after(outgoing.timeoutMs, () => {
      isLate = true;
      end();
    });
    signal?.addEventListener("abort", end, { once: true });
    if (signal?.aborted === true) end();
    try {
      return await this.#exchange(outgoing, ending.signal);
    } catch (error) {
      if (isLate) return fault({ kind: "offline", cause: "timeout" });
      if (ending.signal.aborted) return fault({ kind: "aborted" });
      return fault({ kind: "offline", cause: offlineCauseOf(error) });
    } finally {
      timer.dispose();
      signal?.removeEventListener("abort", end);
    }
  }

  async #exchange(
    { method, path, headers, body, mostBytes }: Outgoing,
    signal: AbortSignal,
  ): Promise<BoardAnswer<unknown>> {
    const response = await this.#fetch(`${this.#origin}${path}`, {
      method,
      headers: { accept: "application/json", ...headers },
      ...(body === undefined ? {} : { body }),
      redirect: "manual",
      credentials: "omit",
      referrerPolicy: "no-referrer",
      signal,
    });
    const { status } = response;
    if (response.type === "opaqueredirect" || (status >= 300 && status < 400)) {
      await response.body?.cancel();
      return fault({ kind: "strange", what: "redirect" });
    }
    const text = await readUpTo(response, mostBytes);
    if (isPassing(status)) return fault({ kind: "busy", status, retryAfterS: retryAfterOf(response) });
    if (status !== 200) return fault({ kind: "refused", status, reason: reasonIn(text) });
    if (text === undefined) return fault({ kind: "strange", what: "tooLarge" });
    const value = parse(text);
    return value === undefined ? fault({ kind: "strange", what: "notAsAgreed" }) : { ok: true, value };
  }
}

function fault(of: BoardFault): { readonly ok: false; readonly fault: BoardFault } {
  return { ok: false, fault: of };
}

/** `undefined` where there is more. */
async function readUpTo(response: Response, mostBytes: number): Promise<Uint8Array | undefined> {
  if (response.body === null) return new Uint8Array();
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader();
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(pieces);
    bytes += value.length;
    if (bytes > mostBytes) {
      await reader.cancel();
      return undefined;
    }
    pieces.push(value);
  }
}

/** Seconds to wait; a date, which proxies may write, is left to the usual growing waits. */
function retryAfterOf(response: Response): number | undefined {
  const text = response.headers.get("retry-after") ?? "";
  return /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}

function reasonIn(bytes: Uint8Array | undefined): string {
  const read = v.safeParse(refusalSchema, bytes === undefined ? undefined : parse(bytes));
  return read.success ? read.output.error : UNKNOWN_REASON;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}
