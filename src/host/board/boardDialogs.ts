import type { BoardBlock, BoardPlace } from "../../shared/teamState.ts";
import type { BoardLink } from "./boardLink.ts";

/** What is asked of a person outside of the page. `undefined` and `false`: they would rather not. */
export interface BoardDialogs {
  /** Address of a board and an invitation to it, both checked for their form. */
  askInvitation(prefilled: BoardLink): Promise<{ readonly url: string; readonly code: string } | undefined>;
  confirmLeave(board: BoardPlace): Promise<boolean>;
  /** The board cannot be asked to delete, and why: only what is on this machine would be forgotten. */
  confirmForget(board: BoardPlace, why: string): Promise<boolean>;
  /** @returns name of the file that was written */
  saveHeld(held: Readonly<Record<string, unknown>>): Promise<string | undefined>;
  openPage(url: string): Promise<void>;
  openSettings(): Promise<void>;
  /** Where what keeps the board away can be changed. */
  openBlock(block: BoardBlock): Promise<void>;
}
