import { formatOf, jsonLines, readLines, type ReadLog } from "../../../support/readFormat.ts";
import { aider } from "../../../../src/sources/aider/source.ts";

export const LOG = formatOf(aider, "analytics-log", "lines");
export const HISTORY = formatOf(aider, "chat-history", "lines");

export const LAUNCHED = {
  event: "launched",
  properties: { python_version: "3.12.1", aider_version: "0.86.1" },
  user_id: "u",
  time: 1_771_000_000,
};

/** A message of some seconds after the launch. */
export function message(seconds: number, prompt_tokens: number, completion_tokens: number, more: object = {}): object {
  return {
    event: "message_send",
    properties: {
      main_model: "openrouter/anthropic/claude-sonnet-4.5",
      weak_model: "openrouter/anthropic/claude-haiku-4.5",
      edit_format: "diff",
      prompt_tokens,
      completion_tokens,
      total_tokens: prompt_tokens + completion_tokens,
      cost: 0.047,
      total_cost: 0.19,
      ...more,
    },
    user_id: "u",
    time: LAUNCHED.time + seconds,
  };
}

export function readLog(...lines: readonly (object | string)[]): ReadLog {
  return readLines(LOG, jsonLines(...lines));
}

/** A history as Aider writes it: lines of its own and of a person's end in two blanks. */
export function historyOf(...lines: readonly string[]): Buffer {
  return Buffer.from(lines.map((line) => `${line}\n`).join(""));
}

export const CHAT = "# aider chat started at 2026-02-13 10:00:00";

export function readHistory(...lines: readonly string[]): ReadLog {
  return readLines(HISTORY, historyOf(...lines));
}
