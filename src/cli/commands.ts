import type { OptionName } from "./options.ts";

export interface CommandSpec {
  /** One line, for the list of commands. */
  readonly summary: string;
  readonly details: string;
  readonly options: readonly OptionName[];
}

export const COMMANDS = {
  report: {
    summary: "Show tokens and cost per day, week, month, model, tool, project or session.",
    details: "Reads what is new in the logs first.",
    options: ["by", "since", "until", "tz", "json", "home", "ledger", "help"],
  },
  scan: {
    summary: "Read what is new in the logs into the ledger.",
    details: "Ends with 3 when the ledger may not be written, with 1 when the process that holds it does not answer.",
    options: ["all", "recount", "home", "ledger", "help"],
  },
  doctor: {
    summary: "Show what was found where, what was skipped and why, and what is wrong.",
    details: "Reads what is new in the logs first. Ends with 1 when something is wrong that needs you.",
    options: ["json", "home", "ledger", "help"],
  },
  export: {
    summary: "Write every counted call, oldest first, as CSV or JSON.",
    details: "Reads what is new in the logs first. Costs are US dollars, times ISO 8601 in UTC.",
    options: ["format", "out", "home", "ledger", "help"],
  },
} as const satisfies Readonly<Record<string, CommandSpec>>;

export type CommandName = keyof typeof COMMANDS;

export const COMMAND_NAMES = ["report", "scan", "doctor", "export"] as const satisfies readonly CommandName[];

export function isCommandName(text: string): text is CommandName {
  return Object.hasOwn(COMMANDS, text);
}
