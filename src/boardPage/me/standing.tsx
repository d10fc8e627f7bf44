import type { VNode } from "preact";
import type { MeView } from "../../shared/board/meView.ts";
import { formatCount, formatTokens } from "../../core/format.ts";
import { TrustMark } from "../volume/trustMark.tsx";
import { generalTexts } from "../generalTexts.ts";
import { meTexts } from "./meTexts.ts";

/** A band for most, a number for who is on the list. */
export function Standing({ view }: { readonly view: MeView }): VNode {
  const texts = meTexts.standing;
  return (
    <section class="card" aria-labelledby="standing">
      <h2 id="standing">{texts.heading}</h2>
      <p class="standing-place">{placeWords(view)}</p>
      <dl class="facts">
        <div>
          <dt>{texts.counted}</dt>
          <dd>
            {formatTokens(view.counted)}
            {view.provisional > 0 && <span class="fact-more">{texts.settling(formatTokens(view.provisional))}</span>}
          </dd>
        </div>
        <div>
          <dt>{texts.seen}</dt>
          <dd>
            {formatTokens(view.seen)}
            <span class="fact-more">{texts.seenAbout}</span>
          </dd>
        </div>
        <div>
          <dt>{texts.days}</dt>
          <dd>{view.activeDays}</dd>
        </div>
        <div>
          <dt>{texts.state}</dt>
          <dd>
            <TrustMark mark={view.trust} />
            <span class="fact-more">{generalTexts.trust[view.trust].about}</span>
          </dd>
        </div>
      </dl>
      <p class="quiet standing-note">
        {texts.caps} {view.rank === undefined && texts.noNumber}
      </p>
    </section>
  );
}

/** `Place 12 on the list`, `Among the first 5%`. */
export function placeWords({ rank, band }: Pick<MeView, "rank" | "band">): string {
  const texts = meTexts.standing;
  if (rank !== undefined) return texts.rank(formatCount(rank));
  return band === undefined ? texts.noBand : texts.band(band.fromPercent, band.toPercent);
}
