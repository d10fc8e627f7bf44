import { copilotCli } from "../../../../src/sources/copilotCli/source.ts";
import { formatOf, jsonLines, readLines, type LogPlace, type ReadLog } from "../../../support/readFormat.ts";

export const EVENTS = formatOf(copilotCli, "events", "lines");
export const SESSION = "77aa0000-0000-4000-8000-000000000001";
const PLACE: LogPlace = { relativePath: `${SESSION}/events.jsonl` };

type Fields = Record<string, unknown>;

/** An event at a minute after nine. */
export function event(type: string, minute: number, data: Fields, more: Fields = {}): Fields {
  const timestamp = `2026-07-20T09:${String(minute).padStart(2, "0")}:00.000Z`;
  return { type, data, id: `${type}-${minute}`, timestamp, parentId: null, ...more };
}

export function start(data: Fields = {}): Fields {
  const context = { cwd: "/home/ann/shop", branch: "main" };
  return event("session.start", 0, { sessionId: SESSION, version: 1, copilotVersion: "1.0.50", context, ...data });
}

export function message(minute: number, output: number | undefined, data: Fields = {}): Fields {
  const told = { messageId: `m${minute}`, model: "claude-sonnet-4.6", outputTokens: output, ...data };
  return event("assistant.message", minute, told);
}

/** Totals in the order input, output, cache read, cache write. */
export function shutdown(
  minute: number,
  models: Readonly<Record<string, readonly [number, number, number, number]>>,
  data: Fields = {},
): Fields {
  const modelMetrics = Object.fromEntries(
    Object.entries(models).map(([model, [inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens]]) => [
      model,
      {
        requests: { count: 2, cost: 1 },
        usage: { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens, reasoningTokens: 0 },
      },
    ]),
  );
  return event("session.shutdown", minute, { shutdownType: "routine", modelMetrics, ...data });
}

export function readEvents(lines: readonly (object | string)[], place: LogPlace = PLACE): ReadLog {
  return readLines(EVENTS, jsonLines(...lines), place);
}

/** Fresh input, cache read, cache write and output of each call. */
export function counts(log: ReadLog): readonly (readonly number[])[] {
  return log.calls.map(({ tokens }) => [tokens.freshInput, tokens.cacheRead, tokens.cacheWrite5m, tokens.output]);
}
