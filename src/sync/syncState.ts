import type { BoardFault } from "./boardFault.ts";

/** What sync is doing and, where it waits, until when. One value at a time; see `SyncLoop.state`. */
export type SyncState =
  /** This machine takes part in no board. */
  | { readonly kind: "off" }
  | { readonly kind: "paused" }
  /** Everything is sent; looks again then. */
  | { readonly kind: "idle"; readonly untilMs: number }
  | { readonly kind: "sending"; readonly rows: number }
  /** More waits, and is sent then. `busy`: the board has asked for patience. `spread`: after a loss, all devices send again. */
  | { readonly kind: "waiting"; readonly cause: "interval" | "busy" | "spread"; readonly untilMs: number }
  | { readonly kind: "offline"; readonly fault: Extract<BoardFault, { kind: "offline" }>; readonly untilMs: number }
  /** Another process holds the ledger and sends. */
  | { readonly kind: "follower"; readonly untilMs: number }
  /** The contract has changed: nothing is sent before the person agrees to it. */
  | { readonly kind: "needsConsent" }
  /** The board has deleted this member or device. */
  | { readonly kind: "gone" }
  /** The key is not here: somebody else of this machine has joined, or it was deleted. */
  | { readonly kind: "noKey" }
  /** The board said no, or what answers is no board. Without a time it is tried again when asked to, and after the next start. */
  | {
      readonly kind: "refused";
      readonly fault: Extract<BoardFault, { kind: "refused" | "strange" }>;
      readonly untilMs?: number;
    }
  /** Something here went wrong, such as a ledger that cannot be read. */
  | { readonly kind: "failed"; readonly message: string; readonly untilMs: number };
