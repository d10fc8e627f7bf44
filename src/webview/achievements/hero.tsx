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
        <p class="eyebrow">Your tier of the last 30 days</p>
        <h2 id="tier-name" class="tier-name">
          {game.tier ?? "No tier yet"}
        </h2>
        <p class="hero-facts">
          {title !== undefined && <span class="chip">{title}</span>}
          {game.bestTier !== undefined && <span>Best ever: {game.bestTier}</span>}
        </p>
        {next === undefined ? <p>This is the highest tier there is.</p> : <Way game={game} next={next} />}
        <p class="quiet">
          {formatTokens(game.seenTokens)} tokens seen in 30 days, {formatTokens(game.countedTokens)} counted. Caps keep
          runs that nobody steers from moving you up.
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
  const words = `${formatTokens(game.countedTokens)} of ${formatTokens(next.thresholdTokens)} counted tokens`;
  return (
    <div class="way">
      <p class="way-ends">
        <strong>Next: {next.name}</strong>
        <span>{words}</span>
      </p>
      <ProgressBar fraction={game.tierProgress} label={`Progress to ${next.name}`} words={words} />
      <p class="quiet">{missingWords(missingTokens, openGates)}</p>
    </div>
  );
}

function missingWords(missingTokens: number, openGates: number): string {
  const gates = openGates === 1 ? "one condition" : `${openGates} conditions`;
  if (missingTokens > 0) {
    const tokens = `${formatTokens(missingTokens)} counted tokens`;
    return openGates > 0 ? `Still missing: ${tokens} and ${gates}.` : `Still missing: ${tokens}.`;
  }
  return openGates > 0 ? `The tokens are there. Still missing: ${gates}.` : "Everything is met.";
}
