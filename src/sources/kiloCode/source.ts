import { openCodeFormats } from "../openCode/formats.ts";
import { entersOpenCodeFolder, openCodeRoots, type OpenCodeKin } from "../openCode/paths.ts";
import type { Source } from "../source.ts";
import { rooTaskReader } from "../taskFiles/rooTask.ts";
import { entersTaskFolder, isTaskLog } from "../taskFiles/taskRoots.ts";
import { kiloTaskRoots } from "./paths.ts";

/** Version 4.119.0, which took the change over from Roo Code: from then on a prompt's count holds its cached tokens. */
const WHOLE_PROMPTS_FROM_MS = Date.UTC(2025, 10, 12);

/** From version 7 on, Kilo Code is made of OpenCode's core. */
const KIN: OpenCodeKin = { folder: "kilo", folderVariable: "KILO_DATA_DIR", databaseVariable: undefined };

export const kiloCode: Source = {
  id: "kiloCode",
  name: "Kilo Code",
  parserVersion: 1,
  roots: (surroundings) => [...kiloTaskRoots(surroundings), ...openCodeRoots(KIN, surroundings)],
  entersFolder: (path) => entersTaskFolder(path) || entersOpenCodeFolder(path),
  formats: [
    {
      id: "task",
      description: "Tasks of versions up to 5, with the counts of each request",
      places: ["<User>/globalStorage/kilocode.kilo-code/tasks", "~/.kilocode/cli/global/tasks"],
      quality: "exact-call",
      isLog: isTaskLog,
      kind: "document",
      read: rooTaskReader({ wholePromptsFromMs: WHOLE_PROMPTS_FROM_MS }),
    },
    ...openCodeFormats(KIN.folder),
  ],
  limits: [
    "Requests that were removed from a task, by going back to a checkpoint or by deleting messages, are counted if they were seen before.",
    "Condensing a conversation calls a model, but leaves no counts.",
    "Before version 4.119.0 nothing says whether a prompt's count holds the cached tokens; it is taken from the date, the protocol and the numbers.",
    "The model is not written down with a request of versions up to 5; it is taken from the prompt of the time, and unknown where that is gone.",
    "From version 7 on, an answer that a crash cut off is not counted.",
  ],
};
