import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import { formatCount } from "../../core/format.ts";
import type { JoinedStage, SyncView } from "../../shared/teamState.ts";
import { BlockButton } from "./blockButton.tsx";
import type { AskTeam } from "./teamProps.ts";
import { agoText, syncText, syncTitle, untilText } from "./teamWords.ts";

/** What sync is doing, what is in its way, and how to stop it. */
export function SyncCard(props: {
  readonly stage: JoinedStage;
  readonly busy: string | undefined;
  readonly nowMs: number;
  readonly ask: AskTeam;
}): VNode {
  const { stage, nowMs, ask } = props;
  const { sync } = stage;
  const text = syncText(sync);
  return (
    <section class="card" aria-labelledby="team-sync">
      <h2 id="team-sync">{t("Sync")}</h2>
      <p class="team-state" role="status">
        {syncTitle(sync)}
      </p>
      {text !== undefined && <p>{text}</p>}
      <dl class="team-facts">
        <div>
          <dt>{t("Next upload")}</dt>
          <dd>{nextText(sync, nowMs)}</dd>
        </div>
        <div>
          <dt>{t("Last upload")}</dt>
          <dd>{agoText(stage.lastUploadMs, nowMs)}</dd>
        </div>
        <div>
          <dt>{t("Rows that wait")}</dt>
          <dd>{formatCount(stage.waitingRows)}</dd>
        </div>
        {stage.refusedRows > 0 && (
          <div>
            <dt>{t("Rows that were refused")}</dt>
            <dd>{formatCount(stage.refusedRows)}</dd>
          </div>
        )}
      </dl>
      <p class="buttons">
        <SyncButtons sync={sync} ask={ask} />
      </p>
    </section>
  );
}

function SyncButtons({ sync, ask }: { readonly sync: SyncView; readonly ask: AskTeam }): VNode {
  const button = (text: string, act: () => void, isFirst = true): VNode => (
    <button type="button" class={isFirst ? "button" : "button secondary"} onClick={act}>
      {text}
    </button>
  );
  switch (sync.kind) {
    case "paused":
      return button(t("Resume"), () => ask({ kind: "resume" }));
    case "gone":
    case "keyLost":
      return button(t("Join Team Board…"), () => ask({ kind: "join" }));
    case "needsConsent":
      return button(t("Read and Decide…"), () => ask({ kind: "review" }));
    case "blocked":
      return (
        <>
          <BlockButton block={sync.by} ask={ask} />
          {button(t("Pause"), () => ask({ kind: "pause" }), false)}
        </>
      );
    case "idle":
    case "sending":
    case "waiting":
    case "elsewhere":
    case "offline":
    case "refused":
    case "failed":
      return (
        <>
          {button(t("Send Now"), () => ask({ kind: "syncNow" }))}
          {button(t("Pause"), () => ask({ kind: "pause" }), false)}
        </>
      );
  }
}

function nextText(sync: SyncView, nowMs: number): string {
  switch (sync.kind) {
    case "sending":
      return t("now");
    case "idle":
    case "waiting":
    case "offline":
    case "failed":
      return sync.nextMs === undefined ? t("when there is something new") : untilText(sync.nextMs, nowMs);
    case "refused":
      return sync.nextMs === undefined ? t("none") : untilText(sync.nextMs, nowMs);
    case "elsewhere":
      return t("by the other window");
    case "paused":
    case "blocked":
    case "needsConsent":
    case "gone":
    case "keyLost":
      return t("none");
  }
}
