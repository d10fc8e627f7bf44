import { isChatDocument } from "../geminiCli/paths.ts";
import { readChatDocument } from "../geminiCli/readChatDocument.ts";
import type { Source } from "../source.ts";
import { ledgerFamily } from "./ledgerFamily.ts";
import { qwenLedgerParser } from "./parseLedger.ts";
import { qwenTranscriptParser } from "./parseTranscript.ts";
import { entersQwenFolder, isTranscript, isUsageLedger, qwenRoots } from "./paths.ts";

export const qwenCode: Source = {
  id: "qwenCode",
  name: "Qwen Code",
  parserVersion: 1,
  roots: qwenRoots,
  entersFolder: entersQwenFolder,
  formats: [
    {
      id: "usage-ledger",
      description: "Ledger of every call, one file a month",
      places: ["~/.qwen/usage/token-usage-*.jsonl"],
      quality: "exact-call",
      isLog: isUsageLedger,
      kind: "lines",
      parser: qwenLedgerParser,
    },
    {
      id: "transcript",
      description: "Transcripts of sessions and sub-agents, for sessions the ledger does not hold",
      places: ["~/.qwen/projects/<project>/chats", "~/.qwen/projects/<project>/subagents"],
      quality: "exact-call",
      isLog: isTranscript,
      kind: "lines",
      parser: qwenTranscriptParser,
    },
    {
      id: "chat-document",
      description: "Sessions of the first versions, one JSON object a file",
      places: ["~/.qwen/tmp/<project>/chats"],
      quality: "exact-call",
      isLog: isChatDocument,
      kind: "document",
      read: (document, file) => readChatDocument(document, file, ledgerFamily),
    },
  ],
  limits: [
    "The usage ledger names no project and no branch, so calls known from it have none.",
    "A session begun before the ledger existed and resumed since counts by the ledger alone: its earlier calls are left out.",
    "Transcripts of sub-agents leave out the counts of some replies; only the ledger has them all.",
    "Tokens written to a cache are told as part of the prompt and so count as fresh input.",
    "A folder set by advanced.runtimeOutputDir in Qwen Code's settings is not looked into: they may hold keys.",
  ],
};
