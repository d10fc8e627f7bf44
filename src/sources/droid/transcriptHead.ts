import { parseObject, readInstant, readText } from "../lines.ts";
import { callerInStart } from "./callingSession.ts";

/** What the beginning of a transcript tells of its session. It stays as it is, however long the session goes on. */
export interface TranscriptHead {
  readonly cwd: string | undefined;
  readonly callerId: string | undefined;
  /** Time of the first message. */
  readonly firstMs: number | undefined;
}

export function readTranscriptHead(transcript: string): TranscriptHead {
  let cwd: string | undefined;
  let callerId: string | undefined;
  for (let start = 0; start < transcript.length;) {
    const newline = transcript.indexOf("\n", start);
    const end = newline === -1 ? transcript.length : newline;
    const line = parseObject(transcript.slice(start, end)) ?? {};
    start = end + 1;
    if (line["type"] === "session_start") {
      cwd ??= readText(line["cwd"]);
      callerId ??= callerInStart(line);
    }
    const firstMs = line["type"] === "message" ? readInstant(line["timestamp"]) : undefined;
    if (firstMs !== undefined) return { cwd, callerId, firstMs };
  }
  return { cwd, callerId, firstMs: undefined };
}
