import { claimToCall } from "../../core/outsideClaim.ts";
import { newCall } from "../../sources/newCall.ts";
import type { Emitter } from "../emitter.ts";
import { conversationOf, copilotOf, isTokenUsage, readChatSpan } from "./chatSpan.ts";

/**
 * Copilot Chat sends the very spans that its span database and its debug log hold. With the identity that those give them
 * they are copies of one call; where a session has two names there, they still give way to their own span.
 */
export const copilotChatEmitter: Emitter = {
  sourceId: "copilotChat",
  // Its log records repeat what the spans tell.
  readSpan: (span) => {
    if (copilotOf(span) !== "chat") return undefined;
    const call = readChatSpan(span);
    if (call === undefined || typeof call === "string") return call;
    const sessionId = conversationOf(span.attributes) ?? `trace:${span.traceId}`;
    return newCall({
      family: sessionId,
      member: span.spanId,
      yieldsTo: claimToCall(span.spanId),
      quality: "exact-call",
      sessionId,
      ...call,
    });
  },
  countsTokens: (point) => copilotOf(point) === "chat" && isTokenUsage(point),
};
