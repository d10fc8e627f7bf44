import type { VNode } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

import { US_DOLLAR } from "../shared/currency.ts";
import {
  PANEL_PAGES,
  type PanelAction,
  type PanelView,
  type SavedContent,
  readToPanel,
} from "../shared/panelProtocol.ts";
import type { TeamRequest } from "../shared/teamRequests.ts";
import { Answers } from "./answers.ts";
import { keepAnswer } from "./keptAnswers.ts";
import { PageNav } from "./pageNav.tsx";
import { PAGES } from "./pages.tsx";
import { PanelStore } from "./panelStore.ts";
import { type PageState, readPageState, storedPageState } from "./pageState.ts";
import { type PanelLink, PanelLinkContext } from "./useAnswer.ts";
import type { VscodeApi } from "./vscodeApi.ts";

/** Ages are shown in minutes. */
const TICK_MS = 30_000;

/** The panel: draws what it kept at once, then what the host sends, and keeps what its reader sets. */
export function App({ vscode }: { readonly vscode: VscodeApi }): VNode {
  const [state, setState] = useState(() => readPageState(vscode.getState()));
  const [nowMs, setNowMs] = useState(() => Date.now());
  const change = (changes: Partial<PageState>): void => setState((previous) => ({ ...previous, ...changes }));
  const answers = useRef<Answers | undefined>(undefined);
  answers.current ??= new Answers((message) => vscode.postMessage(message));

  useEffect(() => vscode.setState(storedPageState(state)), [vscode, state]);
  useEffect(() => {
    const receive = (view: PanelView): void => {
      setNowMs(Date.now());
      change({ view });
    };
    const store = new PanelStore((message) => vscode.postMessage(message), receive, state.view);
    const listen = (event: MessageEvent<unknown>): void => {
      store.receive(event.data);
      answers.current?.receive(event.data);
      const message = readToPanel(event.data);
      if (message?.type === "show") change({ page: message.page, scrollTop: 0 });
    };
    window.addEventListener("message", listen);
    vscode.postMessage({ type: "ready" });
    const timer = setInterval(() => setNowMs(Date.now()), TICK_MS);
    return () => {
      window.removeEventListener("message", listen);
      clearInterval(timer);
      answers.current?.dispose();
    };
    // Once: the store then holds the view, and the state follows it.
  }, []);
  useKeptScroll(state, change);

  const view = state.view ?? STARTING;
  const pages = pagesOf(view);
  const page = pages.find((one) => one === state.page) ?? pages[0] ?? "achievements";
  const link: PanelLink = {
    answers: answers.current,
    kept: state.answers,
    revision: view.revision,
    keep: (question, answer) =>
      setState((previous) => ({ ...previous, answers: keepAnswer(previous.answers, question, answer) })),
  };
  const actions = {
    change,
    act: (action: PanelAction) => vscode.postMessage({ type: "act", action }),
    see: () => vscode.postMessage({ type: "seen" }),
    save: (saved: SavedContent) => vscode.postMessage({ type: "save", saved }),
    chooseTitle: (title: string | undefined) => vscode.postMessage({ type: "chooseTitle", title }),
    team: (request: TeamRequest) => vscode.postMessage({ type: "team", request }),
  };
  return (
    <PanelLinkContext.Provider value={link}>
      {pages.length > 1 && <PageNav pages={pages} current={page} go={(to) => change({ page: to, scrollTop: 0 })} />}
      {PAGES[page]({ view, state, nowMs, actions })}
    </PanelLinkContext.Provider>
  );
}

const STARTING: PanelView = {
  status: { kind: "starting" },
  isGameOn: true,
  currency: US_DOLLAR,
  budgets: [],
  limits: { told: [] },
  revision: 0,
};

/** Without the game its page says only that it is off, and without a team board there is nothing to say of one. */
function pagesOf({ isGameOn, team }: PanelView): readonly (keyof typeof PAGES)[] {
  return PANEL_PAGES.filter((page) => (isGameOn || page !== "achievements") && (team !== undefined || page !== "team"));
}

/** Scrolls to where the reader was, once there is something to scroll over, and keeps where they go. */
function useKeptScroll(state: PageState, change: (changes: Partial<PageState>) => void): void {
  const isRestored = useRef(false);
  useLayoutEffect(() => {
    if (isRestored.current || state.view === undefined) return;
    isRestored.current = true;
    window.scrollTo(0, state.scrollTop);
  });
  useLayoutEffect(() => {
    if (isRestored.current) window.scrollTo(0, 0);
  }, [state.page]);
  useEffect(() => {
    const keep = (): void => {
      if (isRestored.current) change({ scrollTop: window.scrollY });
    };
    document.addEventListener("scrollend", keep);
    return () => document.removeEventListener("scrollend", keep);
  }, []);
}
