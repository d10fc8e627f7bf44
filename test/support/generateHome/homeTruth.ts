import { TOKEN_FIELDS, type TokenCounts } from "../../../src/shared/tokenCounts.ts";

/** What one tool's calls really came to: each call once, whatever number of lines and files repeat it. */
export type ToolTruth = { -readonly [Field in keyof TokenCounts]: number } & { calls: number };

export interface HomeTruth {
  readonly claude: ToolTruth;
  readonly codex: ToolTruth;
  /** Log files and their bytes on disk. */
  files: number;
  bytes: number;
}

export function emptyToolTruth(): ToolTruth {
  return {
    calls: 0,
    freshInput: 0,
    cacheRead: 0,
    cacheWrite5m: 0,
    cacheWrite1h: 0,
    output: 0,
    reasoning: 0,
    webSearches: 0,
  };
}

export function countCall(truth: ToolTruth, tokens: TokenCounts): void {
  truth.calls += 1;
  for (const field of TOKEN_FIELDS) truth[field] += tokens[field];
}
