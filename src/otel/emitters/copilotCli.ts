import { claimToDay } from "../../core/outsideClaim.ts";
import { nanosOfNanoAiu } from "../../sources/aiCredits.ts";
import { newCall } from "../../sources/newCall.ts";
import { numberOf } from "../attributes.ts";
import type { Emitter } from "../emitter.ts";
import { conversationOf, copilotOf, isTokenUsage, readChatSpan } from "./chatSpan.ts";

/**
 * Copilot CLI keeps every request in a database of its own, which knows neither spans nor, for sure, their conversation:
 * telemetry counts on days around which its files tell nothing.
 */
export const copilotCliEmitter: Emitter = {
  sourceId: "copilotCli",
  readSpan: (span) => {
    if (copilotOf(span) !== "cli") return undefined;
    const call = readChatSpan(span);
    if (call === undefined || typeof call === "string") return call;
    const reportedNanos = nanosOfNanoAiu(numberOf(span.attributes.get("github.copilot.nano_aiu")), call.atMs);
    return newCall({
      family: `span:${span.traceId}:${span.spanId}`,
      yieldsTo: claimToDay(call.atMs),
      quality: "exact-call",
      sessionId: conversationOf(span.attributes) ?? "",
      ...(reportedNanos === undefined ? {} : { reportedNanos }),
      ...call,
    });
  },
  countsTokens: (point) => copilotOf(point) === "cli" && isTokenUsage(point),
};
