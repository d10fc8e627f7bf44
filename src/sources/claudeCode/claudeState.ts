import type { LogFile } from "../source.ts";
import { isCopyByName, sessionByName } from "./paths.ts";

/** What is known of a file before its next line. Plain JSON. */
export type ClaudeState = {
  /** Every record of the file is a copy. */
  readonly isCopy: boolean;
  /** Session the file's name tells, for lines that do not. */
  readonly fileSession: string;
  /** Model of the last answer, for web searches, which do not tell theirs. */
  readonly model: string;
  /** Session and tool version last reported, so that each is reported once. */
  readonly reportedSession: string;
  readonly reportedVersion: string;
  /** Tool uses that asked for web searches which their message has counted in its own usage, newest last. */
  readonly countedSearches: readonly string[];
};

/** A tool use is answered within a few lines, so little has to be remembered. */
const REMEMBERED = 32;

export function startState(file: Pick<LogFile, "relativePath">): ClaudeState {
  return {
    isCopy: isCopyByName(file.relativePath),
    fileSession: sessionByName(file.relativePath),
    model: "",
    reportedSession: "",
    reportedVersion: "",
    countedSearches: [],
  };
}

/** The list with one more at its end and, past the limit, without its oldest. */
export function remember<Item>(list: readonly Item[], item: Item): readonly Item[] {
  return [...list.slice(-(REMEMBERED - 1)), item];
}
