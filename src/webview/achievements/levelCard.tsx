import type { VNode } from "preact";

import { formatCount, formatQuantity } from "../../core/format.ts";
import type { LevelStanding } from "../../shared/gameSnapshot.ts";
import { ProgressBar } from "../progressBar.tsx";

/** The level, and the points to the next one. */
export function LevelCard({ level }: { readonly level: LevelStanding }): VNode {
  const missing = level.nextLevelPoints - level.points;
  const span = level.nextLevelPoints - level.levelPoints;
  const words = `${formatQuantity(missing, "point")} to level ${level.level + 1}`;
  return (
    <section class="card level" aria-labelledby="level">
      <h2 id="level">
        <span class="eyebrow">Level</span> <span class="level-number">{level.level}</span>
      </h2>
      <div class="level-text">
        <p class="way-ends">
          <strong>{formatQuantity(level.points, "point")}</strong>
          <span>{words}</span>
        </p>
        <ProgressBar
          fraction={span > 0 ? (level.points - level.levelPoints) / span : 1}
          label={`Progress to level ${level.level + 1}`}
          words={`${formatCount(level.points)} of ${formatQuantity(level.nextLevelPoints, "point")}`}
        />
        <p class="quiet">Badges give points. Tokens give none.</p>
      </div>
    </section>
  );
}
