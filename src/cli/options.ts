import { REPORT_KINDS } from "../shared/report.ts";

export const EXPORT_FORMATS = ["csv", "json"] as const;

export interface OptionSpec {
  readonly type: "string" | "boolean";
  readonly short?: string;
  /** Stands for the value in help. */
  readonly value?: string;
  readonly help: string;
}

/** Every option of every command; which command takes which is told in `commands.ts`. */
export const OPTIONS = {
  by: { type: "string", value: "KIND", help: `One line per ${REPORT_KINDS.join(", ")}. Default: day.` },
  since: {
    type: "string",
    value: "WHEN",
    help: "Leave out what is before: a local day (2026-11-22, from its start) or an instant (2026-11-22T13:00Z).",
  },
  until: {
    type: "string",
    value: "WHEN",
    help: "Leave out what is after: a local day (to its end) or an instant (no longer included).",
  },
  tz: {
    type: "string",
    value: "ZONE",
    help: "Time zone that days, weeks and months are cut in. Default: the system's.",
  },
  json: { type: "boolean", help: "Print JSON for programs." },
  format: { type: "string", value: "FORMAT", help: `${EXPORT_FORMATS.join(" or ")}. Default: csv.` },
  out: { type: "string", value: "FILE", help: "Write to a file instead of standard output." },
  all: { type: "boolean", help: "Read every log from its start, not only what is new. Counts nothing twice." },
  recount: {
    type: "boolean",
    help: "Also count the texts of one call in 128 and keep the result: doctor holds what tools report against it.",
  },
  unattended: {
    type: "boolean",
    help: "Say that nobody is at this machine, as on a server or in CI: no call is steered.",
  },
  agree: { type: "string", value: "CONTRACT", help: "Agree to this contract without being asked, in scripts." },
  yes: { type: "boolean", help: "Do not ask." },
  home: {
    type: "string",
    value: "DIR",
    help: "Read the logs of another home folder. Environment variables are then ignored and its own ledger is used.",
  },
  ledger: { type: "string", value: "FILE", help: "Use this ledger file; made where missing." },
  help: { type: "boolean", short: "h", help: "Show help." },
  version: { type: "boolean", help: "Show the version." },
} as const satisfies Readonly<Record<string, OptionSpec>>;

export type OptionName = keyof typeof OPTIONS;

export const OPTION_NAMES = Object.keys(OPTIONS) as readonly OptionName[];
