import type { Source } from "../source.ts";
import { claudeParser } from "./parse.ts";
import { claudeRoots, isClaudeLog } from "./paths.ts";

export const claudeCode: Source = {
  id: "claudeCode",
  name: "Claude Code",
  parserVersion: 2,
  roots: claudeRoots,
  formats: [
    {
      id: "transcript",
      description: "Transcripts of sessions and sub-agents, one JSON object a line",
      places: ["~/.claude/projects", "~/.config/claude/projects"],
      quality: "exact-call",
      isLog: isClaudeLog,
      kind: "lines",
      parser: claudeParser,
    },
  ],
  limits: [
    "Calls that the tool makes besides the conversation, such as for titles, are not in its transcripts. They are added where Claude Code reports them by OpenTelemetry.",
  ],
};
