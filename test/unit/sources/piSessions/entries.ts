/** Entries of made-up sessions, at so many seconds after noon of 2026-06-10 (UTC). */
export function at(seconds: number): string {
  return new Date(Date.UTC(2026, 5, 10, 12) + seconds * 1000).toISOString();
}

export function header(more: object = {}): object {
  return { type: "session", version: 3, id: "s1", timestamp: at(0), cwd: "/home/ann/shop", ...more };
}

export const USAGE = {
  input: 9,
  output: 300,
  cacheRead: 12_000,
  cacheWrite: 500,
  reasoning: 80,
  totalTokens: 12_809,
  cost: { input: 0.001, output: 0.004, cacheRead: 0.003, cacheWrite: 0.002, total: 0.01 },
};

/** An answer that was begun a second before it was written down. */
export function answer(id: string | undefined, seconds: number, usage: object = USAGE, more: object = {}): object {
  return {
    type: "message",
    ...(id === undefined ? {} : { id, parentId: null }),
    timestamp: at(seconds),
    message: {
      role: "assistant",
      content: [{ type: "text", text: "Done." }],
      provider: "anthropic",
      model: "claude-sonnet-4-5",
      usage,
      timestamp: Date.parse(at(seconds - 1)),
      ...more,
    },
  };
}

export function question(id: string | undefined, seconds: number, text: string, more: object = {}): object {
  return {
    type: "message",
    ...(id === undefined ? {} : { id }),
    timestamp: at(seconds),
    message: { role: "user", content: [{ type: "text", text }], timestamp: Date.parse(at(seconds)), ...more },
  };
}
