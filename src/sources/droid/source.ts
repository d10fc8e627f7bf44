import type { Source } from "../source.ts";
import { droidRoots, isSettings, isTranscript } from "./paths.ts";
import { readSettings } from "./readSettings.ts";
import { transcriptParser } from "./transcript.ts";

export const droid: Source = {
  id: "droid",
  name: "Factory Droid",
  parserVersion: 1,
  roots: droidRoots,
  formats: [
    {
      id: "settings",
      description: "Settings of sessions, with the running total of each",
      places: ["~/.factory/sessions"],
      quality: "session-total",
      isLog: isSettings,
      kind: "document",
      read: readSettings,
    },
    {
      id: "transcript",
      description: "Transcripts of sessions, for the messages a person typed; they hold no counts",
      places: ["~/.factory/sessions"],
      quality: "session-total",
      isLog: isTranscript,
      kind: "lines",
      parser: transcriptParser,
    },
  ],
  limits: [
    "Droid writes down one running total a session: all of it counts on the day the session began, under the model it used last.",
    "A total that was set back, because its settings were made anew, is not added to the earlier one: the higher counts.",
    "Thinking tokens are counted beside the output, as most readers of these files do; nothing in them says whether they are within it.",
    "Factory's credits are no dollars and are not shown.",
  ],
};
