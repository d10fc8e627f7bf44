import { claimToDay } from "../../core/outsideClaim.ts";
import { newCall } from "../../sources/newCall.ts";
import type { Emitter } from "../emitter.ts";
import { isTokenUsage, readChatSpan, serviceOf } from "./chatSpan.ts";

const SERVICE = "github-copilot";

/**
 * Copilot CLI keeps every request in a database of its own, which knows neither spans nor, for sure, their conversation:
 * telemetry counts on days of which its files tell nothing.
 */
export const copilotCliEmitter: Emitter = {
  sourceId: "copilotCli",
  readSpan: (span) => {
    if (serviceOf(span.resource) !== SERVICE) return undefined;
    const read = readChatSpan(span);
    if (read === undefined || typeof read === "string") return read;
    const { conversation, ...call } = read;
    return newCall({
      family: `span:${span.traceId}:${span.spanId}`,
      yieldsTo: claimToDay(call.atMs),
      quality: "exact-call",
      sessionId: conversation ?? "",
      ...call,
    });
  },
  countsTokens: (point) => serviceOf(point.resource) === SERVICE && isTokenUsage(point),
};
