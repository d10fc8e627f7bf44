import type { Source } from "../source.ts";
import { claudeParser } from "./parse.ts";
import { claudeRoots, isClaudeLog } from "./paths.ts";

export const claudeCode: Source = {
  id: "claudeCode",
  name: "Claude Code",
  parserVersion: 1,
  roots: claudeRoots,
  isLog: isClaudeLog,
  parser: claudeParser,
};
