import type { SkipCounts, UsageRecord } from "../core/usageRecord.ts";

/** Stable id of an assistant: key in the ledger, in reports and on the board. */
export type SourceId = string;

/** The surroundings a source looks into. With `--home DIR` the variables are empty, as they speak of the real home. */
export interface Surroundings {
  readonly home: string;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A folder that may hold logs. It need not exist. */
export interface LogRoot {
  readonly path: string;
  /** Where the folder is known from, in words, for Diagnostics: "default", "CLAUDE_CONFIG_DIR". */
  readonly origin: string;
}

/** What the parser may know of the file besides its bytes. */
export interface LogFile {
  /** Path below its root, with `/` on every platform. */
  readonly relativePath: string;
}

/** State of a parser between two pieces of one file: plain JSON, saved with the file's cursor. */
export type ParserState = { readonly [key: string]: unknown };

export interface Parsed<State extends ParserState> {
  readonly state: State;
  readonly records: readonly UsageRecord[];
  readonly skipped: SkipCounts;
}

/**
 * Reads one kind of append-only, line-oriented log. Both functions are pure: the same state and bytes always give the
 * same result, and parsing a file in any pieces (split after newlines) gives the same records as in one go.
 */
export interface LineParser<State extends ParserState = ParserState> {
  start(file: LogFile): State;
  /**
   * @param lines whole lines, as bytes. Each ends in a newline, except perhaps the last of a file that is still being
   * written; a line that is torn there is not a fault and the caller drops its result. The buffer is reused by the
   * caller after the call: results must not refer to it.
   */
  parse(state: State, lines: Buffer): Parsed<State>;
}

/** One assistant. Adding one is a folder, a line in the registry and fixtures. */
export interface Source {
  readonly id: SourceId;
  /** Name as the maker writes it. */
  readonly name: string;
  /** Raised when a fix changes what is read from the same bytes: files that still exist are then read again. */
  readonly parserVersion: number;
  /** Every folder that may hold this assistant's logs here, most specific first. */
  roots(surroundings: Surroundings): readonly LogRoot[];
  /** Whether a file below a root is a log. Compressed logs end in `.zst` and parse as their content. */
  isLog(relativePath: string): boolean;
  readonly parser: LineParser;
}
