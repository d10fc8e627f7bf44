import type { CallRecord, SkipReason, UsageRecord } from "../../core/usageRecord.ts";
import { NO_TOKENS } from "../../shared/tokenCounts.ts";
import { countText } from "../countText.ts";
import { newCall } from "../newCall.ts";
import type { TokenCounter } from "../source.ts";
import type { Bubble } from "./bubble.ts";
import type { Conversation } from "./conversations.ts";

const TYPED = 1;
const ANSWERED = 2;

/**
 * A turn for what a person typed, and calls for what was reported or, where nothing was, for the text that can be seen.
 *
 * A build that reports counts puts those of a whole turn into one of its bubbles, and zeros into all others. So what is
 * counted here yields to what is reported, conversation by conversation.
 */
export function recordsOfBubble(
  bubble: Bubble,
  conversation: Conversation,
  counter: TokenCounter,
): readonly UsageRecord[] | SkipReason {
  const { type, id, conversationId } = bubble;
  if (type !== TYPED && type !== ANSWERED) return [];
  const atMs = bubble.atMs ?? conversation.startMs;
  if (atMs === undefined) return "no-time";
  const model = bubble.model ?? conversation.modelOf(id) ?? conversation.model ?? "";
  const reported = `conversation:${conversationId}`;
  const shared = { atMs, model, sessionId: conversationId, ownerMs: conversation.startMs ?? 0 };
  const records: UsageRecord[] = [];
  if (type === TYPED) records.push({ kind: "turn", id, sessionId: conversationId, atMs });
  if (bubble.inputTokens !== 0 || bubble.outputTokens !== 0) {
    const tokens = { ...NO_TOKENS, freshInput: bubble.inputTokens, output: bubble.outputTokens };
    records.push(newCall({ ...shared, family: reported, member: id, tokens, quality: "exact-turn" }));
    return records;
  }
  const counted = bubble.texts.reduce((sum, text) => sum + countText(counter, text, model).tokens, 0);
  if (counted > 0) {
    const tokens = { ...NO_TOKENS, [type === TYPED ? "freshInput" : "output"]: counted };
    const estimate: Partial<CallRecord> = {
      yieldsTo: reported,
      // What was typed stands for the call; the answer's pieces add to it.
      calls: type === TYPED ? 1 : 0,
      countedHere: true,
    };
    records.push(newCall({ ...shared, ...estimate, family: `bubble:${id}`, tokens, quality: "estimate" }));
  }
  return records;
}
