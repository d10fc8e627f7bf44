import { trustMark } from "../../core/board/trustMark.ts";
import { BADGES } from "../../core/achievements/catalogue.ts";
import { isCraft } from "../../core/tierGates.ts";
import { reachedTier } from "../../core/tiers.ts";
import type { TrustMark } from "../../shared/board/trust.ts";
import type { VolumeEntry } from "../../shared/board/volumeView.ts";
import {
  numberIn,
  optionalNumberIn,
  optionalTextIn,
  textIn,
  type Queries,
  type Row,
} from "../database/boardDatabase.ts";

/** Grade of gold and above, as badges are shared: 1 bronze to 4 diamond. */
const GOLD = 3;
const CRAFT: ReadonlySet<string> = new Set(BADGES.filter(({ group }) => isCraft(group)).map(({ id }) => id));

/** Columns of what is shown of a member, from `window30 w` and `member m`. */
export const LINE_COLUMNS = `w.member_id, m.handle, m.title, m.held_until_ms, m.verified_until_ms, w.score, w.provisional,
  w.withheld, w.seen, w.steered, w.prompt, w.cache_read, w.active_days, w.first_ms`;

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

/** The lines of these rows, in their order, with the badges that were shared. */
export async function readLines(queries: Queries, rows: readonly Row[], nowMs: number): Promise<readonly MemberLine[]> {
  const badges = await readBadges(
    queries,
    rows.map((row) => numberIn(row, "member_id")),
  );
  return rows.map((row) => lineOf(row, badges.get(numberIn(row, "member_id")) ?? [], nowMs));
}

async function readBadges(
  queries: Queries,
  members: readonly number[],
): Promise<ReadonlyMap<number, readonly SharedBadge[]>> {
  const badges = new Map<number, SharedBadge[]>();
  if (members.length === 0) return badges;
  const rows = await queries.query(
    "SELECT member_id, badge, grade FROM badge WHERE member_id = ANY ($1::bigint[]) ORDER BY member_id, grade DESC, badge",
    [members],
  );
  for (const row of rows) {
    const member = numberIn(row, "member_id");
    const shared = { badge: textIn(row, "badge"), grade: numberIn(row, "grade") };
    badges.set(member, [...(badges.get(member) ?? []), shared]);
  }
  return badges;
}

function lineOf(row: Row, badges: readonly SharedBadge[], nowMs: number): MemberLine {
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
