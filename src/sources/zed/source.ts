import type { Source } from "../source.ts";
import { isZedDatabase, zedRoots } from "./paths.ts";
import { readZedStore } from "./readStore.ts";

export const zed: Source = {
  id: "zed",
  name: "Zed",
  parserVersion: 1,
  roots: zedRoots,
  formats: [
    {
      id: "database",
      description: "Threads with Zed's own agent",
      places: ["~/.local/share/zed/threads/threads.db"],
      quality: "session-total",
      isLog: isZedDatabase,
      kind: "store",
      read: readZedStore,
    },
  ],
  limits: [
    "A thread is known by its total and counted as one call, at the time it began and by the model chosen last: single requests are not written down.",
    "Versions of autumn 2025 did not keep that total; of their threads only the last request of each turn is known.",
    "Agents of others that run in Zed are read from their own logs.",
    "What was typed has no time of its own, so that threads have no turns.",
  ],
};
