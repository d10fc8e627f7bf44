import type { Source } from "../source.ts";
import { codexParser } from "./parse.ts";
import { codexRoots, isCodexLog } from "./paths.ts";

export const codex: Source = {
  id: "codex",
  name: "OpenAI Codex",
  parserVersion: 1,
  roots: codexRoots,
  formats: [
    {
      id: "rollout",
      description: "Rollouts of threads, one JSON object a line, also compressed",
      places: ["~/.codex/sessions", "~/.codex/archived_sessions"],
      quality: "exact-call",
      isLog: isCodexLog,
      kind: "lines",
      parser: codexParser,
    },
  ],
  limits: ["Sessions from before September 2025 hold no token counts."],
};
