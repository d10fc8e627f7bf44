import type { BoardId, DeviceId, MemberId } from "./boardIds.ts";
import type { SessionClaim } from "./evidence.ts";
import type { OutcomeDay } from "./outcomeDay.ts";
import type { SyncReply } from "./syncReply.ts";

/**
 * What this machine is on a board. It lies in the ledger, so that all windows and the command line are one device; the key
 * that signs for it never does.
 */
export interface Membership {
  /** Address of the board as a person gave it, without a slash at its end. */
  readonly url: string;
  readonly boardId: BoardId;
  readonly memberId: MemberId;
  readonly deviceId: DeviceId;
  /** What the board's data was known as when it last answered. */
  readonly epoch: string;
  /** The contract that the person agreed to. */
  readonly consentVersion: number;
  /** Everything here runs without a person, as on a server: no hour is sent as steered and no turn is told. */
  readonly isUnattended: boolean;
  readonly joinedAtMs: number;
}

/** What the outbox holds. Nothing of it was sent anywhere. */
export interface OutboxState {
  /** `undefined`: this machine takes part in no board, and the ledger keeps nothing for one. */
  readonly membership: Membership | undefined;
  readonly isPaused: boolean;
  /** This process holds the ledger: only it may take batches. */
  readonly isSender: boolean;
  /** Rows that the board does not have yet. */
  readonly waiting: number;
  /** Rows that the board has refused as they are, by its code. They wait until they change. */
  readonly refused: Readonly<Record<string, number>>;
  /** When the newest batch that the board has taken was sent; absent before there is one. */
  readonly lastStoredAtMs?: number;
}

/** A batch as it will be sent, byte for byte. */
export interface OutgoingBatch {
  readonly batchId: string;
  readonly seq: number;
  /** The canonical text: see `encodeBatch`. */
  readonly text: string;
  readonly rows: number;
  /** Rows that wait for a later batch. */
  readonly left: number;
}

/** `none`: nothing waits. `notSender`: another process sends. `paused`, `off`: nothing may be sent. */
export type TakenBatch =
  | { readonly kind: "batch"; readonly batch: OutgoingBatch }
  | { readonly kind: "none" | "notSender" | "paused" | "off" };

export interface BatchReply {
  readonly batchId: string;
  readonly reply: SyncReply;
}

export interface Acknowledged {
  /** The board has lost what it had: everything of the last 35 days waits again. */
  readonly isLost: boolean;
}

/** What came of an upload. `unanswered` until something is known. */
export type UploadOutcome =
  | { readonly kind: "unanswered" }
  | {
      readonly kind: "stored";
      readonly accepted: number;
      readonly stale: number;
      /** Code and position of each row that was refused. */
      readonly refused: readonly { readonly i: number; readonly code: string }[];
    }
  /** The board has refused the batch as a whole. */
  | { readonly kind: "refused"; readonly reason: string };

/** One of the last batches, as it was sent. */
export interface Upload {
  readonly batchId: string;
  readonly atMs: number;
  readonly text: string;
  readonly outcome: UploadOutcome;
}

/** How many of the last batches are kept to be looked at. */
export const UPLOADS_KEPT = 10;

/** Things that a person does about a board, or that come of it, which badges go by. */
export const BOARD_FACTS = ["previewRead", "exported", "corrected", "appealResolved"] as const;
export type BoardFact = (typeof BOARD_FACTS)[number];

/**
 * What may be asked of the outbox, by name: argument and result. The worker answers these among its requests.
 * All but `boardState`, `boardPreview`, `boardUploads`, `boardOutcomes` and `boardEvidence` write.
 */
export interface OutboxRequests {
  readonly boardState: { readonly argument: null; readonly result: OutboxState };
  /** Takes note that this machine belongs to a board from now on. Everything of the last 35 days waits then. */
  readonly boardJoin: { readonly argument: Membership; readonly result: null };
  /** The text of the batch that would go next. With a membership that is not joined yet: what would go first. */
  readonly boardPreview: { readonly argument: Membership | null; readonly result: OutgoingBatch };
  /** The next batch to send, noted among the last uploads. A batch that was not answered is given again for ten minutes. */
  readonly boardTake: { readonly argument: null; readonly result: TakenBatch };
  /** The board has answered: what it holds leaves the outbox, what it refused is noted. */
  readonly boardAcknowledge: { readonly argument: BatchReply; readonly result: Acknowledged };
  /** The board has told of its data without an upload. Where that is another than before, everything of the last 35 days waits. */
  readonly boardHearEpoch: { readonly argument: { readonly epoch: string }; readonly result: Acknowledged };
  /** The board refused a batch as a whole; its rows stay. */
  readonly boardRefuse: {
    readonly argument: { readonly batchId: string; readonly reason: string };
    readonly result: null;
  };
  readonly boardUploads: { readonly argument: null; readonly result: readonly Upload[] };
  readonly boardPause: { readonly argument: { readonly isPaused: boolean }; readonly result: null };
  /** The person agreed to a newer contract. */
  readonly boardAgree: { readonly argument: { readonly consentVersion: number }; readonly result: null };
  /** Sends everything of the last 35 days again. */
  readonly boardMarkAllDirty: { readonly argument: null; readonly result: null };
  /** Takes note of something that badges go by; the first time counts. Needs no membership. */
  readonly boardNote: { readonly argument: { readonly fact: BoardFact }; readonly result: null };
  /** Forgets the board and all that was kept for it. */
  readonly boardClear: { readonly argument: null; readonly result: null };
  /** What came of the days, for who chose to tell it. */
  readonly boardOutcomes: { readonly argument: null; readonly result: readonly Omit<OutcomeDay, "rev">[] };
  /** What the last 30 days hold by session, for who is asked for it and agrees. `salt` is the board's, in base64url. */
  readonly boardEvidence: { readonly argument: { readonly salt: string }; readonly result: readonly SessionClaim[] };
}
export type OutboxRequestName = keyof OutboxRequests;

export type OutboxRequest = {
  readonly [Name in OutboxRequestName]: {
    readonly name: Name;
    readonly argument: OutboxRequests[Name]["argument"];
  };
}[OutboxRequestName];

/** Asks the outbox, wherever it is: in the worker by message, or in this process. */
export type AskOutbox = <Name extends OutboxRequestName>(
  name: Name,
  argument: OutboxRequests[Name]["argument"],
) => Promise<OutboxRequests[Name]["result"]>;
