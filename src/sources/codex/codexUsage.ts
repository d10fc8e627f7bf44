import type { TokenCounts } from "../../shared/tokenCounts.ts";
import { isJsonObject, readCount } from "../lines.ts";

/** A usage object as Codex writes it: `input` contains `cached` and `cacheWrite`, `output` contains `reasoning`. */
export interface CodexUsage {
  readonly input: number;
  readonly cached: number;
  readonly cacheWrite: number;
  readonly output: number;
  readonly reasoning: number;
  /** As written, 0 where absent: it is part of a call's key and of no count. */
  readonly total: number;
}

/** `undefined` where the value is no usage object or one of its counts is no integer. */
export function readUsage(value: unknown): CodexUsage | undefined {
  if (!isJsonObject(value)) return undefined;
  const input = readCount(value["input_tokens"]);
  const cached = readCount(value["cached_input_tokens"]);
  const cacheWrite = readCount(value["cache_write_input_tokens"]);
  const output = readCount(value["output_tokens"]);
  const reasoning = readCount(value["reasoning_output_tokens"]);
  const total = readCount(value["total_tokens"]);
  if (input === undefined || cached === undefined || cacheWrite === undefined) return undefined;
  if (output === undefined || reasoning === undefined || total === undefined) return undefined;
  return { input, cached, cacheWrite, output, reasoning, total };
}

/** Disjoint counts. A negative input is handed on as it is, to be set aside with the record. */
export function tokensOf(usage: CodexUsage): TokenCounts {
  const fresh = usage.input - usage.cached - usage.cacheWrite;
  return {
    freshInput: usage.input < 0 ? fresh : Math.max(0, fresh),
    cacheRead: usage.cached,
    cacheWrite5m: usage.cacheWrite,
    cacheWrite1h: 0,
    output: usage.output,
    reasoning: usage.reasoning,
    webSearches: 0,
  };
}

/**
 * All fields in a fixed order. An absent field reads as 0, so a copy written by a version that knows more fields has the
 * same key.
 */
export function usageKey({ input, cached, cacheWrite, output, reasoning, total }: CodexUsage): string {
  return `${input},${cached},${cacheWrite},${output},${reasoning},${total}`;
}

/** Whether nothing was used. `total` has no say: filling the context window raises it alone, without a call. */
export function isNothing({ input, cached, cacheWrite, output, reasoning }: CodexUsage): boolean {
  return input === 0 && cached === 0 && cacheWrite === 0 && output === 0 && reasoning === 0;
}

/** Same counts; `total` again has no say. */
export function isSameUse(a: CodexUsage, b: CodexUsage): boolean {
  return (
    a.input === b.input &&
    a.cached === b.cached &&
    a.cacheWrite === b.cacheWrite &&
    a.output === b.output &&
    a.reasoning === b.reasoning
  );
}

/** Same counts and same `total`, as a usage that is written anew has. */
export function isSameUsage(a: CodexUsage, b: CodexUsage): boolean {
  return isSameUse(a, b) && a.total === b.total;
}

/** What `total` is above a high-water mark, field by field and never negative. */
export function riseAbove(mark: CodexUsage | null, total: CodexUsage): CodexUsage {
  return combine(total, mark, (now, before) => Math.max(0, now - before));
}

export function raiseMark(mark: CodexUsage | null, total: CodexUsage): CodexUsage {
  return combine(total, mark, Math.max);
}

function combine(a: CodexUsage, b: CodexUsage | null, join: (a: number, b: number) => number): CodexUsage {
  return {
    input: join(a.input, b?.input ?? 0),
    cached: join(a.cached, b?.cached ?? 0),
    cacheWrite: join(a.cacheWrite, b?.cacheWrite ?? 0),
    output: join(a.output, b?.output ?? 0),
    reasoning: join(a.reasoning, b?.reasoning ?? 0),
    total: join(a.total, b?.total ?? 0),
  };
}
