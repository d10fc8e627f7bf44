import { sessionParser } from "../piSessions/parse.ts";
import type { Source } from "../source.ts";
import { isPiLog, piRoots } from "./paths.ts";

export const pi: Source = {
  id: "pi",
  name: "Pi",
  parserVersion: 1,
  roots: piRoots,
  formats: [
    {
      id: "session",
      description:
        "Sessions of Pi and of the agents made from it (OMP, GJC, Senpi, Kimchi, Prime), one JSON object a line",
      places: [
        "~/.pi/agent/sessions",
        "~/.omp/agent/sessions",
        "~/.gjc/agent/sessions",
        "~/.senpi/agent/sessions",
        "~/.config/kimchi/harness/sessions",
        "~/.prime/agent/sessions",
      ],
      quality: "exact-call",
      isLog: isPiLog,
      kind: "lines",
      parser: sessionParser({ isAutomatic: () => false, pseudoModels: new Set() }),
    },
  ],
  limits: [
    "Summaries written before Pi noted their usage are not counted, nor are calls that extensions make on their own.",
    "Prompts that a script sends through Pi's RPC or SDK count as messages of a person: the log does not tell.",
  ],
};
