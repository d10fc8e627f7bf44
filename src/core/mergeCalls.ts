import { areSameCounts, promptTokens, TOKEN_FIELDS, totalTokens, type TokenCounts } from "../shared/tokenCounts.ts";
import type { CallRecord } from "./usageRecord.ts";

/**
 * One record out of two copies of the same call. Three choices are made, each by an order of its own, so that the result
 * does not depend on which copy is seen first, how often, or in what grouping (associative, commutative, idempotent):
 * - the numbers, with the model and tier they belong to, from the copy with the highest output, of those that the tool
 *   reported where there are any: a final record beats the partial ones streamed before it, and numbers of two copies are never mixed. Between copies with the same numbers the
 *   original's model counts, as a fork may replay its parent's calls under a model of its own;
 * - the time from the earliest copy, as forks stamp their copies anew;
 * - session, place and agent from the copy most likely to be the original.
 */
export function mergeCalls(first: CallRecord, second: CallRecord): CallRecord {
  const numbers = compareNumbers(first, second) >= 0 ? first : second;
  const owner = compareOwners(first, second) <= 0 ? first : second;
  const atMs = Math.min(first.atMs, second.atMs);
  if (numbers === owner && numbers.atMs === atMs) return numbers;
  // Field by field and in the order of `CallRecord`, as in all sources: copying an object takes several times as long, and
  // code for objects of one shape is the quickest.
  const merged: { -readonly [Field in keyof CallRecord]: CallRecord[Field] } = {
    kind: "call",
    family: numbers.family,
    member: numbers.member,
    yieldsTo: owner.yieldsTo,
    atMs,
    model: numbers.model,
    serviceTier: numbers.serviceTier,
    usOnly: numbers.usOnly,
    tokens: numbers.tokens,
    calls: numbers.calls,
    quality: numbers.quality,
    sessionId: owner.sessionId,
    agentId: owner.agentId,
    copyRank: owner.copyRank,
    ownerMs: owner.ownerMs,
    cwd: owner.cwd,
    branch: owner.branch,
  };
  const numbersRank = numbersRankOf(numbers);
  if (numbersRank !== numbersRankOf(merged)) merged.numbersRank = numbersRank;
  if (owner.alias !== undefined) merged.alias = owner.alias;
  if (numbers.countedHere !== undefined) merged.countedHere = numbers.countedHere;
  if (numbers.reportedNanos !== undefined) merged.reportedNanos = numbers.reportedNanos;
  return merged;
}

/** Instants in milliseconds lie below this until the year 37648. */
const RANK_STEP = 2 ** 50;

/** How likely the copy that the numbers come from is the original; the lowest is the likeliest. */
export function numbersRankOf(call: CallRecord): number {
  return call.numbersRank ?? call.copyRank * RANK_STEP + Math.min(call.ownerMs, RANK_STEP - 1);
}

function compareNumbers(a: CallRecord, b: CallRecord): number {
  return (
    // What the tool reports beats what we count, which may well be more.
    Number(b.countedHere ?? false) - Number(a.countedHere ?? false) ||
    a.tokens.output - b.tokens.output ||
    compareCounts(a.tokens, b.tokens) ||
    (a.reportedNanos ?? 0) - (b.reportedNanos ?? 0) ||
    // A copy that tells its model beats one that does not.
    Number(a.model !== "") - Number(b.model !== "") ||
    numbersRankOf(b) - numbersRankOf(a) ||
    compareText(a.model, b.model) ||
    compareText(a.serviceTier, b.serviceTier) ||
    compareText(a.quality, b.quality) ||
    Number(a.usOnly) - Number(b.usOnly) ||
    a.calls - b.calls
  );
}

function compareOwners(a: CallRecord, b: CallRecord): number {
  return (
    a.copyRank - b.copyRank ||
    a.ownerMs - b.ownerMs ||
    compareText(a.sessionId, b.sessionId) ||
    compareText(a.agentId ?? "", b.agentId ?? "") ||
    // Told beats not told.
    compareText(b.cwd ?? "", a.cwd ?? "") ||
    compareText(b.branch ?? "", a.branch ?? "") ||
    compareText(a.yieldsTo ?? "", b.yieldsTo ?? "") ||
    compareText(b.alias ?? "", a.alias ?? "")
  );
}

function compareCounts(a: TokenCounts, b: TokenCounts): number {
  // Most copies have the same counts.
  return areSameCounts(a, b)
    ? 0
    : nonZeroFields(a) - nonZeroFields(b) ||
        totalTokens(a) - totalTokens(b) ||
        promptTokens(a) - promptTokens(b) ||
        compareEach(a, b);
}

function nonZeroFields(counts: TokenCounts): number {
  let fields = 0;
  for (const field of TOKEN_FIELDS) if (counts[field] !== 0) fields += 1;
  return fields;
}

function compareEach(a: TokenCounts, b: TokenCounts): number {
  for (const field of TOKEN_FIELDS) if (a[field] !== b[field]) return a[field] - b[field];
  return 0;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
