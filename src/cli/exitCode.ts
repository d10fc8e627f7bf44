/** What the process ends with. Documented in the help text and in docs/cli.md. */
export const EXIT = {
  ok: 0,
  /** The command could not do its work. */
  failure: 1,
  /** The command line is wrong. */
  usage: 2,
  /** The ledger cannot be opened, or not be written by a command that has to. */
  ledger: 3,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A wrong command line: the message names the mistake. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
