import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import type { MeView } from "../../shared/board/meView.ts";
import { HeldCounts } from "./heldCounts.tsx";
import type { AskTeam } from "./teamProps.ts";

/** What the board holds of the reader, to be taken along or deleted. */
export function LeaveCard({ me, ask }: { readonly me: MeView | undefined; readonly ask: AskTeam }): VNode {
  return (
    <section class="card" aria-labelledby="team-leave">
      <h2 id="team-leave">{t("What the board holds of you")}</h2>
      <HeldCounts counts={me?.held ?? {}} />
      <p class="quiet">
        {t(
          "Leaving deletes all of it at once, on the server and for good. Your ledger on this machine stays as it is.",
        )}
      </p>
      <p class="buttons">
        <button type="button" class="button secondary" onClick={() => ask({ kind: "exportHeld" })}>
          {t("Export What the Board Holds…")}
        </button>
        <button type="button" class="button secondary" onClick={() => ask({ kind: "leave" })}>
          {t("Leave and Delete My Data…")}
        </button>
      </p>
    </section>
  );
}
