import type { PrintedUsage } from "./usageText.ts";

/** What the history tells of a message: as it is printed, and the numbers that were meant. */
export interface UsageLine extends PrintedUsage {
  readonly sentTokens: number;
  readonly receivedTokens: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
}

const COUNT = String.raw`(\d[\d,]*(?:\.\d+)?[kM]?)`;

/** `> Tokens: 12k sent, 1.5k cache write, 8.2k cache hit, 1.2k received. Cost: $0.02 message, $0.10 session.` */
const USAGE = new RegExp(
  `^> Tokens: ${COUNT} sent(?:, ${COUNT} cache write)?(?:, ${COUNT} cache hit)?, ${COUNT} received\\.?` +
    String.raw`(?:\s+Cost: \$([\d.]+) (?:message|request|send), \$([\d.]+) session\.)?\s*$`,
);

/** Reads a line of the history; `undefined` where it tells no counts. */
export function readUsageLine(line: string): UsageLine | undefined {
  const match = USAGE.exec(line);
  if (match === null) return undefined;
  const [, sent = "0", write = "0", hit = "0", received = "0", cost, sessionCost] = match;
  const sentTokens = tokensOf(sent);
  const receivedTokens = tokensOf(received);
  if (sentTokens === 0 && receivedTokens === 0) return undefined;
  // More digits than a number has room for.
  if (![sentTokens, receivedTokens, tokensOf(hit), tokensOf(write)].every(Number.isFinite)) return undefined;
  return {
    sent,
    received,
    cost,
    sessionCost,
    sentTokens,
    receivedTokens,
    cacheRead: tokensOf(hit),
    cacheWrite: tokensOf(write),
  };
}

/** `834`, `1,234`, `1.2k`, `3M`. */
function tokensOf(text: string): number {
  const unit = text.endsWith("k") ? 1000 : text.endsWith("M") ? 1_000_000 : 1;
  return Math.round(Number.parseFloat(text.replaceAll(",", "")) * unit);
}
