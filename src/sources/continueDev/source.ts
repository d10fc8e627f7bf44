import type { Source } from "../source.ts";
import { continueRoots, isSession, isTokensLog, isTokensStore } from "./paths.ts";
import { readSession } from "./readSession.ts";
import { tokensLog } from "./tokensLog.ts";
import { readTokensStore } from "./tokensStore.ts";

export const continueDev: Source = {
  id: "continueDev",
  name: "Continue",
  parserVersion: 1,
  roots: continueRoots,
  formats: [
    {
      id: "tokens-log",
      description: "Log of calls with the counts of Continue's own tokenizer, one JSON object a line",
      places: ["~/.continue/dev_data/*/tokensGenerated.jsonl"],
      quality: "estimate",
      isLog: isTokensLog,
      kind: "lines",
      parser: tokensLog,
    },
    {
      id: "tokens-store",
      description: "Database with the same calls, and those from before the log told their times",
      places: ["~/.continue/dev_data/devdata.sqlite"],
      quality: "estimate",
      isLog: isTokensStore,
      kind: "store",
      read: readTokensStore,
    },
    {
      id: "session",
      description: "Sessions with the texts of their prompts, counted here for days of which neither tells a call",
      places: ["~/.continue/sessions/*.json"],
      quality: "session-total",
      isLog: isSession,
      kind: "document",
      read: readSession,
    },
  ],
  limits: [
    "Continue writes down what its own tokenizer counts, not what providers report: every number is an estimate.",
    "Tokens read from a cache and reasoning are not told apart, nor is the session or the project of a call.",
    "Calls of days that are known from a session's texts alone carry the day on which the session was begun.",
  ],
};
