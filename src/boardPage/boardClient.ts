import * as v from "valibot";
import type { Answer, Fault } from "./fault.ts";

/** What a request is made of: it goes to the page's own server, and its answer is never an old one. */
export interface RequestParts {
  readonly method: "GET" | Method;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly credentials: "same-origin";
  readonly cache: "no-store";
  readonly redirect: "error";
  readonly signal: AbortSignal;
}

/** As much of the browser's `fetch` as is used. */
export type Fetch = (path: string, parts: RequestParts) => Promise<Response>;

export type Method = "POST" | "PUT" | "DELETE";

/** A board that takes longer hangs: people are told, and can try again. */
const PATIENCE_MS = 20_000;

/** Asks the board that served the page. Every answer is checked before it is used; nothing is thrown. */
export class BoardClient {
  readonly #fetch: Fetch;
  /** Proves to the server that a change comes from its own page; `undefined` before signing in. */
  readonly csrf: string | undefined;
  readonly #patienceMs: number;

  constructor(fetch: Fetch, csrf: string | undefined, patienceMs = PATIENCE_MS) {
    this.#fetch = fetch;
    this.csrf = csrf;
    this.#patienceMs = patienceMs;
  }

  async get<Schema extends v.GenericSchema>(path: string, schema: Schema): Promise<Answer<v.InferOutput<Schema>>> {
    return this.#ask(path, { method: "GET" }, schema);
  }

  /** @param body `undefined` for none */
  async send<Schema extends v.GenericSchema>(
    method: Method,
    path: string,
    body: unknown,
    schema: Schema,
  ): Promise<Answer<v.InferOutput<Schema>>> {
    const proof = this.csrf === undefined ? {} : { "x-csrf": this.csrf };
    const parts =
      body === undefined
        ? { method, headers: proof }
        : { method, headers: { "content-type": "application/json", ...proof }, body: JSON.stringify(body) };
    return this.#ask(path, parts, schema);
  }

  async #ask<Schema extends v.GenericSchema>(
    path: string,
    parts: Pick<RequestParts, "method" | "headers" | "body">,
    schema: Schema,
  ): Promise<Answer<v.InferOutput<Schema>>> {
    const signal = AbortSignal.timeout(this.#patienceMs);
    let response: Response;
    try {
      response = await this.#fetch(path, {
        ...parts,
        credentials: "same-origin",
        cache: "no-store",
        redirect: "error",
        signal,
      });
    } catch {
      // Whatever it was, no answer came.
      return failed({ kind: "away" });
    }
    const content = await contentOf(response);
    if (signal.aborted) return failed({ kind: "away" });
    if (response.status === 401) return failed({ kind: "signedOut" });
    if (!response.ok) return failed(refusalOf(response, content));
    const read = v.safeParse(schema, content);
    return read.success ? { kind: "ok", value: read.output } : failed({ kind: "unreadable" });
  }
}

const refusalSchema = v.object({ error: v.string() });

function refusalOf(response: Response, content: unknown): Fault {
  const read = v.safeParse(refusalSchema, content);
  if (!read.success && response.status >= 500) return { kind: "away" };
  const retryAfterS = Number(response.headers.get("retry-after")) || undefined;
  return { kind: "refused", reason: read.success ? read.output.error : "other", retryAfterS };
}

async function contentOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    // An empty answer, or one that is no JSON: the schema decides whether that will do.
    return undefined;
  }
}

function failed(fault: Fault): { readonly kind: "fault"; readonly fault: Fault } {
  return { kind: "fault", fault };
}
