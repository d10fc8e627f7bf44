import { CONSENT_VERSION } from "../shared/board/syncBatch.ts";
import { BoardClient } from "./boardClient.ts";
import type { BoardFault } from "./boardFault.ts";
import { readDeviceSecret } from "./deviceSecret.ts";
import { hearEpoch } from "./hearEpoch.ts";
import type { JoinTools } from "./joinBoard.ts";

/** More than a board takes from one device in an hour. */
const MOST_BATCHES = 20;

/** What came of sending all that waits. */
export type Sent =
  | {
      readonly kind: "sent";
      readonly batches: number;
      readonly rows: number;
      readonly refused: number;
      readonly left: number;
    }
  /** Nothing was sent, or not all of it. */
  | { readonly kind: "off" | "paused" | "notSender" | "needsConsent" | "noKey" }
  | { readonly kind: "fault"; readonly fault: BoardFault };

/**
 * Sends what waits now, batch after batch, for a program that ends afterwards; where nothing waits, asks whether the board still
 * has what it had. Tries nothing twice: what is not answered waits for the next time.
 */
export async function sendWaiting({ ask, keys, fetch, clock }: JoinTools): Promise<Sent> {
  const { membership } = await ask("boardState", null);
  if (membership === undefined) return { kind: "off" };
  if (membership.consentVersion !== CONSENT_VERSION) return { kind: "needsConsent" };
  const secret = await readDeviceSecret(keys, membership);
  if (secret === undefined || secret.url !== membership.url) return { kind: "noKey" };
  const client = new BoardClient({ url: membership.url, key: secret.key, member: membership, fetch, clock });
  let [batches, rows, refused, left] = [0, 0, 0, 0];
  let hasHeard = false;
  while (batches < MOST_BATCHES) {
    const taken = await ask("boardTake", null);
    if (taken.kind === "none") {
      left = 0;
      if (hasHeard) break;
      const heard = await hearEpoch({ ask, client, membership });
      if (!heard.ok) return { kind: "fault", fault: heard.fault };
      hasHeard = true;
      continue;
    }
    if (taken.kind !== "batch") return { kind: taken.kind };
    const answer = await client.sync(taken.batch.text);
    if (!answer.ok) {
      if (answer.fault.kind === "refused")
        await ask("boardRefuse", { batchId: taken.batch.batchId, reason: answer.fault.reason });
      return { kind: "fault", fault: answer.fault };
    }
    await ask("boardAcknowledge", { batchId: taken.batch.batchId, reply: answer.value });
    // The answer tells of a loss, too.
    hasHeard = true;
    batches += 1;
    rows += taken.batch.rows;
    refused += answer.value.refused.length;
    left = taken.batch.left;
  }
  return { kind: "sent", batches, rows, refused, left };
}
