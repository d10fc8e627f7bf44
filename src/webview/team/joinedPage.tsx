import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import type { JoinedStage } from "../../shared/teamState.ts";
import { useAnswer } from "../useAnswer.ts";
import { BadgeSharing } from "./badgeSharing.tsx";
import { CompanyCard } from "./companyCard.tsx";
import { DevicesCard } from "./devicesCard.tsx";
import { EvidenceCard } from "./evidenceCard.tsx";
import { LeaveCard } from "./leaveCard.tsx";
import { ListingCard } from "./listingCard.tsx";
import { SignalsCard } from "./signalsCard.tsx";
import { StandingCard } from "./standingCard.tsx";
import { SyncCard } from "./syncCard.tsx";
import type { StageProps } from "./teamProps.ts";
import { agoText } from "./teamWords.ts";
import { TopList } from "./topList.tsx";
import { UploadsCard } from "./uploadsCard.tsx";

/** The board as this machine last heard it, and everything that a member may do. */
export function JoinedPage(props: {
  readonly stage: JoinedStage;
  readonly busy: string | undefined;
  readonly uploadsWantedMs: number | undefined;
  readonly props: StageProps;
}): VNode {
  const { stage, busy, uploadsWantedMs } = props;
  const { view, nowMs, ask } = props.props;
  const { answer } = useAnswer<"teamBoard">({ name: "teamBoard", argument: {} });
  const { volume, me } = answer ?? {};
  return (
    <>
      <header class="page-head">
        <h1>{t("Team Board")}</h1>
        <p class="quiet">
          <bdi>{stage.board.name}</bdi>
          {" · "}
          {stage.fetchedMs === undefined
            ? t("not heard of the board yet")
            : t("as of {0}", agoText(volume?.asOf ?? stage.fetchedMs, nowMs))}
          {stage.fetchFailure !== undefined && ` · ${stage.fetchFailure}`}
        </p>
      </header>
      <p class="buttons team-actions">
        <button type="button" class="button" onClick={() => ask({ kind: "openBoard" })}>
          {t("Open in Browser")}
        </button>
        <button
          type="button"
          class="button secondary"
          aria-disabled={busy === "refresh"}
          onClick={() => ask({ kind: "refresh" })}
        >
          {t("Refresh")}
        </button>
      </p>
      {me?.evidenceAsked === true && <EvidenceCard ask={ask} />}
      {me !== undefined && me.signals.length > 0 && <SignalsCard signals={me.signals} nowMs={nowMs} ask={ask} />}
      <div class="team-pair">
        <SyncCard stage={stage} busy={busy} nowMs={nowMs} ask={ask} />
        <StandingCard me={me} />
      </div>
      <TopList volume={volume} />
      <CompanyCard volume={volume} />
      <div class="team-pair">
        <ListingCard key={`${stage.listed} ${stage.handle}`} stage={stage} ask={ask} />
        <DevicesCard devices={me?.devices ?? []} own={stage.deviceId} nowMs={nowMs} ask={ask} />
      </div>
      <BadgeSharing key={JSON.stringify(me?.badges ?? [])} game={view.game} shared={me?.badges} ask={ask} />
      <UploadsCard nowMs={nowMs} wantedMs={uploadsWantedMs} />
      <LeaveCard me={me} ask={ask} />
      <p class="quiet">
        {t(
          "Figures are reported by each person's own editor and checked for consistency. They are not an audit. Do not use them for pay, promotion or dismissal.",
        )}
      </p>
    </>
  );
}
