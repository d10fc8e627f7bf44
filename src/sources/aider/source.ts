import type { Source } from "../source.ts";
import { analyticsLog } from "./analyticsLog.ts";
import { chatHistory } from "./chatHistory.ts";
import { aiderRoots, entersAiderFolder, isAnalyticsLog, isChatHistory } from "./paths.ts";

export const aider: Source = {
  id: "aider",
  name: "Aider",
  parserVersion: 1,
  roots: aiderRoots,
  entersFolder: entersAiderFolder,
  formats: [
    {
      id: "chat-history",
      description: "History of chats in Markdown, with rounded counts",
      places: ["~/.aider.chat.history.md", "`.aider.chat.history.md` below folders that are named in the settings"],
      quality: "estimate",
      isLog: isChatHistory,
      kind: "lines",
      parser: chatHistory,
    },
    {
      id: "analytics-log",
      description: "Log of events, one JSON object a line",
      places: ["the file that `analytics-log` in ~/.aider.conf.yml or AIDER_ANALYTICS_LOG names"],
      quality: "estimate",
      isLog: isAnalyticsLog,
      kind: "lines",
      parser: analyticsLog,
    },
  ],
  limits: [
    "Aider writes its log only where it is told to, and its history into each repository without a list of them: name the repositories as further folders.",
    "Counts may be Aider's own estimates, which its log does not tell from those that providers report; the history rounds them, to whole thousands above ten thousand.",
    "In the history only the start of a chat has a time: all its messages carry it.",
    "A message that is in the history and in the log counts once, as the log tells it.",
  ],
};
