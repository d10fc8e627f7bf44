import { copilotChat } from "../../../../src/sources/copilotChat/source.ts";
import { formatOf, jsonLines, readDocument, type LogPlace, type ReadLog } from "../../../support/readFormat.ts";

export const CHAT = formatOf(copilotChat, "chat-session", "document");
export const SESSION = "c0ffee00-0000-4000-8000-000000000001";
export const STARTED_MS = Date.parse("2026-09-01T08:00:00Z");

export type Fields = Record<string, unknown>;

const PLACE: LogPlace = {
  relativePath: `workspaceStorage/ab12/chatSessions/${SESSION}.json`,
  neighbours: { "../workspace.json": '{"folder":"file:///home/ann/shop"}' },
};

/** A message, `minute` minutes after the session began, to which Copilot's agent gave a complete answer. */
export function request(minute: number, fields: Fields = {}): Fields {
  return {
    requestId: requestId(minute),
    timestamp: STARTED_MS + minute * 60_000,
    message: { text: "fix the test" },
    agent: { id: "github.copilot.editsAgent", extensionVersion: "0.45.1" },
    modelId: "copilot/claude-sonnet-4.6",
    response: [{ value: "Done." }],
    modelState: { value: 1 },
    ...fields,
  };
}

export function requestId(minute: number): string {
  return `request_00000000-0000-4000-8000-${String(minute).padStart(12, "0")}`;
}

export function session(requests: readonly unknown[], fields: Fields = {}): Fields {
  return { version: 3, sessionId: SESSION, creationDate: STARTED_MS, requests, ...fields };
}

export function readSession(document: object | string | Buffer, place: LogPlace = PLACE): ReadLog {
  return readDocument(CHAT, document, place);
}

/** A session in one state, and the changes to it since. */
export function changes(first: Fields, ...later: readonly (Fields | string)[]): Buffer {
  return jsonLines({ kind: 0, v: first }, ...later);
}

/** Fresh input, cache read and output of each call. */
export function counts(log: ReadLog): readonly (readonly number[])[] {
  return log.calls.map(({ tokens }) => [tokens.freshInput, tokens.cacheRead, tokens.output]);
}
