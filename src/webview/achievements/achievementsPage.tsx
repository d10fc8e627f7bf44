import { t } from "@vscode/l10n";
import type { VNode } from "preact";
import { useEffect } from "preact/hooks";

import { formatAge } from "../../core/format.ts";
import type { PanelAction, PanelView, SavedContent } from "../../shared/panelProtocol.ts";
import type { TeamRequest } from "../../shared/teamRequests.ts";
import type { PageState } from "../pageState.ts";
import { Notice } from "../notice.tsx";
import { StatusNotice, announcement } from "../statusNotice.tsx";
import { BadgeSection } from "./badgeSection.tsx";
import { Hero } from "./hero.tsx";
import { LevelCard } from "./levelCard.tsx";
import { TierLadder } from "./tierLadder.tsx";
import { TitleCard } from "./titleCard.tsx";

/** What the page's parts may do. */
export interface PageActions {
  readonly act: (action: PanelAction) => void;
  /** Says that the badges are before the reader's eyes. */
  readonly see: () => void;
  readonly save: (saved: SavedContent) => void;
  readonly chooseTitle: (title: string | undefined) => void;
  /** Asks for something about the team board. */
  readonly team: (request: TeamRequest) => void;
  readonly change: (changes: Partial<PageState>) => void;
}

/** Tier, level, titles and badges of one person. */
export function AchievementsPage(props: {
  readonly view: PanelView;
  readonly state: PageState;
  readonly nowMs: number;
  readonly actions: PageActions;
}): VNode {
  const { view, state, nowMs, actions } = props;
  useEffect(() => {
    if (view.game !== undefined) actions.see();
  }, [view.game?.madeAtMs]);
  return (
    <main>
      <header class="page-head">
        <h1>{t("Achievements")}</h1>
        {view.isGameOn && view.game !== undefined && (
          <p class="quiet">{t("Updated {0}", formatAge(nowMs - view.game.madeAtMs))}</p>
        )}
      </header>
      {view.isGameOn ? <Game view={view} state={state} actions={actions} /> : <NoGame act={actions.act} />}
    </main>
  );
}

function NoGame({ act }: { readonly act: (action: PanelAction) => void }): VNode {
  return (
    <Notice
      kind="info"
      title={t("Tiers, badges and levels are turned off")}
      buttons={[{ text: t("Open the Setting"), action: "openGameSetting" }]}
      act={act}
    >
      <p>
        {t(
          "The meter goes on counting, in the status bar and its summary. What you earn is kept for when you turn them on.",
        )}
      </p>
    </Notice>
  );
}

function Game(props: { readonly view: PanelView; readonly state: PageState; readonly actions: PageActions }): VNode {
  const { view, state, actions } = props;
  const { game } = view;
  const title = game?.titles.find((one) => one === view.title);
  return (
    <>
      <p class="for-screen-reader" role="status">
        {announcement(view.status)}
      </p>
      <StatusNotice status={view.status} hasNumbers={game !== undefined} act={actions.act} />
      {game !== undefined && (
        <>
          <div class="top">
            <Hero game={game} title={title} />
            <div class="side">
              <LevelCard level={game.level} />
              <TitleCard titles={game.titles} title={title} choose={actions.chooseTitle} />
            </div>
          </div>
          <TierLadder game={game} />
          <BadgeSection badges={game.badges} newSinceMs={view.newSinceMs} state={state} change={actions.change} />
        </>
      )}
    </>
  );
}
