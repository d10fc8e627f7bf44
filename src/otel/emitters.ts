import type { Emitter } from "./emitter.ts";
import { claudeCodeEmitter } from "./emitters/claudeCode.ts";
import { codexEmitter } from "./emitters/codex.ts";
import { copilotChatEmitter } from "./emitters/copilotChat.ts";
import { copilotCliEmitter } from "./emitters/copilotCli.ts";
import { geminiCliEmitter } from "./emitters/geminiCli.ts";

/** Every assistant whose telemetry is read. The only list. */
export const EMITTERS: readonly Emitter[] = [
  claudeCodeEmitter,
  codexEmitter,
  geminiCliEmitter,
  copilotChatEmitter,
  copilotCliEmitter,
];
