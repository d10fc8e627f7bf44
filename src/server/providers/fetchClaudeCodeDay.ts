import { readClaudeCodePage, type ProviderRecord } from "./claudeCodeReport.ts";

const PATH = "/v1/organizations/usage_report/claude_code";
const VERSION = "2023-06-01";
/** The most that the provider gives at a time. */
const PER_PAGE = 1_000;
/** A million records; more than that are a page that leads back to itself. */
const MOST_PAGES = 1_000;
const MOST_BYTES = 16 * 1024 * 1024;
const TIMEOUT_MS = 30_000;
const USUAL_WAIT_S = 60;

export interface ProviderAccess {
  /** Such as `https://api.anthropic.com`. */
  readonly url: string;
  readonly key: string;
  readonly fetch: typeof globalThis.fetch;
}

/** A day as a whole or nothing of it: of half a report nothing follows. */
export type ProviderDay =
  | { readonly kind: "read"; readonly records: readonly ProviderRecord[]; readonly malformed: number }
  | { readonly kind: "wait"; readonly retryAfterS: number }
  /** `refused`: the key is not accepted. `strange`: the answer is not what is documented. */
  | { readonly kind: "away" | "refused" | "strange" };

/** @param date UTC date, `2026-11-20` */
export async function fetchClaudeCodeDay(access: ProviderAccess, date: string): Promise<ProviderDay> {
  const records: ProviderRecord[] = [];
  let malformed = 0;
  let page: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const answer = await ask(access, date, page);
    if ("kind" in answer) return answer;
    const read = readClaudeCodePage(answer.body);
    if (read === undefined) return { kind: "strange" };
    records.push(...read.records);
    malformed += read.malformed;
    page = read.nextPage;
    if (page === undefined) return { kind: "read", records, malformed };
  }
  return { kind: "strange" };
}

async function ask(
  { url, key, fetch }: ProviderAccess,
  date: string,
  page: string | undefined,
): Promise<{ readonly body: unknown } | Exclude<ProviderDay, { kind: "read" }>> {
  const query = new URLSearchParams({
    starting_at: date,
    limit: String(PER_PAGE),
    ...(page === undefined ? {} : { page }),
  });
  try {
    const response = await fetch(`${url}${PATH}?${query.toString()}`, {
      headers: { "x-api-key": key, "anthropic-version": VERSION, "user-agent": "token-legend-board" },
      // A key goes to the address that was given and to no other.
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.status === 429) return { kind: "wait", retryAfterS: retryAfterOf(response) };
    if (response.status >= 500) return { kind: "away" };
    if (!response.ok) return { kind: response.status === 401 || response.status === 403 ? "refused" : "strange" };
    const text = await readText(response);
    return text === undefined ? { kind: "strange" } : { body: parse(text) };
  } catch {
    // Its messages may hold the address, and say no more than that.
    return { kind: "away" };
  }
}

async function readText(response: Response): Promise<string | undefined> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  // Typed as anything; the platform says that it is bytes.
  const reader = (response.body as ReadableStream<Uint8Array> | null)?.getReader();
  for (;;) {
    const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
    if (done || value === undefined) return Buffer.concat(parts).toString("utf8");
    bytes += value.length;
    if (bytes > MOST_BYTES) {
      await reader?.cancel();
      return undefined;
    }
    parts.push(value);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function retryAfterOf(response: Response): number {
  const given = response.headers.get("retry-after") ?? "";
  return /^\d{1,5}$/.test(given) ? Number(given) : USUAL_WAIT_S;
}
