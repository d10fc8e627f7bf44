import type { OptionName } from "./options.ts";

export interface CommandSpec {
  /** One line, for the list of commands. */
  readonly summary: string;
  readonly details: string;
  /** What stands between the name and the options. */
  readonly words?: string;
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
  sync: {
    summary: "Take part in a team board from this machine.",
    details: `DEED is one of: status; join URL CODE, which shows what is sent and asks before anything is; now, which sends what waits; pause; resume; preview and uploads, which show the exact text of the next batch and of the last ones; leave, which has the board delete everything; forget, for a board that is gone, which forgets it on this machine alone; export, which shows what the board holds. Only join, now, leave and export use the network. Ends with 4 when the board cannot be reached, says no, or cannot be asked from here.`,
    words: "[DEED]",
    options: ["unattended", "agree", "yes", "out", "home", "ledger", "help"],
  },
  board: {
    summary: "Run a team board's server, configured by the environment.",
    details: "See docs/board.md for its settings. Ends when it is stopped.",
    options: ["help"],
  },
} as const satisfies Readonly<Record<string, CommandSpec>>;

export type CommandName = keyof typeof COMMANDS;

export const COMMAND_NAMES = [
  "report",
  "scan",
  "doctor",
  "export",
  "sync",
  "board",
] as const satisfies readonly CommandName[];

export function isCommandName(text: string): text is CommandName {
  return Object.hasOwn(COMMANDS, text);
}
