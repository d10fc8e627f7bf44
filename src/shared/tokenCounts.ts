/**
 * Tokens of one call, or a sum over calls, as disjoint integers: no token is in two fields, so a total is always derived.
 * `reasoning` is information only: a subset of `output`, never added to it.
 */
export interface TokenCounts {
  readonly freshInput: number;
  readonly cacheRead: number;
  readonly cacheWrite5m: number;
  readonly cacheWrite1h: number;
  readonly output: number;
  readonly reasoning: number;
  /** Server-side web searches, billed per search and not per token. */
  readonly webSearches: number;
}

export const TOKEN_FIELDS = [
  "freshInput",
  "cacheRead",
  "cacheWrite5m",
  "cacheWrite1h",
  "output",
  "reasoning",
  "webSearches",
] as const satisfies readonly (keyof TokenCounts)[];

export const NO_TOKENS: TokenCounts = {
  freshInput: 0,
  cacheRead: 0,
  cacheWrite5m: 0,
  cacheWrite1h: 0,
  output: 0,
  reasoning: 0,
  webSearches: 0,
};

/** Tokens the model was sent: the prompt, whether fresh, read from a cache or written to one. */
export function promptTokens(counts: TokenCounts): number {
  return counts.freshInput + counts.cacheRead + counts.cacheWrite5m + counts.cacheWrite1h;
}

/** All tokens of the call: prompt and output. */
export function totalTokens(counts: TokenCounts): number {
  return promptTokens(counts) + counts.output;
}

/** Field by field and by name, as going through the names takes many times as long, and this is asked of most calls. */
export function areSameCounts(a: TokenCounts, b: TokenCounts): boolean {
  return (
    a.freshInput === b.freshInput &&
    a.cacheRead === b.cacheRead &&
    a.cacheWrite5m === b.cacheWrite5m &&
    a.cacheWrite1h === b.cacheWrite1h &&
    a.output === b.output &&
    a.reasoning === b.reasoning &&
    a.webSearches === b.webSearches
  );
}

/** Share of prompt tokens that came from a cache, 0 to 1; `undefined` where there was no prompt. */
export function cacheHitRate(counts: TokenCounts): number | undefined {
  const prompt = promptTokens(counts);
  return prompt === 0 ? undefined : counts.cacheRead / prompt;
}
