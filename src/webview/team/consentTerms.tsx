import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import type { ConsentPreview } from "../../shared/teamQuestions.ts";

/** Who sees what, how long it is kept, what a person may do, and what the company adds. */
export function ConsentTerms({ preview }: { readonly preview: ConsentPreview }): VNode {
  return (
    <>
      <div class="team-pair">
        <section class="card" aria-labelledby="consent-readers">
          <h2 id="consent-readers">{t("Who sees what")}</h2>
          <ul class="team-list">
            <li>
              {t(
                "Everybody who is signed in: sums and medians of at least {0} people, and never of fewer.",
                preview.leastPeople,
              )}
            </li>
            <li>{t("Everybody who is signed in: your display name and totals, only if you choose to be listed.")}</li>
            <li>
              {t("Moderators: what a check noticed about your rows, without your name where you are not listed.")}
            </li>
            <li>{t("Operators run the server and see no names. Auditors read who looked at what.")}</li>
            <li>{t("There is no role for managers, and no list of who has not joined.")}</li>
            <li>{t("Figures are not for pay, promotion or dismissal.")}</li>
          </ul>
        </section>
        <section class="card" aria-labelledby="consent-retention">
          <h2 id="consent-retention">{t("How long it is kept")}</h2>
          <ul class="team-list">
            <li>{t("Hours: 35 days. Sums of days: 13 months.")}</li>
            <li>{t("Evidence for a place on the list, asked for separately: 35 days.")}</li>
            <li>{t("Who looked at names: 90 days. Decisions: 13 months.")}</li>
          </ul>
          <h3>{t("What you may do at any time")}</h3>
          <ul class="team-list">
            <li>{t("Pause, see every upload as it was sent, and export all that the board holds.")}</li>
            <li>{t("Leave: the server deletes all of it at once and gives you a receipt.")}</li>
          </ul>
        </section>
      </div>
      <section class="card" aria-labelledby="consent-legal">
        <h2 id="consent-legal">{t("What the company says")}</h2>
        {preview.legalText === undefined ? (
          <p class="quiet">{t("This board gives no text of its own. Ask who runs it what applies at your company.")}</p>
        ) : (
          <div class="team-legal" tabIndex={0} role="group" aria-label={t("Text of the company")}>
            {preview.legalText}
          </div>
        )}
      </section>
    </>
  );
}
