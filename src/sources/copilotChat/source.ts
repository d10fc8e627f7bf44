import type { Source } from "../source.ts";
import { readChatSession } from "./chatSession.ts";
import { debugLogParser } from "./debugLog.ts";
import {
  copilotChatRoots,
  entersFolder,
  isChatSession,
  isDebugLog,
  isSpanStore,
  isVisualStudioTrace,
} from "./paths.ts";
import { readSpanStore } from "./spanStore.ts";
import { visualStudioParser } from "./visualStudioTraces.ts";

export const copilotChat: Source = {
  id: "copilotChat",
  name: "GitHub Copilot Chat",
  parserVersion: 1,
  roots: copilotChatRoots,
  entersFolder,
  formats: [
    {
      id: "span-store",
      description:
        "Database of the extension's spans, kept for a week where `github.copilot.chat.otel.dbSpanExporter.enabled` is set",
      places: ["<editor>/User/globalStorage/github.copilot-chat/agent-traces.db"],
      quality: "exact-call",
      isLog: isSpanStore,
      kind: "store",
      read: readSpanStore,
    },
    {
      id: "debug-log",
      description:
        "Debug logs, one JSON object a line, where `github.copilot.chat.agentDebugLog.fileLogging.enabled` is set",
      places: ["<editor>/User/workspaceStorage/*/GitHub.copilot-chat/debug-logs"],
      quality: "exact-call",
      isLog: isDebugLog,
      kind: "lines",
      parser: debugLogParser,
    },
    {
      id: "chat-session",
      description: "Chat sessions, as JSON documents or logs of changes",
      places: [
        "<editor>/User/workspaceStorage/*/chatSessions",
        "<editor>/User/globalStorage/emptyWindowChatSessions",
        "<editor>/User/globalStorage/transferredChatSessions",
      ],
      quality: "exact-turn",
      isLog: isChatSession,
      kind: "document",
      read: readChatSession,
    },
    {
      id: "visual-studio",
      description: "Traces of Copilot in Visual Studio, one export of spans a line",
      places: ["%TEMP%/VSGitHubCopilotLogs/traces"],
      quality: "exact-call",
      isLog: isVisualStudioTrace,
      kind: "lines",
      parser: visualStudioParser,
    },
  ],
  limits: [
    "A chat session tells the prompt of an answer's last call and the output of all its calls. An agent makes many calls for one answer, so its input is far more than is told: such answers are estimates, with too little input.",
    "Answers of which no tokens are told (most from before 2026) are counted here from the text of the message with its attachments and of the answer. Instructions, tools, tool results and the earlier conversation are not in that text.",
    "A session with a debug log or spans counts by these alone, also where they were switched on in its middle.",
    "Visual Studio keeps its traces in a temporary folder, which is emptied at times; its sessions from before tell no tokens. Nor does what JetBrains IDEs keep.",
    "Copilot's inline suggestions leave nothing on the machine.",
    "Sessions of other agents in the same window (Claude, Codex, Copilot CLI) are read as those agents'. While debug logs are switched on, sessions of Copilot CLI that run in the editor's extension are written there too, and count twice.",
    "A chat session of more than 64 MB is not read.",
  ],
};
