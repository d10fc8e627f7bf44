import { t } from "@vscode/l10n";

import type { BadgeGroup, BadgeStanding, TierGate } from "../shared/gameSnapshot.ts";
import { atLeast, enough, percent, type Named } from "./achievements/condition.ts";
import { cacheHitOf, last14Active, steeredShareOf } from "./achievements/efficiency.ts";
import type { History } from "./achievements/history.ts";
import { formatCount } from "./format.ts";
import type { BoardFact, TierAsk } from "./tierCatalogue.ts";

/** What gates go by. Plain data, kept in the ledger, so that every snapshot can be judged without reading calls. */
export interface GateFigures {
  readonly activeDays: number;
  /** Of the last 30 days; `undefined` without use. */
  readonly steeredShare?: number | undefined;
  readonly cacheHit?: number | undefined;
  readonly goldBadges: number;
  /** What a board knows; without one, its gates stay shut. */
  readonly board?: Readonly<Record<BoardFact, boolean>>;
}

/** Badges of these groups are craft; those of trust are not. */
const CRAFT: ReadonlySet<BadgeGroup> = new Set(["efficiency", "steering", "variety", "outcomes"]);

export function isCraft(group: BadgeGroup): boolean {
  return CRAFT.has(group);
}

export function gateFiguresOf(
  { last30 }: Pick<History, "last30">,
  badges: Iterable<Pick<BadgeStanding, "group" | "earned">>,
): GateFigures {
  let goldBadges = 0;
  for (const { group, earned } of badges) {
    if (isCraft(group) && earned.some(({ grade }) => grade === "gold")) goldBadges += 1;
  }
  return {
    activeDays: last30.activeDays,
    steeredShare: steeredShareOf(last30),
    cacheHit: cacheHitOf(last30),
    goldBadges,
  };
}

/** @param figures `undefined`: not worked out yet, so that nothing is met */
export function gateOf(ask: TierAsk, figures: GateFigures | undefined): TierGate {
  if (ask.kind === "board")
    return { asks: ask.asks(), stands: t("for a team board to say"), isMet: figures?.board?.[ask.fact] === true };
  const gate = measuredGate(ask, figures ?? { activeDays: 0, goldBadges: 0 });
  return figures === undefined ? { ...gate, stands: t("not worked out yet"), isMet: false } : gate;
}

/** What `gateOf` says of a gate, without a word of text: for lists of many people. */
export function isGateMet(ask: TierAsk, figures: GateFigures): boolean {
  switch (ask.kind) {
    case "board":
      return figures.board?.[ask.fact] === true;
    case "active-days":
      return figures.activeDays >= ask.least;
    case "steered-share":
      return (figures.steeredShare ?? 0) >= ask.least;
    case "cache-hit":
      return (figures.cacheHit ?? 0) >= ask.least;
    case "gold-badges":
      return figures.goldBadges >= ask.least;
  }
}

function measuredGate(ask: Exclude<TierAsk, { readonly kind: "board" }>, figures: GateFigures): TierGate {
  switch (ask.kind) {
    case "active-days":
      return countGate(figures.activeDays, ask.least, last14Active.activeDays);
    case "steered-share":
      return shareGate(t("steered share"), figures.steeredShare, ask.least);
    case "cache-hit":
      return shareGate(t("cache hit"), figures.cacheHit, ask.least);
    case "gold-badges":
      return countGate(figures.goldBadges, ask.least, (count) =>
        count === 1 ? t("1 craft badge at Gold") : t("{0} craft badges at Gold", formatCount(count)),
      );
  }
}

function countGate(count: number, least: number, named: Named): TierGate {
  const { asks, isMet } = enough(count, least, named);
  return { asks, stands: t("{0} so far", formatCount(count)), isMet };
}

function shareGate(what: string, value: number | undefined, least: number): TierGate {
  const { asks, isMet } = atLeast(what, value, least, percent);
  return { asks, stands: value === undefined ? t("not known yet") : percent(value, "down"), isMet };
}
