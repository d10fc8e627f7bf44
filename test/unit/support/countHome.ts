import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { zstdDecompressSync } from "node:zlib";
import { countCall, emptyToolTruth, type ToolTruth } from "../../support/generateHome/homeTruth.ts";

type Json = { readonly [key: string]: unknown };

/** Counts a home the slow and plain way, to hold the generator to its word: every line through JSON.parse. */
export function countHome(folder: string): { claude: ToolTruth; codex: ToolTruth } {
  return { claude: countClaude(join(folder, ".claude")), codex: countCodex(join(folder, ".codex")) };
}

function countClaude(folder: string): ToolTruth {
  const best = new Map<string, ToolTruth>();
  const searching = new Set<unknown>();
  const searches = new Map<unknown, number>();
  for (const line of filesBelow(folder).flatMap((file) => jsonLines(file))) {
    const record = at(line, "data", "message") ?? line;
    const id = at(record, "message", "id");
    const usage = at(record, "message", "usage");
    if (isJson(record) && record["type"] === "assistant" && isJson(usage)) {
      if (at(record, "message", "model") === "<synthetic>") continue;
      keepHighest(best, String(id), claudeTokens(usage));
      const advisors = list(usage["iterations"]).filter((entry) => at(entry, "type") === "advisor_message");
      advisors.forEach((entry, number) => keepHighest(best, `${String(id)}/${number}`, claudeTokens(entry)));
    }
    for (const block of list(at(line, "message", "content"))) {
      if (at(block, "name") === "WebSearch") searching.add(at(block, "id"));
      const asked = at(block, "tool_use_id");
      if (searching.has(asked)) searches.set(asked, num(at(line, "toolUseResult", "searchCount")));
    }
  }
  const truth = emptyToolTruth();
  for (const tokens of best.values()) countCall(truth, tokens);
  for (const count of searches.values()) truth.webSearches += count;
  return truth;
}

function keepHighest(best: Map<string, ToolTruth>, key: string, tokens: ToolTruth): void {
  const known = best.get(key);
  if (known === undefined || tokens.output > known.output) best.set(key, tokens);
}

function claudeTokens(usage: unknown): ToolTruth {
  return {
    ...emptyToolTruth(),
    freshInput: num(at(usage, "input_tokens")),
    cacheRead: num(at(usage, "cache_read_input_tokens")),
    cacheWrite5m: num(at(usage, "cache_creation", "ephemeral_5m_input_tokens")),
    cacheWrite1h: num(at(usage, "cache_creation", "ephemeral_1h_input_tokens")),
    output: num(at(usage, "output_tokens")),
    reasoning: num(at(usage, "output_tokens_details", "thinking_tokens")),
  };
}

function countCodex(folder: string): ToolTruth {
  const calls = new Map<string, ToolTruth>();
  for (const file of filesBelow(folder)) {
    const lines = jsonLines(file);
    const meta = at(lines[0], "payload");
    // A fork's copies belong to the session it was forked from.
    const session = String(at(meta, "forked_from_id") ?? at(meta, "id"));
    const records = lines.filter((line) => at(line, "type") === "token_usage_record");
    for (const record of records) {
      calls.set(String(at(record, "payload", "response_id")), codexTokens(at(record, "payload", "usage")));
    }
    if (records.length > 0) continue;
    for (const line of lines) {
      const info = at(line, "payload", "info");
      const last = at(info, "last_token_usage");
      const vector = JSON.stringify([last, at(info, "total_token_usage")]);
      if (isJson(last)) calls.set(session + vector, codexTokens(last));
    }
  }
  const truth = emptyToolTruth();
  for (const tokens of calls.values()) countCall(truth, tokens);
  return truth;
}

function codexTokens(usage: unknown): ToolTruth {
  const cached = num(at(usage, "cached_input_tokens"));
  const written = num(at(usage, "cache_write_input_tokens"));
  return {
    ...emptyToolTruth(),
    freshInput: num(at(usage, "input_tokens")) - cached - written,
    cacheRead: cached,
    cacheWrite5m: written,
    output: num(at(usage, "output_tokens")),
    reasoning: num(at(usage, "reasoning_output_tokens")),
  };
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".meta.json"))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

function jsonLines(file: string): readonly unknown[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith(".zst") ? zstdDecompressSync(bytes) : bytes).toString();
  return text
    .slice(0, text.lastIndexOf("\n") + 1)
    .split("\n")
    .filter((line) => line !== "")
    .map((line): unknown => JSON.parse(line));
}

function at(value: unknown, ...path: readonly string[]): unknown {
  let here = value;
  for (const key of path) here = isJson(here) ? here[key] : undefined;
  return here;
}

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function num(value: unknown): number {
  return typeof value === "number" ? value : 0;
}
