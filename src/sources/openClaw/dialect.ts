import { isJsonObject, parseObject, readText, type JsonObject } from "../lines.ts";
import type { SessionDialect } from "../piSessions/readEntry.ts";
import { timedEvent } from "./timedEvent.ts";

/** Openings of prompts that the gateway sends on its own: heartbeats, scheduled jobs, notes on a new session. */
const AUTOMATIC =
  /^(?:\[(?:cron|heartbeat)\b|Read HEARTBEAT\.md|A new session was started|Pre-compaction memory flush)/;

/** How OpenClaw's sessions differ from Pi's. */
export const OPENCLAW: SessionDialect = {
  isAutomatic: (text, message) => {
    const provenance = message["provenance"];
    const kind = isJsonObject(provenance) ? provenance["kind"] : undefined;
    return (kind !== undefined && kind !== "external_user") || AUTOMATIC.test(text) || holdsEventsAlone(text);
  },
  // What the gateway itself writes into a conversation.
  pseudoModels: new Set(["delivery-mirror", "gateway-injected"]),
  entryOf: rowsEvent,
};

/** Sessions that have long been still are put into files that hold the rows of the database, one a line. */
function rowsEvent(line: JsonObject): JsonObject {
  const row = line["row"];
  if (line["kind"] !== "event" || !isJsonObject(row)) return line;
  const event = parseObject(readText(row["event_json"]) ?? "");
  return event === undefined ? line : timedEvent(event, row["created_at"]);
}

/** Events of the gateway are put before what a person wrote, or sent without. */
function holdsEventsAlone(text: string): boolean {
  return text.startsWith("System:") && text.split("\n").every((line) => line === "" || line.startsWith("System:"));
}
