import type { CallRecord, SkipReason } from "../../core/usageRecord.ts";
import { NO_TOKENS, totalTokens, type TokenCounts } from "../../shared/tokenCounts.ts";
import { newCall } from "../newCall.ts";
import type { Conversation } from "./conversation.ts";
import { countIn, instantIn, messageIn, readProtobuf, textIn, type ProtobufMessage } from "./protobuf.ts";

/** Numbers of the fields of a generation's record and of the messages in it. */
const CHAT_MODEL = 1;
const USAGE = 4;
const CHAT_START = 9;
const STARTED_AT = 4;
const RESPONSE_MODEL = 19;

/** Numbers of the fields of `ModelUsageStats`. */
const INPUT = 2;
const OUTPUT = 3;
const CACHE_WRITE = 4;
const CACHE_READ = 5;
const THINKING_OUTPUT = 9;
const RESPONSE_OUTPUT = 10;
const RESPONSE_ID = 11;

/**
 * One call as a row of `gen_metadata` tells it.
 * @param index key of the row, for the case that the reply's id is missing
 */
export function readGeneration(
  data: Uint8Array,
  index: number,
  conversation: Conversation,
): CallRecord | SkipReason | undefined {
  const record = readProtobuf(data);
  if (record === undefined) return "malformed";
  const chatModel = messageIn(record, CHAT_MODEL);
  if (chatModel === undefined) return "unknown-format";
  // A call that was cut short, or is still under way, has no usage.
  if (chatModel.get(USAGE) === undefined) return undefined;
  const usage = messageIn(chatModel, USAGE);
  if (usage === undefined) return "wrong-type";
  const tokens = readTokens(usage);
  if (typeof tokens === "string") return tokens;
  if (totalTokens(tokens) === 0) return undefined;
  const atMs = instantIn(messageIn(chatModel, CHAT_START), STARTED_AT);
  if (atMs === undefined) return "no-time";
  const { id, isSubagent, cwd, branch, startMs } = conversation;
  return newCall({
    family: textIn(usage, RESPONSE_ID) ?? `${id}/${index}`,
    atMs,
    model: textIn(chatModel, RESPONSE_MODEL) ?? "",
    tokens,
    quality: "exact-call",
    sessionId: id,
    agentId: isSubagent ? id : undefined,
    ownerMs: startMs,
    cwd,
    branch,
  });
}

/**
 * The schema is not published, so a record is believed only if it adds up: output is thinking and response. Very old ones
 * have output alone.
 */
function readTokens(usage: ProtobufMessage): TokenCounts | SkipReason {
  const freshInput = countIn(usage, INPUT);
  const output = countIn(usage, OUTPUT);
  const cacheWrite5m = countIn(usage, CACHE_WRITE);
  const cacheRead = countIn(usage, CACHE_READ);
  const thinking = countIn(usage, THINKING_OUTPUT);
  const response = countIn(usage, RESPONSE_OUTPUT);
  if (
    freshInput === undefined ||
    output === undefined ||
    cacheWrite5m === undefined ||
    cacheRead === undefined ||
    thinking === undefined ||
    response === undefined
  ) {
    return "wrong-type";
  }
  const isSplit = usage.has(THINKING_OUTPUT) || usage.has(RESPONSE_OUTPUT);
  if (isSplit && output !== thinking + response) return "unknown-format";
  return { ...NO_TOKENS, freshInput, cacheRead, cacheWrite5m, output, reasoning: thinking };
}
