import { Gathering } from "../gathering.ts";
import { forEachLine, parseLine, readCount, readInstant, readText, type JsonObject } from "../lines.ts";
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
    forEachLine(lines, (start, end) => {
      const text = lines.toString("utf8", start, end);
      if (text.trim() === "") return;
      for (const event of parseLine(text)) {
        const reading = event === undefined ? "malformed" : readEvent(event);
        gathering.take(typeof reading === "object" ? calls.callOf(reading) : reading);
      }
    });
    return { state: { hours: calls.state }, records: gathering.records, skipped: gathering.skipped };
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
