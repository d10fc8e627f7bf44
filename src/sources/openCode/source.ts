import type { Source } from "../source.ts";
import { openCodeFormats } from "./formats.ts";
import { entersOpenCodeFolder, OPEN_CODE, openCodeRoots } from "./paths.ts";

export const openCode: Source = {
  id: "openCode",
  name: "OpenCode",
  parserVersion: 1,
  roots: (surroundings) => openCodeRoots(OPEN_CODE, surroundings),
  entersFolder: entersOpenCodeFolder,
  formats: openCodeFormats("opencode"),
  limits: [
    "An answer is counted once it is completed: one that was cut off by a crash is not.",
    "The cost of calls for titles and summaries that OpenCode's second version adds to a session alone is not told per call.",
    "Git branches are not written down.",
  ],
};
