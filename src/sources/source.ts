import type { Quality, SkipCounts, UsageRecord } from "../core/usageRecord.ts";
import type { LogStore } from "./logStore.ts";

/** Stable id of an assistant: key in the ledger, in reports and on the board. */
export type SourceId = string;

/** The surroundings a source looks into. With `--home DIR` the variables are empty, as they speak of the real home. */
export interface Surroundings {
  readonly home: string;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Text of a small file that says where logs are, such as a tool's settings; `undefined` where there is none. */
  readonly readText: (path: string) => string | undefined;
}

/** A folder that may hold logs, or a single log. It need not exist. */
export interface LogRoot {
  readonly path: string;
  /** Where the folder is known from, in words, for Diagnostics: "default", "CLAUDE_CONFIG_DIR". */
  readonly origin: string;
  /** It lies in a project, which its path may name: Diagnostics shows no more than its own name. */
  readonly isInProject?: true;
}

/** What the parser may know of the file besides its bytes. */
export interface LogFile {
  /** Path below its root, with `/` on every platform. A root that is a file itself gives its name. */
  readonly relativePath: string;
  /** Folder the file lies in: tells the project where a tool keeps a log in each. */
  readonly folder: string;
  /**
   * Content of a small file of the tool's that tells of this one (its manifest, the project's folder), by a path relative to
   * this file's folder, such as `../workspace.json`; `undefined` where it cannot be read.
   */
  readonly readNeighbour: (path: string) => string | undefined;
  /** Names in a folder, by a path of the same kind; none where it cannot be read. */
  readonly listNeighbours: (path: string) => readonly string[];
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

/** Counts the tokens of a text where a tool reports none. */
export interface TokenCounter {
  /** Tokens of the text as the model's encoding cuts it; the nearest public one where the model's own is not public. */
  count(text: string, model: string): number;
}

export interface ReadTools {
  readonly counter: TokenCounter;
}

/** Records of a document, or of a piece of a store. */
export interface ReadRecords {
  readonly records: readonly UsageRecord[];
  readonly skipped: SkipCounts;
}

/**
 * Reads one kind of file that its tool writes anew as a whole. The file is read whole whenever it has changed: records must
 * have the same identity each time, and those that are no longer in it stay in the ledger.
 */
export type ReadDocument = (document: Buffer, file: LogFile, tools: ReadTools) => ReadRecords;

/** What was read of a store up to a point, and where to go on from it. */
export interface StorePiece extends ReadRecords {
  readonly state: ParserState;
}

/**
 * Reads what is new in a database, in pieces of some hundred rows. Rows that may still change have to be read again, so
 * what `state` remembers is up to where all is settled; reading a row twice does no harm, missing one does.
 * @param state of the last piece that was read; empty for a store that is new or was replaced
 */
export type ReadStore = (store: LogStore, state: ParserState, file: LogFile, tools: ReadTools) => Iterable<StorePiece>;

/** One kind of file of an assistant. */
interface FormatFacts {
  /** Stable within the source; Diagnostics tells by it which kinds of file were found. */
  readonly id: string;
  /** For the page on what is read: the kind of file in a few words, and where it lies by default. */
  readonly description: string;
  readonly places: readonly string[];
  /** How sure its counts are at best; each record says how sure its own are. */
  readonly quality: Quality;
  /** Whether a file below a root is of this kind. Compressed logs end in `.zst` and parse as their content. */
  readonly isLog: (relativePath: string) => boolean;
}

export interface LineFormat extends FormatFacts {
  readonly kind: "lines";
  readonly parser: LineParser;
}

export interface DocumentFormat extends FormatFacts {
  readonly kind: "document";
  readonly read: ReadDocument;
}

export interface StoreFormat extends FormatFacts {
  readonly kind: "store";
  readonly read: ReadStore;
}

export type LogFormat = LineFormat | DocumentFormat | StoreFormat;

/** One assistant. Adding one is a folder, a line in the registry and fixtures. */
export interface Source {
  readonly id: SourceId;
  /** Name as the maker writes it. */
  readonly name: string;
  /** Raised when a fix changes what is read from the same bytes: files that still exist are then read again. */
  readonly parserVersion: number;
  /** Every folder that may hold this assistant's logs here, most specific first. */
  readonly roots: (surroundings: Surroundings) => readonly LogRoot[];
  /** Whether a folder below a root may hold logs; all may where this is left out. Spares walking through what cannot. */
  readonly entersFolder?: (relativePath: string) => boolean;
  /** The first format that knows a file reads it. Empty for an assistant that leaves nothing readable on the machine. */
  readonly formats: readonly LogFormat[];
  /** For the page on what is read: what is not read, or is less sure than one may expect, and why. */
  readonly limits: readonly string[];
}
