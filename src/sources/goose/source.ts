import type { Source } from "../source.ts";
import { gooseRoots, isGooseDatabase } from "./paths.ts";
import { readGooseStore } from "./readStore.ts";

export const goose: Source = {
  id: "goose",
  name: "Goose",
  parserVersion: 1,
  roots: gooseRoots,
  formats: [
    {
      id: "database",
      description: "Database of sessions, with a ledger of responses in newer versions",
      places: ["~/.local/share/goose/sessions/sessions.db"],
      quality: "exact-call",
      isLog: isGooseDatabase,
      kind: "store",
      read: readGooseStore,
    },
  ],
  limits: [
    "Sessions from before the ledger of responses (summer 2026) are known by their totals, and dated by their beginning.",
    "Logs from before there was a database are read as far as Goose has brought them into it.",
    "Reasoning is not told apart from other output.",
  ],
};
