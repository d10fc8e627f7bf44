import type { VNode } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { LEAST_PEOPLE } from "../core/board/publication/leastPeople.ts";
import { type Viewer, viewerSchema } from "../shared/board/viewer.ts";
import { type Board, BoardContext } from "./boardContext.ts";
import { BoardClient, type Fetch } from "./boardClient.ts";
import type { Answer } from "./fault.ts";
import { FaultNotice } from "./shell/faultNotice.tsx";
import { Loading } from "./shell/loading.tsx";
import { Shell } from "./shell/shell.tsx";
import { SignInPage } from "./signIn/signInPage.tsx";
import { readSignInFault } from "./signIn/signInFault.ts";
import { Views } from "./views.ts";

/** The board in a browser: asks who looks, then shows the way in or the board. */
export function App(props: { readonly fetch: Fetch; readonly clock: () => number }): VNode {
  const [answer, setAnswer] = useState<Answer<Viewer> | undefined>(undefined);
  const [hasEnded, setHasEnded] = useState(false);
  const [fault] = useState(() => readSignInFault(location.search));
  const ask = async (): Promise<void> => {
    setAnswer(await new BoardClient(props.fetch, undefined).get("/v1/viewer", viewerSchema));
  };
  useEffect(() => {
    // Told once: a reload asks for another try, and not for the same fault.
    if (fault !== undefined) history.replaceState(undefined, "", location.pathname);
    void ask();
  }, []);
  const csrf = answer?.kind === "ok" ? answer.value.session?.csrf : undefined;
  useReturn(async () => {
    const now = await new BoardClient(props.fetch, undefined).get("/v1/viewer", viewerSchema);
    // Another tab may have signed out, or somebody else in.
    if (csrf !== undefined && now.kind === "ok" && now.value.session?.csrf !== csrf) setAnswer(now);
  }, csrf);
  if (answer === undefined) return <Loading />;
  if (answer.kind === "fault") {
    return (
      <main>
        <FaultNotice fault={answer.fault} retry={() => void ask()} />
      </main>
    );
  }
  const viewer = answer.value;
  if (viewer.session === undefined) {
    const client = new BoardClient(props.fetch, undefined);
    return <SignInPage viewer={viewer} hasEnded={hasEnded} fault={fault} client={client} signedIn={() => void ask()} />;
  }
  const end = (isByChoice: boolean): void => {
    setHasEnded(!isByChoice);
    void ask();
  };
  return (
    <SignedIn viewer={viewer} session={viewer.session} fetch={props.fetch} clock={props.clock} end={end} ask={ask} />
  );
}

/** Does something each time that somebody comes back to this tab while they are signed in. */
function useReturn(look: () => Promise<void>, csrf: string | undefined): void {
  useEffect(() => {
    if (csrf === undefined) return undefined;
    const onChange = (): void => {
      if (document.visibilityState === "visible") void look();
    };
    document.addEventListener("visibilitychange", onChange);
    return () => document.removeEventListener("visibilitychange", onChange);
  }, [csrf]);
}

function SignedIn(props: {
  readonly viewer: Viewer;
  readonly session: Board["session"];
  readonly fetch: Fetch;
  readonly clock: () => number;
  readonly end: (isByChoice: boolean) => void;
  readonly ask: () => Promise<void>;
}): VNode {
  const { viewer, session, clock } = props;
  const [announced, announce] = useState("");
  const views = useMemo(() => new Views(new BoardClient(props.fetch, session.csrf), clock), [session.csrf]);
  const board = useMemo<Board>(
    () => ({
      name: viewer.boardName,
      origin: location.origin,
      directory: viewer.signIn.company,
      leastPeople: viewer.leastPeople ?? LEAST_PEOPLE,
      session,
      views,
      announce,
      clock,
      onSignedOut: () => props.end(false),
      onSignedIn: props.ask,
    }),
    [viewer, session, views],
  );
  return (
    <BoardContext.Provider value={board}>
      <Shell signedOut={() => props.end(true)} />
      <p class="for-screen-reader" role="status">
        {announced}
      </p>
    </BoardContext.Provider>
  );
}
