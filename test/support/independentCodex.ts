import {
  best,
  countAt,
  dig,
  isPlausible,
  sum,
  textAt,
  timeAt,
  type ParsedLog,
  type ToolCount,
} from "./independentLogs.ts";

/** Input, cached, cache write, output, reasoning, total: as written, so that they overlap. */
type Vector = readonly number[];

const FIELDS = [
  "input_tokens",
  "cached_input_tokens",
  "cache_write_input_tokens",
  "output_tokens",
  "reasoning_output_tokens",
  "total_tokens",
] as const;
const TOTAL = 5;

interface Thread {
  readonly id: string;
  readonly isCertain: boolean;
  readonly root: string;
  readonly startMs: number;
  readonly firstOrdinal: number;
  readonly sessionId: string | undefined;
  /** 0 an original, 1 a sub-agent, 2 a fork. */
  readonly rank: number;
}

interface Copy {
  readonly key: string;
  readonly thread: Thread;
  readonly tokens: ToolCount;
}

/** OpenAI Codex: one call per response; in threads without such records, one per pair of latest use and total. */
export function countCodexLogs(logs: readonly ParsedLog[], nowMs: number): ToolCount {
  const responses: Copy[] = [];
  const pairs: Copy[] = [];
  for (const log of logs) {
    const thread = threadOf(log);
    responses.push(...responsesIn(log, thread, nowMs));
    pairs.push(...pairsIn(log, thread, nowMs));
  }
  const recorded = new Set(responses.map((copy) => copy.thread.id));
  const unrecorded = groups(pairs).filter((copies) => !recorded.has(ownerOf(copies)));
  return sum([...groups(responses), ...unrecorded].map((copies) => best(copies.map((copy) => copy.tokens))));
}

function groups(copies: readonly Copy[]): readonly (readonly Copy[])[] {
  const byKey = new Map<string, Copy[]>();
  for (const copy of copies) {
    const same = byKey.get(copy.key);
    if (same === undefined) byKey.set(copy.key, [copy]);
    else same.push(copy);
  }
  return [...byKey.values()];
}

/** The thread that most likely made a call of which these are the copies. */
function ownerOf(copies: readonly Copy[]): string {
  const [owner] = copies
    .map(({ thread }) => thread)
    .toSorted((a, b) => a.rank - b.rank || a.startMs - b.startMs || (a.id < b.id ? -1 : 1));
  return owner?.id ?? "";
}

function threadOf({ name, objects }: ParsedLog): Thread {
  const headers = objects.filter((line) => dig(line, "type") === "session_meta");
  const [line] = headers;
  const own = dig(line, "payload");
  const named = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(name)?.[0];
  const told = idOf(own) ?? named;
  const id = told ?? name;
  const fork = textAt(own, "forked_from_id");
  const oldest = headers.map((header) => dig(header, "payload")).findLast((meta) => (idOf(meta) ?? id) !== id);
  const starts = [timeAt(own, "timestamp"), timeAt(line, "timestamp"), 0];
  return {
    id,
    isCertain: told !== undefined,
    root: textAt(oldest, "forked_from_id") ?? idOf(oldest) ?? fork ?? id,
    startMs: starts.find((start) => !Number.isNaN(start)) ?? 0,
    firstOrdinal: Math.max(
      countAt(own, "history_base", "end_ordinal_exclusive"),
      countAt(own, "subagent_history_start_ordinal"),
    ),
    sessionId: textAt(own, "session_id"),
    rank: fork === undefined ? Number(isSubagent(own)) : 2,
  };
}

function isSubagent(meta: unknown): boolean {
  const source = dig(meta, "source");
  return [dig(meta, "thread_source"), source].includes("subagent") || Boolean(dig(source, "subagent"));
}

function idOf(meta: unknown): string | undefined {
  return textAt(meta, "id") ?? textAt(meta, "thread_id") ?? textAt(meta, "session_id");
}

