import { isJsonObject, type JsonObject } from "../lines.ts";
import { readMoment } from "../piSessions/readMoment.ts";

/** The event with the time of its row in the database, where it does not tell its own. */
export function timedEvent(event: JsonObject, createdAt: unknown): JsonObject {
  const message = event["message"];
  const hasTime =
    readMoment(event["timestamp"]) !== undefined ||
    (isJsonObject(message) && readMoment(message["timestamp"]) !== undefined);
  return hasTime ? event : { ...event, timestamp: createdAt };
}
