import {
  best,
  countAt,
  dig,
  isPlausible,
  nothing,
  sum,
  textAt,
  timeAt,
  type ParsedLog,
  type ToolCount,
} from "./independentLogs.ts";

/** One assistant's line, or one embedded in a progress line. */
interface Answer {
  readonly line: unknown;
  readonly message: unknown;
  readonly messageId: string | undefined;
  readonly requestId: string | undefined;
  readonly isSidechain: boolean;
  readonly timeMs: number;
}

/** Claude Code: one call per message and request, the copy with the highest output; its advisors' calls; its searches. */
export function countClaudeLogs(logs: readonly ParsedLog[], nowMs: number): ToolCount {
  const lines = logs.flatMap((log) => log.objects);
  const answers = lines.flatMap(answersIn).filter((answer) => textAt(answer.message, "model") !== "<synthetic>");
  const own = answers.filter((answer) => isCounted(usageOf(answer), answer, nowMs));
  const calls = [...group(own, callGroup).values()].flatMap((copies) => distinctCalls(copies));
  return sum([...calls, ...countAdvisors(answers, nowMs), countSearches(lines, answers)]);
}

function answersIn(line: unknown): Answer[] {
  const isProgress = dig(line, "type") === "progress";
  const answer = isProgress ? dig(line, "data", "message") : line;
  const message = dig(answer, "message");
  // Lines of old versions have no type.
  const isAnswer = (dig(answer, "type") ?? dig(message, "role")) === "assistant";
  if (!isAnswer || typeof dig(message, "usage") !== "object") return [];
  const timeMs = timeAt(answer, "timestamp");
  return [
    {
      line: answer,
      message,
      messageId: textAt(message, "id"),
      requestId: textAt(answer, "requestId"),
      // What progress is told of is a sub-agent's.
      isSidechain: isProgress || dig(answer, "isSidechain") === true,
      timeMs: Number.isNaN(timeMs) ? timeAt(line, "timestamp") : timeMs,
    },
  ];
}

function usageOf({ message }: Answer): ToolCount {
  return tokensOf(dig(message, "usage"));
}

function tokensOf(usage: unknown): ToolCount {
  const split = dig(usage, "cache_creation");
  const isSplit = ["ephemeral_5m_input_tokens", "ephemeral_1h_input_tokens"].some(
    (field) => (dig(split, field) ?? undefined) !== undefined,
  );
  return {
    calls: 1,
    freshInput: countAt(usage, "input_tokens"),
    cacheRead: countAt(usage, "cache_read_input_tokens"),
    cacheWrite5m: isSplit ? countAt(split, "ephemeral_5m_input_tokens") : countAt(usage, "cache_creation_input_tokens"),
    cacheWrite1h: isSplit ? countAt(split, "ephemeral_1h_input_tokens") : 0,
    output: countAt(usage, "output_tokens"),
    reasoning: countAt(usage, "output_tokens_details", "thinking_tokens"),
    webSearches: countAt(usage, "server_tool_use", "web_search_requests"),
  };
}

function isCounted(tokens: ToolCount, answer: Answer, nowMs: number): boolean {
  const { calls: _, ...counts } = tokens;
  return Object.values(counts).some((count) => count !== 0) && isPlausible(tokens, answer.timeMs, nowMs);
}

/** Copies of one message are kept together; an answer without any id stands alone, unless its line was copied whole. */
function callGroup({ messageId, requestId, line }: Answer): string {
  if (messageId !== undefined) return `message ${messageId}`;
  if (requestId !== undefined) return `request ${requestId}`;
  return `line ${textAt(line, "uuid") ?? JSON.stringify(line)}`;
}

/**
 * The calls among all lines with one message id. Requests tell calls apart, except where a side chain repeated the message
 * under a new request: those give way to the lines that are no side chain, and are one call where there are none.
 */
function distinctCalls(copies: readonly Answer[]): readonly ToolCount[] {
  const originals = copies.filter((copy) => !copy.isSidechain && copy.requestId !== undefined);
  if (copies[0]?.messageId === undefined || originals.length === 0) return [best(copies.map(usageOf))];
  const perRequest = group(originals, (copy) => copy.requestId ?? "");
  return [...perRequest.values()].map((same) => best(same.map(usageOf)));
}

function countAdvisors(answers: readonly Answer[], nowMs: number): readonly ToolCount[] {
  const asked = answers.flatMap((answer) => {
    const iterations = dig(answer.message, "usage", "iterations");
    const advisors = (Array.isArray(iterations) ? iterations : []).filter(
      (entry: unknown) => dig(entry, "type") === "advisor_message",
    );
    return advisors.map((entry: unknown, number) => ({
      key: `${callGroup(answer)}:${number}`,
      tokens: tokensOf(entry),
      answer,
    }));
  });
  const counted = asked.filter(({ tokens, answer }) => isCounted(tokens, answer, nowMs));
  return [...group(counted, ({ key }) => key).values()].map((same) => best(same.map(({ tokens }) => tokens)));
}

/** Searches of the WebSearch tool, which the answer to it counts, unless the message that asked for it counts them itself. */
function countSearches(lines: readonly unknown[], answers: readonly Answer[]): ToolCount {
  const selfCounting = new Set(
    answers.filter((answer) => usageOf(answer).webSearches > 0).map((answer) => answer.messageId),
  );
  const excluded = new Set(
    answers
      .filter((answer) => answer.messageId !== undefined && selfCounting.has(answer.messageId))
      .flatMap((answer) => blocksOf(answer.message).map((block) => textAt(block, "id"))),
  );
  const perUse = new Map<string, number>();
  for (const line of lines) {
    const count = countAt(line, "toolUseResult", "searchCount");
    const use = blocksOf(dig(line, "message")).find((block) => dig(block, "type") === "tool_result");
    const key = textAt(use, "tool_use_id") ?? textAt(line, "uuid");
    if (dig(line, "type") === "user" && count > 0 && key !== undefined && !excluded.has(key)) {
      perUse.set(key, Math.max(count, perUse.get(key) ?? 0));
    }
  }
  return { ...nothing(), webSearches: [...perUse.values()].reduce((total, count) => total + count, 0) };
}

function blocksOf(message: unknown): readonly unknown[] {
  const content = dig(message, "content");
  return Array.isArray(content) ? content : [];
}

function group<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
