import { forEachLine, parseLine } from "../lines.ts";
import type { LineParser, Parsed } from "../source.ts";
import { startState, type ClaudeState } from "./claudeState.ts";
import { LineCutter } from "./lineCutter.ts";
import { LookAhead } from "./lookAhead.ts";
import { Reading } from "./reading.ts";

export const claudeParser: LineParser<ClaudeState> = { start: startState, parse };

function parse(state: ClaudeState, lines: Buffer): Parsed<ClaudeState> {
  const reading = new Reading(state);
  const cutter = new LineCutter(lines);
  const usage = new LookAhead(lines, '"usage"');
  const user = new LookAhead(lines, '"user"');
  forEachLine(lines, (start, end) => {
    const look = cutter.look(start, end);
    if (look === "nothing") return;
    if (look !== "unsettled") {
      if (look.line === undefined) {
        reading.add(look.call, look.toolVersion);
        return;
      }
      const call = reading.take(look.line);
      if (call !== undefined) cutter.learn(look.line, call);
      return;
    }
    const holdsUsage = usage.isWithin(start, end);
    if (!holdsUsage && !user.isWithin(start, end)) return;
    for (const object of parseLine(lines.toString("utf8", start, end))) {
      if (object !== undefined) reading.take(object);
      else if (holdsUsage) reading.skip("malformed");
    }
  });
  return reading.result();
}
