import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import { formatCount, formatTokens } from "../../core/format.ts";
import type { MeView } from "../../shared/board/meView.ts";
import { bandText, trustText, trustWord } from "./teamWords.ts";

/** Where the reader stands, told to nobody else. */
export function StandingCard({ me }: { readonly me: MeView | undefined }): VNode {
  return (
    <section class="card" aria-labelledby="team-standing">
      <h2 id="team-standing">{t("Your standing")}</h2>
      {me === undefined ? (
        <p class="quiet">{t("The board has not told yet. It does after the first upload.")}</p>
      ) : (
        <>
          <p class="team-state">{placeText(me)}</p>
          <dl class="team-facts">
            <Fact name={t("Counted in 30 days")} value={formatTokens(me.counted)} />
            {me.provisional > 0 && <Fact name={t("Will count once settled")} value={formatTokens(me.provisional)} />}
            <Fact name={t("Seen")} value={formatTokens(me.seen)} />
            <Fact name={t("Active days")} value={formatCount(me.activeDays)} />
            <Fact name={t("Trust")} value={trustWord(me.trust)} />
          </dl>
          <p class="quiet">{trustText(me.trust)}</p>
          {me.looks[0] !== undefined && (
            <p class="quiet">
              {me.looks[0].people === 1
                ? t("1 person looked at a list with your name on the last day that anybody did.")
                : t("{0} people looked at a list with your name on the last day that anybody did.", me.looks[0].people)}
            </p>
          )}
        </>
      )}
    </section>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }): VNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function placeText({ rank, band, counted, provisional }: MeView): string {
  if (rank !== undefined) return t("Place {0} on the list", formatCount(rank));
  if (band !== undefined) return bandText(band);
  return counted + provisional > 0 ? t("No place yet: nothing has settled") : t("Nothing counted in 30 days");
}
