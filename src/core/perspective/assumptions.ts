/** A model in a mix, and its part of all tokens. */
export interface MixPart {
  /** Source id that the model's name comes from; empty for a name of its maker. */
  readonly tool: string;
  /** Model as the tool or its maker writes it. */
  readonly model: string;
  /** 0 to 1; the shares of a mix add up to 1. */
  readonly share: number;
}

/** Everything that turns a number of tokens into money. All shares are 0 to 1. */
export interface Assumptions {
  readonly mix: readonly MixPart[];
  /** Share of the prompt that comes from a cache. */
  readonly cacheHit: number;
  /** Share of the prompt that is written to a cache, as far as the reads leave room. */
  readonly cacheWrite: number;
  /** Share of the writes that are kept for an hour and not for five minutes. */
  readonly hourWrites: number;
  /** Share of output in all tokens. */
  readonly output: number;
}

/** Kinds of token with a price of their own, as shares of all tokens. */
export interface TokenSplit {
  readonly cacheRead: number;
  readonly cacheWrite5m: number;
  readonly cacheWrite1h: number;
  readonly freshInput: number;
  readonly output: number;
}

export const SPLIT_KINDS = [
  "cacheRead",
  "cacheWrite5m",
  "cacheWrite1h",
  "freshInput",
  "output",
] as const satisfies readonly (keyof TokenSplit)[];

/** The kinds of token that the assumptions mean. They add up to 1 whatever the assumptions: what is left is fresh input. */
export function splitTokens({ cacheHit, cacheWrite, hourWrites, output }: Assumptions): TokenSplit {
  const prompt = 1 - output;
  const write = Math.min(cacheWrite, 1 - cacheHit);
  return {
    cacheRead: prompt * cacheHit,
    cacheWrite5m: prompt * write * (1 - hourWrites),
    cacheWrite1h: prompt * write * hourWrites,
    freshInput: prompt * Math.max(0, 1 - cacheHit - write),
    output,
  };
}
