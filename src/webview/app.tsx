import type { VNode } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

import type { PanelView } from "../shared/panelProtocol.ts";
import { AchievementsPage } from "./achievements/achievementsPage.tsx";
import { PanelStore } from "./panelStore.ts";
import { type PageState, readPageState, storedPageState } from "./pageState.ts";
import type { VscodeApi } from "./vscodeApi.ts";

/** Ages are shown in minutes. */
const TICK_MS = 30_000;

/** The page: draws what it kept at once, then what the host sends, and keeps what its reader sets. */
export function App({ vscode }: { readonly vscode: VscodeApi }): VNode {
  const [state, setState] = useState(() => readPageState(vscode.getState()));
  const [nowMs, setNowMs] = useState(() => Date.now());
  const change = (changes: Partial<PageState>): void => setState((previous) => ({ ...previous, ...changes }));

  useEffect(() => vscode.setState(storedPageState(state)), [vscode, state]);
  useEffect(() => {
    const receive = (view: PanelView): void => {
      setNowMs(Date.now());
      change({ view });
    };
    const store = new PanelStore((message) => vscode.postMessage(message), receive, state.view);
    const listen = (event: MessageEvent<unknown>): void => store.receive(event.data);
    window.addEventListener("message", listen);
    vscode.postMessage({ type: "ready" });
    const timer = setInterval(() => setNowMs(Date.now()), TICK_MS);
    return () => {
      window.removeEventListener("message", listen);
      clearInterval(timer);
    };
    // Once: the store then holds the view, and the state follows it.
  }, []);
  useKeptScroll(state, change);

  return (
    <AchievementsPage
      view={state.view ?? { status: { kind: "starting" }, isGameOn: true }}
      state={state}
      nowMs={nowMs}
      actions={{
        change,
        act: (action) => vscode.postMessage({ type: "act", action }),
        chooseTitle: (title) => vscode.postMessage({ type: "chooseTitle", title }),
      }}
    />
  );
}

/** Scrolls to where the reader was, once there is something to scroll over, and keeps where they go. */
function useKeptScroll(state: PageState, change: (changes: Partial<PageState>) => void): void {
  const isRestored = useRef(false);
  useLayoutEffect(() => {
    if (isRestored.current || state.view?.game === undefined) return;
    isRestored.current = true;
    window.scrollTo(0, state.scrollTop);
  });
  useEffect(() => {
    const keep = (): void => {
      if (isRestored.current) change({ scrollTop: window.scrollY });
    };
    document.addEventListener("scrollend", keep);
    return () => document.removeEventListener("scrollend", keep);
  }, []);
}
