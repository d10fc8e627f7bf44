import { Gathering } from "../gathering.ts";
import { forEachLine } from "../lines.ts";
import type { LineParser } from "../source.ts";
import { readEntry, type SessionDialect } from "./readEntry.ts";
import { startFile, type SessionDraft, type SessionState } from "./sessionState.ts";

/** Enough for the ids and the time stamp that come before a message. */
const HEAD_BYTES = 320;

/** Start of an entry with a tool's output, as the format writes it: most bytes of a session are in these. */
const TOOL_OUTPUT =
  /^\{"type":"message",(?:"\w+":(?:"[^"\\]*"|null),){0,4}"message":\{"role":"(?:toolResult|bashExecution|custom)"/;

/** A parser of an assistant's sessions. The rules and the evidence for them are in README.md. */
export function sessionParser(dialect: SessionDialect): LineParser<SessionState> {
  return {
    start: startFile,
    parse: (before, lines) => {
      const state: SessionDraft = { ...before };
      const gathering = new Gathering();
      forEachLine(lines, (start, end) => {
        if (isToolOutput(lines, start, end)) return;
        gathering.takeLine(lines.toString("utf8", start, end), (line) =>
          readEntry(state, dialect.entryOf?.(line) ?? line, dialect),
        );
      });
      return gathering.behind(state);
    },
  };
}

/** Not where another entry may follow on the same line because a newline was lost. */
function isToolOutput(lines: Buffer, start: number, end: number): boolean {
  const head = lines.toString("latin1", start, Math.min(end, start + HEAD_BYTES));
  return TOOL_OUTPUT.test(head) && !lines.subarray(start, end).includes('}{"');
}
