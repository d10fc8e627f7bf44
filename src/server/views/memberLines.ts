import { trustMark } from "../../core/board/trustMark.ts";
import { BADGES } from "../../core/achievements/catalogue.ts";
import { isCraft } from "../../core/tierGates.ts";
import { reachedTier } from "../../core/tiers.ts";
import type { TrustMark } from "../../shared/board/trust.ts";
import type { VolumeEntry } from "../../shared/board/volumeView.ts";
import { numberIn, optionalNumberIn, optionalTextIn, type Row } from "../database/boardDatabase.ts";

/** Grade of gold and above, as badges are shared: 1 bronze to 4 diamond. */
const GOLD = 3;
const CRAFT: ReadonlySet<string> = new Set(BADGES.filter(({ group }) => isCraft(group)).map(({ id }) => id));

/** Columns of what is shown of a member, from `window30 w` and `member m`; with the badges, so that one statement tells all. */
export const LINE_COLUMNS = `w.member_id, m.handle, m.title, m.held_until_ms, m.verified_until_ms, w.score, w.provisional,
  w.withheld, w.seen, w.steered, w.prompt, w.cache_read, w.active_days, w.first_ms,
  (SELECT json_agg(json_build_array(b.badge, b.grade) ORDER BY b.grade DESC, b.badge)::text FROM badge b
   WHERE b.member_id = w.member_id) AS badges`;

export type SharedBadge = VolumeEntry["badges"][number];

/** What a board knows of a member's window; from it, what it shows. */
export interface MemberLine {
  readonly member: number;
  readonly handle: string | undefined;
  readonly title: string | undefined;
  readonly counted: number;
  readonly provisional: number;
  readonly seen: number;
  readonly activeDays: number;
  readonly tier: string | undefined;
  readonly trust: TrustMark;
  readonly badges: readonly SharedBadge[];
  /** Orders members of one score. */
  readonly firstMs: number;
}

/** The line of a row of `LINE_COLUMNS`. */
export function memberLine(row: Row, nowMs: number): MemberLine {
  const badges = badgesIn(row);
  const counted = numberIn(row, "score");
  const seen = numberIn(row, "seen");
  const facts = {
    heldUntilMs: optionalNumberIn(row, "held_until_ms"),
    verifiedUntilMs: optionalNumberIn(row, "verified_until_ms"),
    settled: counted,
  };
  const trust = trustMark(facts, nowMs);
  const prompt = numberIn(row, "prompt");
  const figures = {
    activeDays: numberIn(row, "active_days"),
    steeredShare: seen === 0 ? undefined : numberIn(row, "steered") / seen,
    cacheHit: prompt === 0 ? undefined : numberIn(row, "cache_read") / prompt,
    goldBadges: badges.filter(({ badge, grade }) => grade >= GOLD && CRAFT.has(badge)).length,
    board: { isSettled: numberIn(row, "withheld") === 0, isVerified: trust === "verified" },
  };
  return {
    member: numberIn(row, "member_id"),
    handle: optionalTextIn(row, "handle"),
    title: optionalTextIn(row, "title"),
    counted,
    provisional: numberIn(row, "provisional"),
    seen,
    activeDays: figures.activeDays,
    tier: reachedTier(counted, figures),
    trust,
    badges,
    firstMs: numberIn(row, "first_ms"),
  };
}

function badgesIn(row: Row): readonly SharedBadge[] {
  // Pairs of a badge and its grade, as `LINE_COLUMNS` makes them.
  const pairs = JSON.parse(optionalTextIn(row, "badges") ?? "[]") as readonly (readonly [string, number])[];
  return pairs.map(([badge, grade]) => ({ badge, grade }));
}
