import type { TokenCounts } from "../shared/tokenCounts.ts";

/** How sure a count is. The first two are exact; totals show the rest as "of which estimated". */
export type Quality = "exact-call" | "exact-turn" | "session-total" | "estimate";

/** How the provider served, and so billed, the call. */
export type ServiceTier = "standard" | "fast" | "ultrafast" | "priority" | "flex" | "batch";

/**
 * One call to a model as one record of one file tells it. The same call may arrive many times, from many files and with
 * differing numbers; `mergeCalls` says what becomes of the copies.
 */
export interface CallRecord {
  readonly kind: "call";
  /**
   * Identity of the call, from the source record itself and never from its position or time. `family` names the call or
   * its message, `member` tells apart calls of one family; the pair is unique within a source.
   */
  readonly family: string;
  readonly member: string;
  /**
   * A family this record is a less trusted account of. It counts only while the ledger holds no record with that family
   * and a non-empty `member`. `undefined`: always counts. An account from outside the tool's own files has an
   * `OutsideClaim` here.
   */
  readonly yieldsTo: string | undefined;
  /** Another id of the call, by which accounts from outside may know it, where it is not the `member`. */
  readonly alias?: string | undefined;
  /** UTC instant in milliseconds. */
  readonly atMs: number;
  /** Model as written by the tool; empty where the record does not tell. */
  readonly model: string;
  readonly serviceTier: ServiceTier;
  /** Inference was pinned to US data centres, which some providers charge more for. */
  readonly usOnly: boolean;
  readonly tokens: TokenCounts;
  /** 0 for a record that only adds something (web searches of a side call) to a call that is not written down. */
  readonly calls: 0 | 1;
  readonly quality: Quality;
  /** The tokens were counted here, by our tokenizer, as the tool reports none. */
  readonly countedHere?: boolean;
  /** What the tool says the call cost, in billionths of a US dollar: shown where there is no list price. */
  readonly reportedNanos?: number;
  readonly sessionId: string;
  /** Sub-agent within the session. */
  readonly agentId: string | undefined;
  /** How likely this copy is the original: 0 the session that made the call, 1 a side chain, 2 a fork's copy. */
  readonly copyRank: 0 | 1 | 2;
  /** Start of the session that holds this copy; among equal `copyRank` the earliest owns the call. 0 where not told. */
  readonly ownerMs: number;
  /** Set by `mergeCalls` alone, where numbers and owner come from different copies. */
  readonly numbersRank?: number;
  readonly cwd: string | undefined;
  readonly branch: string | undefined;
}

/** A message that a person typed: not a tool result, hook, reminder, queued or scheduled prompt. */
export interface TurnRecord {
  readonly kind: "turn";
  readonly id: string;
  readonly sessionId: string;
  readonly atMs: number;
}

/** What a file tells about a session. Later records of the same session add to it. */
export interface SessionRecord {
  readonly kind: "session";
  readonly sessionId: string;
  /** Session that spawned or was forked into this one. */
  readonly parentId: string | undefined;
  /** Version of the tool that wrote the log. */
  readonly toolVersion: string | undefined;
}

/**
 * A text that the model of a sampled call wrote (see `isSampled`), to be counted here as well: an answer, thinking that the
 * log shows, what a tool is asked for. It is counted where it is read and goes no further.
 */
export interface SampleRecord extends Pick<CallRecord, "family" | "member" | "model"> {
  readonly kind: "sample";
  /** Tells apart the texts of one call; the same for copies of the text. */
  readonly part: string;
  readonly text: string;
}

/** How much of what a provider allows within a window of time was used, as it last said. */
export interface LimitRecord {
  readonly kind: "limit";
  /** Tells apart a tool's windows. */
  readonly window: string;
  readonly atMs: number;
  /** Of what is allowed; above 100 where it was passed. */
  readonly usedPercent: number;
  readonly windowMinutes: number;
  /** When counting begins anew; `undefined` where that is not told. */
  readonly resetsMs: number | undefined;
}

/** What became of a sample. */
export interface RecountRecord extends Pick<SampleRecord, "family" | "member" | "part"> {
  readonly kind: "recount";
  readonly tokens: number;
}

/** What parsers read. */
export type UsageRecord = CallRecord | TurnRecord | SessionRecord | SampleRecord | LimitRecord;

/** What the ledger takes. */
export type LedgerRecord = Exclude<UsageRecord, SampleRecord> | RecountRecord;

/** Why a line that looked like usage was not used. Shown in Diagnostics, never with the line's text. */
export type SkipReason =
  /** Not JSON, or not the kind of JSON value expected. */
  | "malformed"
  /** A count is not an integer, or a field has another type than the format says. */
  | "wrong-type"
  /** No readable time stamp. */
  | "no-time"
  /** Longer than the reader's limit. */
  | "line-too-long"
  /** A file that is read as a whole is larger than the reader's limit. */
  | "file-too-large"
  /** The format says it is one we do not know. */
  | "unknown-format";

export type SkipCounts = { readonly [Reason in SkipReason]?: number };
