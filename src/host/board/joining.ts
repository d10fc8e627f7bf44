import { t } from "@vscode/l10n";

import { type BoardId, boardIdSchema, deviceIdSchema, memberIdSchema } from "../../shared/board/boardIds.ts";
import type { Membership } from "../../shared/board/outbox.ts";
import { CONSENT_VERSION } from "../../shared/board/syncBatch.ts";
import type { ConsentPreview } from "../../shared/teamQuestions.ts";
import type { BoardPlace } from "../../shared/teamState.ts";
import { UserError } from "../../shared/userError.ts";
import { BoardClient } from "../../sync/boardClient.ts";
import { makeDeviceKey } from "../../sync/deviceKey.ts";
import { boardFaultText } from "../../sync/boardFaultText.ts";
import type { BoardTools } from "./boardTools.ts";
import * as v from "valibot";

/** What a board shows as its least number of people, where it does not say. */
const USUAL_LEAST_PEOPLE = 8;

/** A board that a person is about to agree to, or not. */
export interface Candidate {
  readonly board: BoardPlace;
  readonly boardId: BoardId;
  readonly leastPeople: number;
  readonly legalText: string | undefined;
}

/** Asks a board who it is: the first thing that goes over the network, once a person has named it. Tells nothing of theirs. */
export async function lookUpBoard(url: string, { fetch, clock }: BoardTools): Promise<Candidate> {
  // Signs nothing here, and is forgotten.
  const client = new BoardClient({ url, key: makeDeviceKey(), member: undefined, fetch, clock });
  const info = await client.info();
  if (!info.ok) throw new UserError(boardFaultText(info.fault));
  const { boardId, name, consentVersion, leastPeople = USUAL_LEAST_PEOPLE, legalText } = info.value;
  if (consentVersion !== CONSENT_VERSION) {
    throw new UserError(boardFaultText({ kind: "refused", status: 409, reason: "consent" }));
  }
  return { board: { name, address: url }, boardId, leastPeople, legalText };
}

/** The exact text of what would go first, and the terms. */
export async function previewFor(candidate: Candidate, { ask, clock }: BoardTools): Promise<ConsentPreview> {
  const { text, rows, left } = await ask("boardPreview", notYetJoined(candidate, clock.nowMs()));
  const { leastPeople, legalText } = candidate;
  return {
    consentVersion: CONSENT_VERSION,
    text,
    rows,
    moreRows: left,
    leastPeople,
    ...(legalText === undefined ? {} : { legalText }),
  };
}

/** Stands in for what the board gives at joining; the page says so. */
function notYetJoined({ board, boardId }: Candidate, nowMs: number): Membership {
  return {
    url: board.address,
    boardId: v.parse(boardIdSchema, boardId),
    memberId: v.parse(memberIdSchema, 1),
    deviceId: v.parse(deviceIdSchema, 1),
    epoch: "",
    consentVersion: CONSENT_VERSION,
    isUnattended: false,
    joinedAtMs: nowMs,
  };
}

/** @throws UserError for an agreement to another contract than the one that was shown */
export function requireShown(consentVersion: number): void {
  if (consentVersion !== CONSENT_VERSION) {
    throw new UserError(t("What you agreed to is not what would be sent. Read it again."));
  }
}
