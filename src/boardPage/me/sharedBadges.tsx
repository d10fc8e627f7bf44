import type { VNode } from "preact";
import type { MeView } from "../../shared/board/meView.ts";
import { BadgeArt } from "../../webview/art/badgeArt.tsx";
import { badgeFacts } from "../badgeFacts.ts";
import { dayWords } from "../dayWords.ts";
import { meTexts } from "./meTexts.ts";

/** Badges that one has chosen to show. */
export function SharedBadges({ badges }: { readonly badges: MeView["badges"] }): VNode {
  const texts = meTexts.badges;
  return (
    <section class="card" aria-labelledby="shared-badges">
      <h2 id="shared-badges">{texts.heading}</h2>
      <p class="quiet">{texts.about}</p>
      {badges.length === 0 ? (
        <p class="quiet">{texts.none}</p>
      ) : (
        <ul class="shared-badges">
          {badges.map(({ badge, grade, since }) => {
            const { form, words } = badgeFacts(badge, grade);
            return (
              <li key={`${badge}-${grade}`}>
                <BadgeArt id={badge} grade={form} size={40} />
                <span>
                  {words}
                  <span class="quiet">{texts.since(dayWords(since))}</span>
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
