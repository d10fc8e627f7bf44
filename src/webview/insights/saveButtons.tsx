import { t } from "@vscode/l10n";
import type { VNode } from "preact";
import { useState } from "preact/hooks";

import type { SavedContent } from "../../shared/panelProtocol.ts";
import type { SessionTable } from "../../shared/sessionTable.ts";
import { cardPng } from "./cardPng.ts";
import { cardSvg } from "./cardSvg.ts";
import { toCsv } from "./csv.ts";
import type { InsightsView } from "./insightsView.ts";
import { shareCard } from "./shareCard.ts";
import { shownTables } from "./shownTables.ts";

/** Saves what is shown: the figures as a file for spreadsheets, and a picture of the totals to share. */
export function SaveButtons(props: {
  readonly view: InsightsView;
  readonly sessions: SessionTable | undefined;
  readonly save: (saved: SavedContent) => void;
}): VNode {
  const { view, sessions, save } = props;
  const [failure, setFailure] = useState<string | undefined>(undefined);
  const { from, to } = view.insights;
  const name = (what: string): string => `token-legend-${what}-${from}-to-${to}`;
  const savePng = (): void => {
    cardPng(shareCard(view, sessions)).then(
      (content) => {
        setFailure(undefined);
        save({ kind: "png", name: name("card"), content });
      },
      () => setFailure(t("The picture cannot be drawn here. Save it as SVG.")),
    );
  };
  return (
    <div class="save-buttons" role="group" aria-label={t("Save what is shown")}>
      {failure !== undefined && <span role="alert">{failure}</span>}
      <button
        type="button"
        class="button secondary"
        onClick={() => save({ kind: "csv", name: name("insights"), content: toCsv(shownTables(view, sessions)) })}
      >
        {t("Save as CSV")}
      </button>
      <button
        type="button"
        class="button secondary"
        title={t("A picture of your totals, without any project")}
        onClick={() => save({ kind: "svg", name: name("card"), content: cardSvg(shareCard(view, sessions)) })}
      >
        {t("Share Card as SVG")}
      </button>
      <button
        type="button"
        class="button secondary"
        title={t("A picture of your totals, without any project")}
        onClick={savePng}
      >
        {t("Share Card as PNG")}
      </button>
    </div>
  );
}
