import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import { formatDay } from "../../core/format.ts";
import type { TeamStage } from "../../shared/teamState.ts";
import { HeldCounts } from "./heldCounts.tsx";
import type { AskTeam } from "./teamProps.ts";

/** What leaving has deleted. */
export function ReceiptPage(props: {
  readonly stage: Extract<TeamStage, { readonly kind: "left" }>;
  readonly ask: AskTeam;
}): VNode {
  const { stage, ask } = props;
  return (
    <>
      <h1>{t("You have left")}</h1>
      <section class="card" aria-labelledby="receipt">
        <h2 id="receipt">{t("Receipt of {0}", stage.board.name)}</h2>
        <p>{t("The board has deleted everything of yours:")}</p>
        <HeldCounts counts={stage.deleted} />
        <p class="quiet">
          {t(
            "Uploads of yours that are late are refused until {0}. The key of this device and what waited to be sent are gone; your ledger is as it was.",
            formatDay(stage.refusedUntilMs),
          )}
        </p>
        <p class="buttons">
          <button type="button" class="button" onClick={() => ask({ kind: "closeReceipt" })}>
            {t("Close")}
          </button>
        </p>
      </section>
    </>
  );
}
