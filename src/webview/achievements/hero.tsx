import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import { formatTokens } from "../../core/format.ts";
import type { GameSnapshot, TierStep } from "../../shared/gameSnapshot.ts";
import { TierArt } from "../art/tierArt.tsx";
import { ProgressBar } from "../progressBar.tsx";
import { Gates } from "./gates.tsx";

const ART_PX = 168;

/** The tier that holds, the way to the next one, and what that one asks for. */
export function Hero({ game, title }: { readonly game: GameSnapshot; readonly title: string | undefined }): VNode {
  const next = nextTier(game);
  return (
    <section class="card hero" aria-labelledby="tier-name">
      <div class="hero-art">
        <TierArt name={game.tier ?? next?.name} isReached={game.tier !== undefined} size={ART_PX} />
      </div>
      <div class="hero-text">
        <p class="eyebrow">{t("Your tier of the last 30 days")}</p>
        <h2 id="tier-name" class="tier-name">
          {game.tier ?? t("No tier yet")}
        </h2>
        <p class="hero-facts">
          {title !== undefined && <span class="chip">{title}</span>}
          {game.bestTier !== undefined && <span>{t("Best ever: {0}", game.bestTier)}</span>}
        </p>
        {next === undefined ? <p>{t("This is the highest tier there is.")}</p> : <Way game={game} next={next} />}
        <p class="quiet">
          {t(
            "{0} tokens seen in 30 days, {1} counted. Caps keep runs that nobody steers from moving you up.",
            formatTokens(game.seenTokens),
            formatTokens(game.countedTokens),
          )}
        </p>
      </div>
      {next !== undefined && <Gates tier={next.name} gates={next.gates} />}
    </section>
  );
}

/** The tier after the one that holds; `undefined` at the top. */
function nextTier({ tiers, tier }: GameSnapshot): TierStep | undefined {
  return tiers[tiers.findIndex(({ name }) => name === tier) + 1];
}

function Way({ game, next }: { readonly game: GameSnapshot; readonly next: TierStep }): VNode {
  const missingTokens = Math.max(0, next.thresholdTokens - game.countedTokens);
  const openGates = next.gates.filter(({ isMet }) => !isMet).length;
  const words = t("{0} of {1} counted tokens", formatTokens(game.countedTokens), formatTokens(next.thresholdTokens));
  return (
    <div class="way">
      <p class="way-ends">
        <strong>{t("Next: {0}", next.name)}</strong>
        <span>{words}</span>
      </p>
      <ProgressBar fraction={game.tierProgress} label={t("Progress to {0}", next.name)} words={words} />
      <p class="quiet">{missingWords(missingTokens, openGates)}</p>
    </div>
  );
}

function missingWords(missingTokens: number, openGates: number): string {
  const tokens = formatTokens(missingTokens);
  if (openGates === 0)
    return missingTokens > 0 ? t("Still missing: {0} counted tokens.", tokens) : t("Everything is met.");
  if (missingTokens === 0) {
    return openGates === 1
      ? t("The tokens are there. Still missing: one condition.")
      : t("The tokens are there. Still missing: {0} conditions.", openGates);
  }
  return openGates === 1
    ? t("Still missing: {0} counted tokens and one condition.", tokens)
    : t("Still missing: {0} counted tokens and {1} conditions.", tokens, openGates);
}
