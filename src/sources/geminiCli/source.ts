import type { Source } from "../source.ts";
import { geminiParser } from "./parse.ts";
import { entersChatFolder, geminiRoots, isChatDocument, isChatLog } from "./paths.ts";
import { readChatDocument } from "./readChatDocument.ts";

export const geminiCli: Source = {
  id: "geminiCli",
  name: "Gemini CLI",
  parserVersion: 1,
  roots: geminiRoots,
  entersFolder: entersChatFolder,
  formats: [
    {
      id: "chat-log",
      description: "Sessions and their sub-agents, one JSON object a line",
      places: ["~/.gemini/tmp/<project>/chats"],
      quality: "exact-call",
      isLog: isChatLog,
      kind: "lines",
      parser: geminiParser,
    },
    {
      id: "chat-document",
      description: "Sessions of before April 2026, one JSON object a file",
      places: ["~/.gemini/tmp/<project>/chats"],
      quality: "exact-call",
      isLog: isChatDocument,
      kind: "document",
      read: (document, file) => readChatDocument(document, file),
    },
  ],
  limits: [
    "Gemini CLI deletes sessions after 30 days unless told otherwise; what it deleted before the first scan is not counted.",
    "It keeps one count per message and loses one where two calls end before a message is written: totals may be a little low.",
  ],
};
