import { sessionParser } from "../piSessions/parse.ts";
import type { Source } from "../source.ts";
import { OPENCLAW } from "./dialect.ts";
import { entersOpenClawFolder, isOpenClawStore, isOpenClawTranscript, openClawRoots } from "./paths.ts";
import { readAgentStore } from "./readAgentStore.ts";

export const openClaw: Source = {
  id: "openClaw",
  name: "OpenClaw",
  parserVersion: 1,
  roots: openClawRoots,
  entersFolder: entersOpenClawFolder,
  formats: [
    {
      id: "transcript",
      description: "Transcripts of sessions, one JSON object a line, also those set aside by a reset or a deletion",
      places: ["~/.openclaw/agents/*/sessions", "~/.clawdbot/agents", "~/.moltbot/agents", "~/.moldbot/agents"],
      quality: "exact-call",
      isLog: isOpenClawTranscript,
      kind: "lines",
      parser: sessionParser(OPENCLAW),
    },
    {
      id: "agent-store",
      description: "An agent's database, which holds its transcripts since the versions of summer 2026",
      places: ["~/.openclaw/agents/*/agent/openclaw-agent.sqlite"],
      quality: "exact-call",
      isLog: isOpenClawStore,
      kind: "store",
      read: readAgentStore,
    },
  ],
  limits: [
    "Work that OpenClaw hands to the Claude Code or Codex command line counts under their names where they log it.",
    "Which messages a person typed is told by their openings where the transcript does not tell who sent them.",
  ],
};
