import type { CallRecord, SessionRecord, SkipReason } from "../../core/usageRecord.ts";
import { NO_TOKENS } from "../../shared/tokenCounts.ts";
import { contentKey } from "../contentKey.ts";
import { Gathering } from "../gathering.ts";
import { forEachLine, isJsonObject, readCount, readText, type JsonObject } from "../lines.ts";
import { newCall } from "../newCall.ts";
import type { LineParser } from "../source.ts";
import { printed, usageKey } from "./usageText.ts";

/** Session of the messages that follow: named after the moment in which Aider was launched, as nothing else is told. */
type LogState = { readonly session: string };

/** How each line of the log begins. Other files may lie where one is looked for. */
const EVENT = '{"event"';

/** Reads the log of events that Aider writes where it is told to. */
export const analyticsLog: LineParser<LogState> = {
  start: () => ({ session: "" }),
  parse: (before, lines) => {
    let { session } = before;
    const gathering = new Gathering();
    forEachLine(lines, (start, end) => {
      const text = lines.toString("utf8", start, end).trim();
      if (!text.startsWith(EVENT)) return;
      gathering.takeLine(text, (event) => {
        const launch = event["event"] === "launched" ? readLaunch(event) : undefined;
        session = launch?.sessionId ?? session;
        return launch ?? readMessage(event, session);
      });
    });
    return gathering.behind({ session });
  },
};

function readLaunch(event: JsonObject): SessionRecord | undefined {
  const { time, properties } = event;
  if (typeof time !== "number") return undefined;
  const toolVersion = isJsonObject(properties) ? readText(properties["aider_version"]) : undefined;
  return { kind: "session", sessionId: `launched ${time}`, parentId: undefined, toolVersion };
}

/** `message_send`: all calls behind one reply together. `total_tokens` and `total_cost` are sums since the launch. */
function readMessage(event: JsonObject, sessionId: string): CallRecord | SkipReason | undefined {
  if (event["event"] !== "message_send") return undefined;
  const { time, properties } = event;
  if (!isJsonObject(properties)) return "wrong-type";
  const sent = readCount(properties["prompt_tokens"]);
  const received = readCount(properties["completion_tokens"]);
  if (sent === undefined || received === undefined) return "wrong-type";
  if (sent === 0 && received === 0) return undefined;
  if (typeof time !== "number" || !Number.isFinite(time * 1000) || time <= 0) return "no-time";
  const cost = readDollars(properties["cost"]);
  const sessionCost = readDollars(properties["total_cost"]);
  const model = readText(properties["main_model"]) ?? "";
  const totalTokens = readCount(properties["total_tokens"]);
  const nanos = Math.round(cost * 1e9);
  return newCall({
    family: usageKey(printed({ sent, received, cost, sessionCost })),
    member: contentKey(readText(event["user_id"]), time, model, sent, received, cost, sessionCost, totalTokens),
    atMs: Math.round(time * 1000),
    model,
    tokens: { ...NO_TOKENS, freshInput: sent, output: received },
    quality: "estimate",
    sessionId,
    ...(nanos > 0 && Number.isSafeInteger(nanos) ? { reportedNanos: nanos } : {}),
  });
}

function readDollars(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) && value > 0 ? value : 0;
}
