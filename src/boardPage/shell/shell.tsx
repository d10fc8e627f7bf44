import * as v from "valibot";
import type { VNode } from "preact";
import { useContext, useEffect, useRef, useState } from "preact/hooks";
import { AdminPage } from "../admin/adminPage.tsx";
import { BoardContext, type Session } from "../boardContext.ts";
import { faultWords } from "../fault.ts";
import { generalTexts } from "../generalTexts.ts";
import { MePage } from "../me/mePage.tsx";
import { PracticePage } from "../practice/practicePage.tsx";
import type { Route, Tab } from "../route.ts";
import { useRoute } from "../useRoute.ts";
import { VolumePage } from "../volume/volumePage.tsx";
import { Brand } from "./brand.tsx";
import { ChangeError } from "./changeError.tsx";
import { TabBar } from "./tabBar.tsx";
import { ThemeSwitch } from "./themeSwitch.tsx";

/** The board around its pages. */
export function Shell(props: { readonly signedOut: () => void }): VNode {
  const board = useContext(BoardContext);
  const [asked, go] = useRoute();
  const tabs = tabsOf(board.session);
  const route: Route = tabs.includes(asked.tab) ? asked : { tab: tabs[0] ?? "practice" };
  usePageChange(route.tab, board.name, board.announce);
  const [signOutError, setSignOutError] = useState("");
  const signOut = async (): Promise<void> => {
    setSignOutError("");
    const answer = await board.views.client.send("POST", "/auth/sign-out", {}, v.unknown());
    if (answer.kind === "ok" || answer.fault.kind === "signedOut") props.signedOut();
    else setSignOutError(generalTexts.stillSignedIn(faultWords(answer.fault)));
  };
  return (
    <>
      <a class="skip-link" href="#page">
        {generalTexts.skip}
      </a>
      <header class="top">
        <div class="top-inner">
          <Brand name={board.name} />
          <TabBar tabs={tabs} current={route.tab} go={(tab) => go({ tab })} />
          <div class="top-tools">
            <ThemeSwitch />
            <button type="button" class="button secondary" onClick={() => void signOut()}>
              {generalTexts.signOut}
            </button>
          </div>
          <ChangeError error={signOutError} />
        </div>
      </header>
      <main>
        <div id="page" class="page" role="tabpanel" aria-labelledby={`tab-${route.tab}`} tabIndex={-1}>
          <Page route={route} go={go} />
        </div>
      </main>
      <footer class="foot">
        <p>{generalTexts.promise}</p>
      </footer>
    </>
  );
}

function Page({ route, go }: { readonly route: Route; readonly go: (to: Route) => void }): VNode {
  switch (route.tab) {
    case "practice":
      return <PracticePage slice={route.slice} choose={(slice) => go({ tab: "practice", slice })} />;
    case "volume":
      return <VolumePage />;
    case "me":
      return <MePage />;
    case "admin":
      return <AdminPage />;
  }
}

/** Pages that the viewer has. */
function tabsOf({ roles }: Session): readonly Tab[] {
  const hasRole = roles.some((role) => role !== "member");
  return ["practice", "volume", "me", ...(hasRole ? (["admin"] as const) : [])];
}

/** The title follows the page; a page that was gone to is announced and begins at its top. */
function usePageChange(tab: Tab, board: string, announce: (words: string) => void): void {
  const isFirst = useRef(true);
  const name = generalTexts.tabs[tab];
  useEffect(() => {
    document.title = generalTexts.titleOf(name, board);
    if (isFirst.current) {
      isFirst.current = false;
      return;
    }
    window.scrollTo(0, 0);
    announce(generalTexts.shown(name));
  }, [tab]);
}
