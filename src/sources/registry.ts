import type { Source } from "./source.ts";
import { claudeCode } from "./claudeCode/source.ts";
import { codex } from "./codex/source.ts";
import { geminiCli } from "./geminiCli/source.ts";
import { qwenCode } from "./qwenCode/source.ts";
import { copilotChat } from "./copilotChat/source.ts";
import { copilotCli } from "./copilotCli/source.ts";
import { cline } from "./cline/source.ts";
import { rooCode } from "./rooCode/source.ts";
import { kiloCode } from "./kiloCode/source.ts";
import { cursor } from "./cursor/source.ts";
import { openCode } from "./openCode/source.ts";
import { openClaw } from "./openClaw/source.ts";
import { pi } from "./pi/source.ts";
import { amp } from "./amp/source.ts";
import { goose } from "./goose/source.ts";
import { zed } from "./zed/source.ts";
import { continueDev } from "./continueDev/source.ts";
import { aider } from "./aider/source.ts";
import { droid } from "./droid/source.ts";
import { kimi } from "./kimi/source.ts";
import { crush } from "./crush/source.ts";
import { antigravity } from "./antigravity/source.ts";
import { windsurf } from "./windsurf/source.ts";

/** Every assistant that is read, in the order it is shown. The only list. */
export const SOURCES: readonly Source[] = [
  claudeCode,
  codex,
  geminiCli,
  qwenCode,
  copilotChat,
  copilotCli,
  cline,
  rooCode,
  kiloCode,
  cursor,
  openCode,
  openClaw,
  pi,
  amp,
  goose,
  zed,
  continueDev,
  aider,
  droid,
  kimi,
  crush,
  antigravity,
  windsurf,
];
