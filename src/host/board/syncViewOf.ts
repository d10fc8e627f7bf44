import type { OutboxState } from "../../shared/board/outbox.ts";
import { CONSENT_VERSION } from "../../shared/board/syncBatch.ts";
import type { BoardBlock, SyncView } from "../../shared/teamState.ts";
import type { SyncState } from "../../sync/syncState.ts";
import { boardFaultText, offlineText } from "../../sync/boardFaultText.ts";

/** Sync as its page tells it: what keeps it away comes first, then what the person chose, then what it does. */
export function syncViewOf(state: SyncState, outbox: OutboxState, block: BoardBlock | undefined): SyncView {
  if (block !== undefined) return { kind: "blocked", by: block };
  if (outbox.isPaused) return { kind: "paused" };
  switch (state.kind) {
    case "off":
    case "paused":
      // The outbox is ahead of the loop, which looks at it next.
      return { kind: "idle" };
    case "idle":
      return outbox.waiting > 0 ? { kind: "waiting", nextMs: state.untilMs } : { kind: "idle" };
    case "sending":
      return { kind: "sending" };
    case "waiting":
      return { kind: "waiting", nextMs: state.untilMs };
    case "offline":
      return { kind: "offline", cause: offlineText(state.fault.cause), nextMs: state.untilMs };
    case "follower":
      return { kind: "elsewhere" };
    case "needsConsent":
      return outbox.membership?.consentVersion === CONSENT_VERSION
        ? { kind: "refused", cause: boardFaultText({ kind: "refused", status: 409, reason: "consent" }) }
        : { kind: "needsConsent" };
    case "gone":
      return { kind: "gone" };
    case "noKey":
      return { kind: "keyLost" };
    case "refused":
      return {
        kind: "refused",
        cause: boardFaultText(state.fault),
        ...(state.untilMs === undefined ? {} : { nextMs: state.untilMs }),
      };
    case "failed":
      return { kind: "failed", cause: state.message, nextMs: state.untilMs };
  }
}
