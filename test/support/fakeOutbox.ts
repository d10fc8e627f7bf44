import type { OutcomeFigures } from "../../src/core/outcomes/outcomeDays.ts";
import type { AskOutbox, BoardFact, Membership, OutboxRequestName } from "../../src/shared/board/outbox.ts";
import { encodeBatch } from "../../src/shared/board/syncBatch.ts";
import { wireBatch } from "./server/wireRows.ts";

/** An outbox with one row to send, in place of the ledger's. */
export class FakeOutbox {
  membership: Membership | undefined;
  isPaused = false;
  isSent = false;
  outcomes: readonly OutcomeFigures[] = [];
  readonly asked: OutboxRequestName[] = [];
  readonly facts: BoardFact[] = [];
  onAsked = (_name: OutboxRequestName): void => undefined;

  readonly ask: AskOutbox = (name, argument) => {
    this.asked.push(name);
    this.onAsked(name);
    return Promise.resolve(this.#answer(name, argument) as never);
  };

  #answer(name: OutboxRequestName, argument: unknown): unknown {
    switch (name) {
      case "boardState":
        return {
          membership: this.membership,
          isPaused: this.isPaused,
          isSender: true,
          waiting: this.isSent ? 0 : 1,
          refused: {},
        };
      case "boardJoin":
        this.membership = argument as Membership;
        return null;
      case "boardPreview":
        return { batchId: wireBatch().batchId, seq: 1, text: encodeBatch(wireBatch()), rows: 1, left: 2 };
      case "boardTake": {
        if (this.membership === undefined) return { kind: "off" };
        if (this.isSent) return { kind: "none" };
        const batch = { batchId: wireBatch().batchId, seq: 1, text: encodeBatch(wireBatch()), rows: 1, left: 0 };
        return { kind: "batch", batch };
      }
      case "boardAcknowledge":
        this.isSent = true;
        return { isLost: false };
      case "boardHearEpoch":
        return { isLost: false };
      case "boardOutcomes":
        return this.outcomes;
      case "boardUploads":
      case "boardEvidence":
        return [];
      case "boardPause":
        this.isPaused = (argument as { readonly isPaused: boolean }).isPaused;
        return null;
      case "boardAgree":
        if (this.membership !== undefined) {
          this.membership = { ...this.membership, ...(argument as { readonly consentVersion: number }) };
        }
        return null;
      case "boardNote":
        this.facts.push((argument as { readonly fact: BoardFact }).fact);
        return null;
      case "boardClear":
        this.membership = undefined;
        this.isSent = false;
        return null;
      case "boardRefuse":
      case "boardMarkAllDirty":
        return null;
    }
  }
}
