import type { AskOutbox } from "../../shared/board/outbox.ts";
import type { BadgeStanding } from "../../shared/gameSnapshot.ts";
import type { BoardBlock } from "../../shared/teamState.ts";
import type { Fetch } from "../../sync/networkFetch.ts";
import type { KeyStore } from "../../sync/keyStore.ts";
import type { Clock } from "../clock.ts";
import type { BoardDialogs } from "./boardDialogs.ts";
import type { BoardMemory } from "./boardMemory.ts";

/** Everything that the team board needs of its surroundings. */
export interface BoardTools {
  readonly ask: AskOutbox;
  readonly keys: KeyStore;
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** From 0 included to 1 not included. */
  readonly random: () => number;
  readonly memory: BoardMemory;
  readonly dialogs: BoardDialogs;
  readonly block: () => BoardBlock | undefined;
  /** The person's own least time between uploads. */
  readonly leastIntervalMs: () => number;
  /** Whether outcomes are sent as well. */
  readonly sharesOutcomes: () => boolean;
  readonly badges: () => Promise<readonly BadgeStanding[]>;
  /** Reads all logs again. */
  readonly rescan: () => Promise<unknown>;
  readonly onChange: () => void;
  readonly log: (level: "info" | "warn" | "error", message: string) => void;
}
