import { forEachLine, parseLine } from "../lines.ts";
import type { LineParser, Parsed } from "../source.ts";
import { startState, type ClaudeState } from "./claudeState.ts";
import { LineCutter } from "./lineCutter.ts";
import { Reading } from "./reading.ts";

/** Only lines with one of these are parsed: calls have a usage, turns and answers of tools are the user's. */
const USAGE = Buffer.from('"usage"');
const USER = Buffer.from('"user"');

export const claudeParser = { start: startState, parse } satisfies LineParser<ClaudeState>;

function parse(state: ClaudeState, lines: Buffer): Parsed<ClaudeState> {
  const reading = new Reading(state);
  const cutter = new LineCutter(lines);
  forEachLine(lines, (start, end) => {
    const look = cutter.look(start, end);
    if (look === "nothing") return;
    if (look === "unsettled") {
      readWhole(reading, lines.subarray(start, end));
    } else if (look.line === undefined) {
      reading.add(look.call, look.toolVersion);
    } else {
      const call = reading.take(look.line);
      if (call !== undefined) cutter.learn(look.line, call);
    }
  });
  return reading.result();
}

function readWhole(reading: Reading, line: Buffer): void {
  const holdsUsage = line.includes(USAGE);
  if (!holdsUsage && !line.includes(USER)) return;
  for (const object of parseLine(line.toString("utf8"))) {
    if (object !== undefined) reading.take(object);
    else if (holdsUsage) reading.skip("malformed");
  }
}
