import type { Source } from "../source.ts";
import { kimiCliParser } from "./parseCli.ts";
import { kimiCodeParser } from "./parseCode.ts";
import { entersSessionFolder, isCliWire, isCodeWire, kimiRoots } from "./paths.ts";

export const kimi: Source = {
  id: "kimi",
  name: "Kimi CLI and Kimi Code",
  parserVersion: 1,
  roots: kimiRoots,
  entersFolder: entersSessionFolder,
  formats: [
    {
      id: "kimi-code",
      description: "Kimi Code's logs of agents, one JSON object a line",
      places: ["~/.kimi-code/sessions/<project>/<session>/agents/<agent>/wire.jsonl"],
      quality: "exact-call",
      isLog: isCodeWire,
      kind: "lines",
      parser: kimiCodeParser,
    },
    {
      id: "kimi-cli",
      description: "Kimi CLI's logs of sessions and sub-agents, one JSON object a line",
      places: ["~/.kimi/sessions/<project>/<session>/wire.jsonl"],
      quality: "exact-call",
      isLog: isCliWire,
      kind: "lines",
      parser: kimiCliParser,
    },
  ],
  limits: [
    "Kimi CLI does not write down which model was called: its calls have no model and no price.",
    "Kimi CLI before December 2025 wrote no counts.",
    "Reasoning is not told apart from the rest of the output.",
  ],
};
