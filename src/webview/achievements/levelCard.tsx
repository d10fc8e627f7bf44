import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import { formatCount } from "../../core/format.ts";
import type { LevelStanding } from "../../shared/gameSnapshot.ts";
import { ProgressBar } from "../progressBar.tsx";

/** The level, and the points to the next one. */
export function LevelCard({ level }: { readonly level: LevelStanding }): VNode {
  const missing = level.nextLevelPoints - level.points;
  const span = level.nextLevelPoints - level.levelPoints;
  const next = level.level + 1;
  const words =
    missing === 1 ? t("1 point to level {0}", next) : t("{0} points to level {1}", formatCount(missing), next);
  return (
    <section class="card level" aria-labelledby="level">
      <h2 id="level">
        <span class="eyebrow">{t("Level")}</span> <span class="level-number">{level.level}</span>
      </h2>
      <div class="level-text">
        <p class="way-ends">
          <strong>{level.points === 1 ? t("1 point") : t("{0} points", formatCount(level.points))}</strong>
          <span>{words}</span>
        </p>
        <ProgressBar
          fraction={span > 0 ? (level.points - level.levelPoints) / span : 1}
          label={t("Progress to level {0}", next)}
          words={t("{0} of {1} points", formatCount(level.points), formatCount(level.nextLevelPoints))}
        />
        <p class="quiet">{t("Badges give points. Tokens give none.")}</p>
      </div>
    </section>
  );
}
