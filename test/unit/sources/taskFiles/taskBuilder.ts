/** Counts of a request as the tools write them into the JSON text of its message. */
export interface WrittenUsage {
  readonly tokensIn?: unknown;
  readonly tokensOut?: unknown;
  readonly cacheReads?: unknown;
  readonly cacheWrites?: unknown;
  readonly cost?: unknown;
  readonly apiProtocol?: string;
  readonly cancelReason?: string;
  readonly inferenceProvider?: string;
}

/** A message with usage; `more` are fields beside the text. */
export function say(kind: string, ts: unknown, usage: WrittenUsage, more: object = {}): object {
  return { ts, type: "say", say: kind, text: JSON.stringify({ request: "<task>…</task>", ...usage }), ...more };
}

export function request(ts: unknown, usage: WrittenUsage = {}, more: object = {}): object {
  return say("api_req_started", ts, usage, more);
}

export function typed(kind: string, ts: number, text = "do it"): object {
  return { ts, type: "say", say: kind, text };
}

/** A prompt of the API history with the surroundings that Roo Code adds. */
export function prompt(model: string, ts?: number, folder?: string): object {
  const heading = folder === undefined ? "" : `\n\n# Current Workspace Directory (${folder}) Files\nindex.ts`;
  const text = `<environment_details>\n# Current Cost\n$0.00\n\n# Current Mode\n<slug>code</slug>\n<name>Code</name>\n<model>${model}</model>${heading}\n</environment_details>`;
  return {
    role: "user",
    content: [
      { type: "text", text: "<task>\ndo it\n</task>" },
      { type: "text", text },
    ],
    ...(ts === undefined ? {} : { ts }),
  };
}
