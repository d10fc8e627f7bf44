import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import { formatCount, formatTokens } from "../../core/format.ts";
import type { VolumeEntry, VolumeView } from "../../shared/board/volumeView.ts";
import { BADGES } from "../../core/achievements/catalogue.ts";
import { TierArt } from "../art/tierArt.tsx";
import { trustWord } from "./teamWords.ts";

const ART_PX = 22;

/** The people who chose to be listed, in the order of the board: counted tokens, with the seen ones beside them. */
export function TopList({ volume }: { readonly volume: VolumeView | undefined }): VNode {
  return (
    <section class="card" aria-labelledby="team-top">
      <h2 id="team-top">{t("The list")}</h2>
      <p class="quiet">
        {t(
          "Fuel, not distance: tokens say nothing about what was achieved. Only people who chose to be listed are here.",
        )}
      </p>
      <List volume={volume} />
    </section>
  );
}

function List({ volume }: { readonly volume: VolumeView | undefined }): VNode {
  if (volume === undefined) return <p>{t("The board has not told yet.")}</p>;
  if (volume.areNamesOff) return <p>{t("Who runs the board has turned names off for everybody.")}</p>;
  if (volume.entries.length === 0) return <p>{t("Nobody is listed yet.")}</p>;
  return (
    <div class="table-scroll team-top" role="group" aria-labelledby="team-top" tabIndex={0}>
      <table class="data-table">
        <thead>
          <tr>
            <th scope="col" class="number">
              {t("Place")}
            </th>
            <th scope="col">{t("Name")}</th>
            <th scope="col" class="number">
              {t("Counted")}
            </th>
            <th scope="col" class="number">
              {t("Seen")}
            </th>
            <th scope="col" class="number">
              {t("To settle")}
            </th>
            <th scope="col">{t("Tier")}</th>
            <th scope="col" class="number">
              {t("Active days")}
            </th>
            <th scope="col">{t("Trust")}</th>
          </tr>
        </thead>
        <tbody>
          {volume.entries.map((entry) => (
            <Entry key={entry.handle} entry={entry} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Entry({ entry }: { readonly entry: VolumeEntry }): VNode {
  const { rank, handle, counted, provisional, seen, activeDays, tier, title, trust, isYou } = entry;
  return (
    <tr class={isYou ? "team-you" : undefined} aria-current={isYou ? "true" : undefined}>
      <td class="number">{rank === undefined ? "–" : formatCount(rank)}</td>
      <th scope="row">
        <bdi>{handle}</bdi>
        {isYou && <span class="chip">{t("you")}</span>}
        {title !== undefined && <span class="quiet"> {titleName(title)}</span>}
      </th>
      <td class="number">{formatTokens(counted)}</td>
      <td class="number">{formatTokens(seen)}</td>
      <td class="number">{provisional > 0 ? formatTokens(provisional) : "–"}</td>
      <td>
        <span class="team-tier">
          <TierArt name={tier} size={ART_PX} />
          {tier ?? "–"}
        </span>
      </td>
      <td class="number">{formatCount(activeDays)}</td>
      <td>{trustWord(trust)}</td>
    </tr>
  );
}

/** A title is the name of a badge; the board keeps its id. */
function titleName(title: string): string {
  return BADGES.find(({ id }) => id === title)?.name ?? title;
}
