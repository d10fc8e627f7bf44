import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import { formatTokens } from "../../core/format.ts";
import type { GameSnapshot } from "../../shared/gameSnapshot.ts";
import { TierArt } from "../art/tierArt.tsx";

const ART_PX = 64;

/** Every tier with what it takes, the lowest first. */
export function TierLadder({ game }: { readonly game: GameSnapshot }): VNode {
  const rankOf = (tier: string | undefined): number => game.tiers.findIndex(({ name }) => name === tier);
  const now = rankOf(game.tier);
  const best = Math.max(now, rankOf(game.bestTier));
  return (
    <section class="card" aria-labelledby="ladder">
      <h2 id="ladder">{t("All tiers")}</h2>
      <ol class="ladder">
        {game.tiers.map(({ name, thresholdTokens }, rank) => (
          <li key={name} class="step" aria-current={rank === now ? "step" : undefined}>
            <TierArt name={name} isReached={rank <= best} size={ART_PX} />
            <span class="step-name">{name}</span>
            <span class="quiet">{formatTokens(thresholdTokens)}</span>
            <span class="step-mark">{markOf(rank, now, best)}</span>
            <span class="for-screen-reader">{rank <= best ? t("reached") : t("not reached")}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function markOf(rank: number, now: number, best: number): string {
  if (rank === now) return t("Now");
  return rank === best ? t("Best ever") : "";
}
