import type { Source } from "../source.ts";
import { eventLogParser } from "./eventLog.ts";
import { copilotCliRoots, isEventLog, isSessionStore } from "./paths.ts";
import { readUsageStore } from "./usageStore.ts";

export const copilotCli: Source = {
  id: "copilotCli",
  name: "GitHub Copilot CLI",
  parserVersion: 1,
  roots: copilotCliRoots,
  formats: [
    {
      id: "session-store",
      description: "Database with a row for each call",
      places: ["~/.copilot/session-store.db"],
      quality: "exact-call",
      isLog: isSessionStore,
      kind: "store",
      read: readUsageStore,
    },
    {
      id: "events",
      description: "Logs of a session's events, one JSON object a line, with totals where a session was ended in order",
      places: ["~/.copilot/session-state"],
      quality: "session-total",
      isLog: isEventLog,
      kind: "lines",
      parser: eventLogParser,
    },
  ],
  limits: [
    "Until July 2026 the tool kept no counts of single calls. Sessions from then count by the totals that it writes when it is closed; of one that was killed, only output is known where its messages tell it, and nothing where they do not.",
    "Whether totals of a resumed session go on from the earlier ones or begin anew depends on the version and is told from the numbers.",
    "A session with calls in the database counts by these alone: what it used before the tool began to keep them is left out.",
    "Sessions of Copilot CLI that were run from within an editor or the desktop app are read here too, where they are kept in the same folder.",
  ],
};
