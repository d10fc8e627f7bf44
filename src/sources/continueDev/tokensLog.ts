import { Gathering } from "../gathering.ts";
import { readCount, readInstant, readText, type JsonObject } from "../lines.ts";
import type { LineParser } from "../source.ts";
import type { SkipReason } from "../../core/usageRecord.ts";
import { CallsOfHour, type LoggedCall } from "./callsOfHour.ts";

type LogState = { readonly hours: JsonObject };

/** Reads the log of calls that Continue writes for its users to collect. */
export const tokensLog: LineParser<LogState> = {
  start: () => ({ hours: {} }),
  parse: (before, lines) => {
    const calls = new CallsOfHour(before.hours);
    const gathering = new Gathering();
    gathering.takeLines(lines, (event) => {
      const reading = readEvent(event);
      return typeof reading === "object" ? calls.callOf(reading) : reading;
    });
    return gathering.behind({ hours: calls.state });
  },
};

/** A line of early versions has no time; the database has the same calls with theirs. */
function readEvent(event: JsonObject): LoggedCall | SkipReason | undefined {
  if ((event["eventName"] ?? "tokensGenerated") !== "tokensGenerated") return undefined;
  const prompt = readCount(event["promptTokens"]);
  const generated = readCount(event["generatedTokens"]);
  if (prompt === undefined || generated === undefined) return "wrong-type";
  if (prompt === 0 && generated === 0) return undefined;
  const atMs = readInstant(event["timestamp"]);
  return atMs === undefined ? "no-time" : { atMs, model: readText(event["model"]) ?? "", prompt, generated };
}
