import type { Source } from "../source.ts";
import { ampRoots, isThread, mayHoldThreads } from "./paths.ts";
import { readThread } from "./readThread.ts";

export const amp: Source = {
  id: "amp",
  name: "Amp",
  parserVersion: 1,
  roots: ampRoots,
  entersFolder: mayHoldThreads,
  formats: [
    {
      id: "thread",
      description: "Threads, with the counts of each reply",
      places: ["~/.local/share/amp/threads", "<User>/globalStorage/sourcegraph.amp/threads*"],
      quality: "exact-call",
      isLog: isThread,
      kind: "document",
      read: readThread,
    },
  ],
  limits: [
    "Since 31 March 2026 Amp keeps threads on its server alone: what was used since then is not on this machine.",
    "What an entry of a thread's ledger read from or wrote to the cache is known only from its message; without one it is missing.",
    "Amp's credits are no dollars and are not shown.",
  ],
};
