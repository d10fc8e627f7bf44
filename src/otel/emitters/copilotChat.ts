import { newCall } from "../../sources/newCall.ts";
import type { Emitter } from "../emitter.ts";
import { isTokenUsage, readChatSpan, serviceOf } from "./chatSpan.ts";

const SERVICE = "copilot-chat";

/**
 * Copilot Chat sends the very spans that its span database and its debug log hold: with the same identity they are copies
 * of one call. Its log records repeat what the spans tell.
 */
export const copilotChatEmitter: Emitter = {
  sourceId: "copilotChat",
  readSpan: (span) => {
    if (serviceOf(span.resource) !== SERVICE) return undefined;
    const read = readChatSpan(span);
    if (read === undefined || typeof read === "string") return read;
    const { conversation, ...call } = read;
    const sessionId = conversation ?? `trace:${span.traceId}`;
    return newCall({ family: sessionId, member: span.spanId, quality: "exact-call", sessionId, ...call });
  },
  countsTokens: (point) => serviceOf(point.resource) === SERVICE && isTokenUsage(point),
};
