import { createContext } from "preact";
import { LEAST_PEOPLE } from "../core/board/publication/leastPeople.ts";
import type { Viewer } from "../shared/board/viewer.ts";
import { BoardClient } from "./boardClient.ts";
import { Views } from "./views.ts";

/** Somebody who has signed in. */
export type Session = NonNullable<Viewer["session"]>;

/** What every page works with. */
export interface Board {
  readonly name: string;
  /** Where this page came from: the address that an editor joins at. */
  readonly origin: string;
  /** What people call the directory that they sign in with, where there is one. */
  readonly directory: string | undefined;
  /** Fewer people than this are told nothing of as a group. */
  readonly leastPeople: number;
  readonly session: Session;
  readonly views: Views;
  /** Says something to who does not see it: a change that was made, a page that is shown. */
  readonly announce: (words: string) => void;
  readonly onSignedOut: () => void;
  /** Who looks has become somebody else: asks anew who it is. */
  readonly onSignedIn: () => Promise<void>;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** Stands where no board is: it is away. */
const NO_BOARD: Board = {
  name: "",
  origin: "",
  directory: undefined,
  leastPeople: LEAST_PEOPLE,
  session: { roles: [], isMember: false, csrf: "", viewerId: "", endsAt: 0 },
  views: new Views(new BoardClient(() => Promise.reject(new Error("There is no board.")), undefined), () => 0),
  announce: () => undefined,
  onSignedOut: () => undefined,
  onSignedIn: () => Promise.resolve(),
  clock: () => 0,
};

export const BoardContext = createContext<Board>(NO_BOARD);
