import { isSampled } from "../../core/recountSample.ts";
import type { CallRecord } from "../../core/usageRecord.ts";
import { areSameCounts, type TokenCounts } from "../../shared/tokenCounts.ts";
import { BytePattern, type ByteCursor } from "./byteCursor.ts";
import { IsoClock } from "./isoClock.ts";
import { leavesOf, type Leaf } from "./jsonLeaves.ts";
import { isNothing } from "./readUsage.ts";

/** What the variable places of a line stand for. Token counts come first. */
const FRESH_INPUT = 0;
const CACHE_READ = 1;
const FLAT_WRITE = 2;
const SPLIT_5M = 3;
const SPLIT_1H = 4;
const OUTPUT = 5;
const REASONING = 6;
const WEB_SEARCHES = 7;
const COUNTS: ReadonlyMap<string, number> = new Map([
  ["message.usage.input_tokens", FRESH_INPUT],
  ["message.usage.cache_read_input_tokens", CACHE_READ],
  ["message.usage.cache_creation_input_tokens", FLAT_WRITE],
  ["message.usage.cache_creation.ephemeral_5m_input_tokens", SPLIT_5M],
  ["message.usage.cache_creation.ephemeral_1h_input_tokens", SPLIT_1H],
  ["message.usage.output_tokens", OUTPUT],
  ["message.usage.output_tokens_details.thinking_tokens", REASONING],
  ["message.usage.server_tool_use.web_search_requests", WEB_SEARCHES],
]);
const OTHER_COUNT = COUNTS.size;
const OTHER_TEXT = OTHER_COUNT + 1;
const MESSAGE_ID = OTHER_COUNT + 2;
const REQUEST_ID = OTHER_COUNT + 3;
const TIMESTAMP = OTHER_COUNT + 4;
const TEXTS: Readonly<Record<string, number>> = {
  "message.id": MESSAGE_ID,
  "message.stop_reason": OTHER_TEXT,
  uuid: OTHER_TEXT,
  requestId: REQUEST_ID,
  timestamp: TIMESTAMP,
};

/** A line cut into the parts a template is made of, as latin1 text. */
export interface CutLine {
  /** From the start of what is compared to the start of the content. */
  readonly envelope: string;
  /** From one of the message's keys behind the content to the end. */
  readonly rest: string;
  /** Whether the envelope starts after the id of the line's parent, in which all lines differ, or after the first brace. */
  readonly followsParent: boolean;
}

/** Bytes `start <= i < end`. */
interface Range {
  start: number;
  end: number;
}

/** A variable place and the bytes between it and the next one or the line's end. */
interface Slot {
  readonly field: number;
  readonly after: BytePattern;
}

/**
 * One line that told of a call, as a form for others. Nearly all lines of a session differ only in ids, counts and time. A
 * line whose other bytes are the same, and whose ids and counts are plainly written, is the same JSON with other values in
 * those places, so it need not be parsed.
 */
export class CallTemplate {
  readonly toolVersion: string | undefined;
  readonly #followsParent: boolean;
  /** The envelope, in two parts where the message's id is in it. */
  readonly #beforeId: BytePattern;
  readonly #afterId: BytePattern | undefined;
  readonly #beforeSlots: BytePattern;
  /** Last first: a line's end is where it is alike whatever its content. */
  readonly #slots: readonly Slot[];
  readonly #hasSplit: boolean;
  readonly #clock = new IsoClock();
  readonly #counts: number[] = Array.from({ length: OTHER_COUNT + 1 }, () => 0);
  /** Where the texts of the line being matched are. */
  readonly #id: Range = { start: 0, end: 0 };
  readonly #request: Range = { start: 0, end: 0 };
  readonly #time: Range = { start: 0, end: 0 };
  readonly #other: Range = { start: 0, end: 0 };
  /** The last call of this form. */
  #call: CallRecord;

  private constructor(
    { envelope, rest, followsParent }: CutLine,
    id: Leaf | undefined,
    slots: readonly (Leaf & { readonly field: number })[],
    call: CallRecord,
    toolVersion: string | undefined,
  ) {
    this.toolVersion = toolVersion;
    this.#followsParent = followsParent;
    const start = BytePattern.of(envelope);
    const end = BytePattern.of(rest);
    this.#beforeId = start.part(0, id?.start ?? envelope.length);
    this.#afterId = id === undefined ? undefined : start.part(id.end, envelope.length);
    this.#beforeSlots = end.part(0, slots[0]?.start ?? rest.length);
    this.#slots = slots
      .map((slot, index) => ({ field: slot.field, after: end.part(slot.end, slots[index + 1]?.start ?? rest.length) }))
      .toReversed();
    this.#hasSplit = slots.some((slot) => slot.field === SPLIT_5M || slot.field === SPLIT_1H);
    this.#call = call;
  }

  /** A form made of a line that told of exactly this call; `undefined` where it cannot serve as one. */
  static of(line: CutLine, call: CallRecord, toolVersion: string | undefined): CallTemplate | undefined {
    // An advisor's counts would be a second call.
    if (line.rest.includes("advisor_message")) return undefined;
    const slots = leavesOf(line.rest, ["message"])
      .map((leaf) => ({ ...leaf, field: fieldOf(leaf) }))
      .filter((leaf) => leaf.field !== -1);
    const inEnvelope = leavesOf(line.envelope, []).filter((leaf) => leaf.path === "message.id");
    const told = slots.map((slot) => slot.field).filter((field) => field !== OTHER_COUNT && field !== OTHER_TEXT);
    const isComplete =
      new Set(told).size === told.length &&
      inEnvelope.length + (told.includes(MESSAGE_ID) ? 1 : 0) === 1 &&
      told.includes(TIMESTAMP) &&
      (requestIdOf(call) === undefined || told.includes(REQUEST_ID)) &&
      // An empty request id is none: a line with one would be another kind of record.
      slots.every((slot) => slot.end > slot.start);
    if (!isComplete) return undefined;
    return new CallTemplate(line, inEnvelope[0], slots, call, toolVersion);
  }

