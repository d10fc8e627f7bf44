import type { Source } from "../source.ts";
import { crushRoots, isCrushDatabase } from "./paths.ts";
import { readCrushStore } from "./readStore.ts";

export const crush: Source = {
  id: "crush",
  name: "Crush",
  parserVersion: 1,
  roots: crushRoots,
  formats: [
    {
      id: "database",
      description: "Database of a project's sessions",
      places: ["<project>/.crush/crush.db"],
      quality: "session-total",
      isLog: isCrushDatabase,
      kind: "store",
      read: readCrushStore,
    },
  ],
  limits: [
    "Only what a session has cost is read. Its token counts are those of the latest request, set to zero by a summary, and no sum.",
    "A session is dated by its beginning; how many calls it took is not known, and its cost is given to the model that answered first.",
    "Providers that are paid by subscription have no cost here.",
    "Projects are those in Crush's own list.",
  ],
};
