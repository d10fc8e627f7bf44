import type { UsageBlock } from "../../shared/limits.ts";

const HOUR_MS = 3_600_000;
const BLOCK_HOURS = 5;

/** What was used in an hour of UTC. */
export interface HourUse {
  readonly startMs: number;
  readonly tokens: number;
  readonly costNanos: number;
}

/**
 * Claude's window of five hours, as far as logs tell it: it begins with the hour of the first call after the last one ended,
 * as those who watch it have found. Anthropic publishes no figures, and use on other machines is not seen: an estimate.
 * @param hours hours with use, the oldest first
 * @returns the block that now lies in, if there is one
 */
export function claudeBlock(hours: readonly HourUse[], nowMs: number): UsageBlock | undefined {
  let block: { startMs: number; tokens: number; costNanos: number } | undefined;
  for (const { startMs, tokens, costNanos } of hours) {
    if (startMs > nowMs) break;
    if (block === undefined || startMs >= block.startMs + BLOCK_HOURS * HOUR_MS) {
      block = { startMs, tokens: 0, costNanos: 0 };
    }
    block.tokens += tokens;
    block.costNanos += costNanos;
  }
  if (block === undefined) return undefined;
  const endMs = block.startMs + BLOCK_HOURS * HOUR_MS;
  return nowMs < endMs ? { ...block, endMs } : undefined;
}
