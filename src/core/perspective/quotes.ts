import type { Assumptions } from "./assumptions.ts";

/** A price per million tokens that was published, and assumptions that lead there. */
export interface Quote {
  readonly id: QuoteId;
  /** US dollars per million tokens, as published. */
  readonly perMillion: number;
  /** What the publication says, and, for the rest, what makes it come out: the page says which is which. */
  readonly assumptions: Assumptions;
}

export const QUOTE_IDS = ["observed", "calculator", "naive"] as const;
export type QuoteId = (typeof QUOTE_IDS)[number];

/** Tokens of one month at a company of 85,000, as reported in April 2026: what the quotes were made for. */
export const COMPANY_MONTH_TOKENS = 60.2e12;

const OPUS_OF_2025 = "claude-opus-4-1";
/** Opus as it was sold in the spring of 2026, at a third of the price before. */
export const OPUS_SINCE = "claude-opus-4-5";
const SONNET = "claude-sonnet-4-5";

export const QUOTES: readonly Quote[] = [
  {
    id: "observed",
    // A public board of 792 developers: $2.3 million for 2.5 trillion tokens.
    perMillion: 0.92,
    assumptions: {
      mix: [{ tool: "", model: OPUS_SINCE, share: 1 }],
      // Of all tokens 94.8 % read, 4.2 % written, 0.8 % fresh and 0.2 % output.
      cacheHit: 94.8 / 99.8,
      cacheWrite: 4.2 / 99.8,
      hourWrites: 0,
      output: 0.002,
    },
  },
  {
    id: "calculator",
    // Of a public report: "86 % Opus, 70 % cache hit".
    perMillion: 5.5,
    assumptions: {
      mix: [
        { tool: "", model: OPUS_OF_2025, share: 0.86 },
        { tool: "", model: SONNET, share: 0.14 },
      ],
      cacheHit: 0.7,
      cacheWrite: 0,
      hourWrites: 0,
      output: 0.01,
    },
  },
  {
    id: "naive",
    // Of other reports: every token at the price of fresh input.
    perMillion: 15,
    assumptions: {
      mix: [{ tool: "", model: OPUS_OF_2025, share: 1 }],
      cacheHit: 0,
      cacheWrite: 0,
      hourWrites: 0,
      output: 0,
    },
  },
];

/** Models to choose from, by the names of their makers: today's, and those that the quotes are about. */
export const MODEL_CHOICES: readonly string[] = [
  "claude-fable-5-2",
  "claude-opus-5-5",
  OPUS_SINCE,
  OPUS_OF_2025,
  "claude-sonnet-5-5",
  SONNET,
  "claude-haiku-5-5",
  "claude-haiku-4-5",
  "gpt-6.2-sol",
  "gpt-6.2-astra",
  "gpt-5.5",
  "gpt-5.3-codex",
  "gpt-5-mini",
  "gemini-3.1-pro-preview",
  "gemini-3.8-flash",
  "grok-4.7",
  "kimi-k3",
  "glm-5.3",
  "qwen3.8-max",
  "deepseek-v4-pro",
  "mistral-large-4",
];
