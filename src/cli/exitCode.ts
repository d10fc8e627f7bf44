import { UserError } from "../shared/userError.ts";

/** What the process ends with. Documented in the help text and in docs/cli.md. */
export const EXIT = {
  ok: 0,
  /** The command could not do its work. */
  failure: 1,
  /** The command line is wrong. */
  usage: 2,
  /** The ledger cannot be opened, or not be written by a command that has to. */
  ledger: 3,
  /** The team board cannot be reached or says no, or cannot be asked from here: not joined, paused, forbidden. */
  board: 4,
  /** By a signal (the terminal is gone, Ctrl+C, told to end): what shells tell of a program that it has ended. */
  hungUp: 129,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A wrong command line: the message names the mistake. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The ledger cannot be used; the message says why and what to do. */
export class LedgerError extends Error {
  override readonly name = "LedgerError";
}

/** The team board cannot be asked; the message says why and what to do. */
export class BoardError extends Error {
  override readonly name = "BoardError";
}

/** Runs work in which every expected failure is the ledger's. */
export async function blamingLedger<Result>(work: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    return blameLedger(error);
  }
}

/** Throws a failure of such work: as the ledger's where it was expected, as it is otherwise. */
export function blameLedger(error: unknown): never {
  if (error instanceof UserError) throw new LedgerError(error.message, { cause: error });
  throw error;
}
