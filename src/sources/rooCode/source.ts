import type { Source } from "../source.ts";
import { rooTaskReader } from "../taskFiles/rooTask.ts";
import { entersTaskFolder, isTaskLog } from "../taskFiles/taskRoots.ts";
import { rooRoots } from "./paths.ts";

/** Version 3.29.5: from then on the prompt of every request holds its cached tokens. */
const WHOLE_PROMPTS_FROM_MS = Date.UTC(2025, 10, 1);

export const rooCode: Source = {
  id: "rooCode",
  name: "Roo Code",
  parserVersion: 1,
  roots: rooRoots,
  entersFolder: entersTaskFolder,
  formats: [
    {
      id: "task",
      description: "Tasks of Roo Code and Zoo Code, with the counts of each request",
      places: [
        "<User>/globalStorage/rooveterinaryinc.roo-cline/tasks",
        "<User>/globalStorage/zoocodeorganization.zoo-code/tasks",
        "~/.vscode-mock/global-storage/tasks",
      ],
      quality: "exact-call",
      isLog: isTaskLog,
      kind: "document",
      read: rooTaskReader({ wholePromptsFromMs: WHOLE_PROMPTS_FROM_MS }),
    },
  ],
  limits: [
    "Requests that were removed from a task, by going back to a checkpoint or by deleting messages, are counted if they were seen before.",
    "Condensing a conversation calls a model, but leaves no counts.",
    "Before version 3.29.5 nothing says whether a prompt's count holds the cached tokens; it is taken from the date, the protocol and the numbers.",
    "The model is not written down with a request; it is taken from the prompt of the time, and unknown where that is gone.",
  ],
};