  /** The call a line of this form tells of; `"repeat"` where it is the last one's again; `undefined` for another form. */
  match(cursor: ByteCursor, start: number, end: number): CallRecord | "repeat" | undefined {
    cursor.enter(start, end);
    // A line's end shows first that it is of another form.
    if (!this.#matchRest(cursor) || !this.#matchEnvelope(cursor)) return undefined;
    const tokens = this.#readTokens();
    // Which of the message's tool uses were searches is told in its content.
    if (tokens.webSearches !== 0) return undefined;
    const buffer = cursor.bytes;
    const atMs = this.#clock.read(buffer, this.#time.start, this.#time.end);
    const last = this.#call;
    const isSameFamily = isSameText(buffer, this.#id, last.family);
    const lastRequest = requestIdOf(last);
    const isSameRequest = lastRequest === undefined || isSameText(buffer, this.#request, lastRequest);
    if (isSameFamily && isSameRequest && atMs >= last.atMs && areSameCounts(tokens, last.tokens)) return "repeat";
    if (Number.isNaN(atMs) || isNothing(tokens)) return undefined;
    const family = isSameFamily ? last.family : buffer.toString("latin1", this.#id.start, this.#id.end);
    // The texts of sampled calls are in the content.
    if (!isSameFamily && isSampled(family)) return undefined;
    const request = isSameRequest ? lastRequest : buffer.toString("latin1", this.#request.start, this.#request.end);
    this.#call = likeCall(last, family, request, atMs, tokens);
    return this.#call;
  }

  #matchEnvelope(cursor: ByteCursor): boolean {
    if (this.#followsParent ? !cursor.skipParent() : !cursor.skipBrace()) return false;
    if (!cursor.skip(this.#beforeId)) return false;
    if (this.#afterId === undefined) return true;
    this.#id.start = cursor.at;
    this.#id.end = cursor.skipId();
    return this.#id.end !== -1 && cursor.skip(this.#afterId);
  }

  #matchRest(cursor: ByteCursor): boolean {
    for (let i = 0; i < this.#slots.length; i++) {
      const slot = this.#slots[i];
      if (slot === undefined || !cursor.skipBack(slot.after)) return false;
      const end = cursor.last;
      if (slot.field <= OTHER_COUNT) {
        const count = cursor.readCountBack();
        if (count === -1) return false;
        this.#counts[slot.field] = count;
      } else {
        const start = cursor.skipIdBack();
        if (start === -1) return false;
        const range = this.#rangeOf(slot.field);
        range.start = start;
        range.end = end;
      }
    }
    return cursor.skipBack(this.#beforeSlots);
  }

  #rangeOf(field: number): Range {
    if (field === MESSAGE_ID) return this.#id;
    if (field === REQUEST_ID) return this.#request;
    return field === TIMESTAMP ? this.#time : this.#other;
  }

  #readTokens(): TokenCounts {
    const counts = this.#counts;
    return {
      freshInput: counts[FRESH_INPUT] ?? 0,
      cacheRead: counts[CACHE_READ] ?? 0,
      cacheWrite5m: counts[this.#hasSplit ? SPLIT_5M : FLAT_WRITE] ?? 0,
      cacheWrite1h: this.#hasSplit ? (counts[SPLIT_1H] ?? 0) : 0,
      output: counts[OUTPUT] ?? 0,
      reasoning: counts[REASONING] ?? 0,
      webSearches: counts[WEB_SEARCHES] ?? 0,
    };
  }
}

/** The request's id, which is the call's member, or its alias where its message has another account. */
function requestIdOf({ member, alias }: CallRecord): string | undefined {
  return member === "" ? alias : member;
}

/** Another call of the same form. Field by field, as spreading takes several times as long. */
function likeCall(
  last: CallRecord,
  family: string,
  request: string | undefined,
  atMs: number,
  tokens: TokenCounts,
): CallRecord {
  const isAliased = last.member === "";
  const call: CallRecord = {
    kind: "call",
    family,
    member: isAliased ? "" : (request ?? ""),
    yieldsTo: isAliased ? family : undefined,
    atMs,
    model: last.model,
    serviceTier: last.serviceTier,
    usOnly: last.usOnly,
    tokens,
    calls: last.calls,
    quality: last.quality,
    sessionId: last.sessionId,
    agentId: last.agentId,
    copyRank: last.copyRank,
    ownerMs: last.ownerMs,
    cwd: last.cwd,
    branch: last.branch,
  };
  return isAliased && request !== undefined ? { ...call, alias: request } : call;
}

function fieldOf({ path, isNumber }: Leaf): number {
  if (!isNumber) return TEXTS[path] ?? -1;
  return COUNTS.get(path) ?? OTHER_COUNT;
}

function isSameText(buffer: Buffer, { start, end }: Range, text: string): boolean {
  if (end - start !== text.length) return false;
  for (let i = 0; i < text.length; i++) if (buffer[start + i] !== text.charCodeAt(i)) return false;
  return true;
}
