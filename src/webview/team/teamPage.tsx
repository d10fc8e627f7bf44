import { t } from "@vscode/l10n";
import type { VNode } from "preact";
import { useContext } from "preact/hooks";

import { BOARD_OFF, type TeamStage, type TeamState } from "../../shared/teamState.ts";
import type { PageProps } from "../pageProps.ts";
import { PanelLinkContext } from "../useAnswer.ts";
import { ConsentPage } from "./consentPage.tsx";
import { JoinedPage } from "./joinedPage.tsx";
import { ReceiptPage } from "./receiptPage.tsx";
import { TeamIntro } from "./teamIntro.tsx";
import { TeamNotice } from "./teamNotice.tsx";
import type { StageProps } from "./teamProps.ts";

/** The team board inside the panel: from being off, over what one would agree to, to what the board tells. */
export function TeamPage({ view, nowMs, actions }: PageProps): VNode {
  const team = view.team ?? BOARD_OFF;
  const link = useContext(PanelLinkContext);
  return (
    <main class="team" aria-busy={team.busy !== undefined}>
      {/* What the host answers changes with what it heard of the board, and not with every call that is counted. */}
      <PanelLinkContext.Provider value={{ ...link, revision: revisionOf(team.stage) }}>
        <TeamNotice team={team} nowMs={nowMs} />
        <Stage team={team} props={{ view, nowMs, ask: actions.team }} />
      </PanelLinkContext.Provider>
    </main>
  );
}

function Stage({ team, props }: { readonly team: TeamState; readonly props: StageProps }): VNode {
  const { stage } = team;
  switch (stage.kind) {
    case "off":
      return <TeamIntro block={stage.block} told={team.notice?.text} ask={props.ask} />;
    case "looking":
      return (
        <>
          <h1>{t("Team Board")}</h1>
          <p class="quiet" role="status">
            {t("Asking {0} who it is. Nothing of yours is sent.", stage.address)}
          </p>
        </>
      );
    case "consent":
      return <ConsentPage stage={stage} isBusy={team.busy !== undefined} ask={props.ask} />;
    case "joined":
      return <JoinedPage stage={stage} busy={team.busy} uploadsWantedMs={team.uploadsWantedMs} props={props} />;
    case "left":
      return <ReceiptPage stage={stage} ask={props.ask} />;
  }
}

/** Differs when what the host answers may. */
function revisionOf(stage: TeamStage): number {
  return stage.kind === "joined" ? (stage.fetchedMs ?? 0) + (stage.lastUploadMs ?? 0) : 0;
}