function isInherited(line: unknown, thread: Thread): boolean {
  const ordinal = dig(line, "ordinal");
  if (typeof ordinal === "number" && ordinal < thread.firstOrdinal) return true;
  const threadId = textAt(line, "payload", "thread_id");
  const sessionId = threadId === undefined ? textAt(line, "payload", "session_id") : undefined;
  const isForeign =
    (threadId !== undefined && threadId !== thread.id) ||
    (sessionId !== undefined && sessionId !== thread.id && sessionId !== thread.sessionId);
  return (thread.isCertain && isForeign) || timeAt(line, "timestamp") < thread.startMs;
}

function responsesIn({ objects }: ParsedLog, thread: Thread, nowMs: number): Copy[] {
  return objects
    .filter((line) => dig(line, "type") === "token_usage_record" && !isInherited(line, thread))
    .map((line) => {
      const vector = vectorOf(dig(line, "payload", "usage"));
      const response = textAt(line, "payload", "response_id") ?? JSON.stringify(dig(line, "payload"));
      return { line, vector, key: `${thread.id} ${response}` };
    })
    .flatMap(({ line, vector, key }) => copyOf(key, thread, vector, line, nowMs));
}

function pairsIn({ objects }: ParsedLog, thread: Thread, nowMs: number): Copy[] {
  const copies: Copy[] = [];
  const totals: Vector[] = [];
  for (const line of objects.filter(isReadableCount)) {
    const total = vectorOf(dig(line, "payload", "info", "total_token_usage"));
    const last = vectorOf(dig(line, "payload", "info", "last_token_usage"));
    if (total !== undefined && String(totals.at(-1)) === String(total)) continue;
    const used = last ?? total?.map((number, field) => Math.max(0, number - highest(totals, field)));
    const isBase = last === undefined && totals.length === 0 && thread.rank > 0;
    if (total !== undefined) totals.push(total);
    if (isBase || isInherited(line, thread)) continue;
    const isFirst = total === undefined || String(used?.slice(0, TOTAL)) === String(total.slice(0, TOTAL));
    const key = `${isFirst ? thread.root : ""} ${String(last)} ${String(total)}`;
    copies.push(...copyOf(key, thread, used, line, nowMs));
  }
  return copies;
}

function isReadableCount(line: unknown): boolean {
  const info = dig(line, "payload", "info");
  const isCount = dig(line, "type") === "event_msg" && dig(line, "payload", "type") === "token_count";
  const vectors = [dig(info, "total_token_usage"), dig(info, "last_token_usage")].map(vectorOf);
  const numbers = vectors.flatMap((vector) => vector ?? []);
  return isCount && numbers.length > 0 && ![timeAt(line, "timestamp"), ...numbers].some(Number.isNaN);
}

function highest(totals: readonly Vector[], field: number): number {
  return Math.max(0, ...totals.map((total) => total[field] ?? 0));
}

function vectorOf(usage: unknown): Vector | undefined {
  if (usage === undefined || usage === null) return undefined;
  return typeof usage === "object" ? FIELDS.map((field) => countAt(usage, field)) : [Number.NaN];
}

function copyOf(key: string, thread: Thread, used: Vector | undefined, line: unknown, nowMs: number): Copy[] {
  const [input = 0, cached = 0, cacheWrite = 0, output = 0, reasoning = 0] = used ?? [];
  const isUse = [input, cached, cacheWrite, output, reasoning].some((number) => number !== 0);
  const fresh = input - cached - cacheWrite;
  const tokens: ToolCount = {
    calls: 1,
    freshInput: input >= 0 && fresh < 0 ? 0 : fresh,
    cacheRead: cached,
    cacheWrite5m: cacheWrite,
    cacheWrite1h: 0,
    output,
    reasoning,
    webSearches: 0,
  };
  return isUse && isPlausible(tokens, timeAt(line, "timestamp"), nowMs) ? [{ key, thread, tokens }] : [];
}
