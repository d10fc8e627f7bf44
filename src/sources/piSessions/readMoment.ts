import { readInstant } from "../lines.ts";

/** An instant as these sessions write it: an ISO text in entries, milliseconds in messages. */
export function readMoment(value: unknown): number | undefined {
  return typeof value === "number" ? (Number.isFinite(value) && value > 0 ? value : undefined) : readInstant(value);
}
