import { formatOf } from "../../../support/readFormat.ts";
import { geminiCli } from "../../../../src/sources/geminiCli/source.ts";

export const LOG = formatOf(geminiCli, "chat-log", "lines");
export const DOCUMENT = formatOf(geminiCli, "chat-document", "document");

export const HEADING = { sessionId: "s1", projectHash: "h", startTime: "2026-05-03T15:00:00.000Z", kind: "main" };

/** 1,000 sent, 400 of them cached, 100 answered and 60 thought. */
export const COUNTS = { input: 1_000, output: 100, cached: 400, thoughts: 60, tool: 0, total: 1_160 };

export function reply(id: string, tokens: object | null = COUNTS): object {
  const text = "Done.";
  return { id, timestamp: "2026-05-03T15:01:00.000Z", type: "gemini", model: "gemini-3-pro", content: text, tokens };
}

export function prompt(id: string, content: unknown = "Add a test."): object {
  return { id, timestamp: "2026-05-03T15:00:30.000Z", type: "user", content };
}
