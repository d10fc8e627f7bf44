import type { Source } from "../source.ts";
import { entersTaskFolder, isTaskLog } from "../taskFiles/taskRoots.ts";
import { clineRoots, isSessionLog } from "./paths.ts";
import { readSession } from "./readSession.ts";
import { readTask } from "./readTask.ts";

export const cline: Source = {
  id: "cline",
  name: "Cline",
  parserVersion: 2,
  roots: clineRoots,
  entersFolder: entersTaskFolder,
  formats: [
    {
      id: "session",
      description: "Sessions of version 4.1 and later and of the command line, with the counts of each reply",
      places: ["~/.cline/data/sessions"],
      quality: "exact-call",
      isLog: isSessionLog,
      kind: "document",
      read: readSession,
    },
    {
      id: "task",
      description: "Tasks of versions before 4.1, with the counts of each request",
      places: ["<User>/globalStorage/saoudrizwan.claude-dev/tasks", "~/.cline/data/tasks"],
      quality: "exact-call",
      isLog: isTaskLog,
      kind: "document",
      read: readTask,
    },
  ],
  limits: [
    "Requests that were removed from a task by going back to a checkpoint are counted as one sum, unless they were seen before.",
    "Tasks whose files were deleted are counted only if they were seen before: the list of tasks with their totals is not read.",
    "Whether a prompt's count holds the cached tokens depends on the provider; where a task does not tell its provider, it is taken not to.",
  ],
};
