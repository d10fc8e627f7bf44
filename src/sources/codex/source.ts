import type { Source } from "../source.ts";
import { codexParser } from "./parse.ts";
import { codexRoots, isCodexLog } from "./paths.ts";

export const codex: Source = {
  id: "codex",
  name: "OpenAI Codex",
  parserVersion: 1,
  roots: codexRoots,
  isLog: isCodexLog,
  parser: codexParser,
};
