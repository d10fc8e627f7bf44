import { readInstant } from "../lines.ts";

/** An instant as these sessions write it: an ISO text in entries, milliseconds in messages. */
export function readMoment(value: unknown): number | undefined {
  if (typeof value !== "number") return readInstant(value);
  return Number.isFinite(value) && value > 0 ? Math.round(value) : undefined;
}
