import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import type { AskTeam } from "./teamProps.ts";

/** The board asks for more before it puts somebody on the public list; saying no costs nothing but the place. */
export function EvidenceCard({ ask }: { readonly ask: AskTeam }): VNode {
  return (
    <section class="card" aria-labelledby="team-evidence">
      <h2 id="team-evidence">{t("A place on the list asks for evidence")}</h2>
      <p>
        {t(
          "You are about to enter the public list. For it the board asks once in 30 days for sums per session: a keyed hash that nobody can turn back, the first and last hour, and the same counts as ever. No texts, no names, no ids.",
        )}
      </p>
      <p class="quiet">
        {t("It is deleted after 35 days. If you decline you stay unlisted, and nothing else follows.")}
      </p>
      <p class="buttons">
        <button type="button" class="button" onClick={() => ask({ kind: "answerEvidence", agree: true })}>
          {t("Send Evidence")}
        </button>
        <button type="button" class="button" onClick={() => ask({ kind: "answerEvidence", agree: false })}>
          {t("Decline, Stay Unlisted")}
        </button>
      </p>
    </section>
  );
}
