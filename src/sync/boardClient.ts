import * as v from "valibot";
import { boardIdSchema, deviceIdSchema, type DeviceId } from "../shared/board/boardIds.ts";
import {
  codeReplySchema,
  leaveReceiptSchema,
  listingSchema,
  registeredSchema,
  type CodeReply,
  type LeaveReceipt,
  type Listing,
  type Registered,
} from "../shared/board/membership.ts";
import { meViewSchema, type Appeal, type MeView } from "../shared/board/meView.ts";
import type { SharedBadges } from "../shared/board/sharedBadges.ts";
import { standingSchema, type Standing } from "../shared/board/standing.ts";
import { syncReplySchema, type SyncReply } from "../shared/board/syncReply.ts";
import { volumeViewSchema, type VolumeView } from "../shared/board/volumeView.ts";
import {
  evidenceReplySchema,
  evidenceTermsSchema,
  type EvidenceReply,
  type EvidenceTerms,
  type SessionClaim,
} from "../shared/board/evidence.ts";
import type { OutcomeDay } from "../shared/board/outcomeDay.ts";
import type { BoardAnswer } from "./boardFault.ts";
import type { Clock } from "./clock.ts";
import type { DeviceKey } from "./deviceKey.ts";
import type { Fetch } from "./networkFetch.ts";
import { signedHeaders, type MemberIds } from "./requestSigner.ts";
import { Transport, type Outgoing } from "./transport.ts";

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** What a board tells anybody who asks. */
export const boardInfoSchema = v.object({
  boardId: boardIdSchema,
  name: v.pipe(v.string(), v.maxLength(60)),
  epoch: v.pipe(v.string(), v.uuid()),
  consentVersion: count,
  serverTime: count,
  /** Fewer people are never shown as a sum. */
  leastPeople: v.optional(count),
  /** What the company that runs it has to say to who joins, as plain text. */
  legalText: v.optional(v.pipe(v.string(), v.maxLength(20_000))),
});
export type BoardInfo = Readonly<v.InferOutput<typeof boardInfoSchema>>;

const revokedSchema = v.object({ deviceId: deviceIdSchema });
const acceptedSchema = v.object({ accepted: count });
const exportSchema = v.record(v.string(), v.unknown());

export interface BoardClientOptions {
  /** Origin: see `readBoardAddress`. */
  readonly url: string;
  readonly key: DeviceKey;
  /** `undefined` before joining. */
  readonly member: MemberIds | undefined;
  readonly fetch: Fetch;
  readonly clock: Clock;
}

const MEBIBYTE = 1024 * 1024;
const TIMEOUT_MS = 30_000;
/** A whole export may be made of a hundred thousand rows. */
const EXPORT_TIMEOUT_MS = 120_000;

type Asked = Pick<Outgoing, "method" | "path"> &
  Partial<Pick<Outgoing, "mostBytes" | "timeoutMs">> & { readonly body?: string };

/**
 * Talks to one board as one device. What comes back is checked against the schemas; nothing of it is ever run or shown as
 * markup. Every promise settles, also when its signal is aborted.
 */
export class BoardClient {
  readonly #key: DeviceKey;
  readonly #member: MemberIds | undefined;
  readonly #transport: Transport;
  readonly #clock: Clock;
  /** What the board's clock is ahead of ours. */
  #aheadMs = 0;

  constructor({ url, key, member, fetch, clock }: BoardClientOptions) {
    this.#key = key;
    this.#member = member;
    this.#clock = clock;
    this.#transport = new Transport(url, fetch, clock);
  }

  async info(signal?: AbortSignal): Promise<BoardAnswer<BoardInfo>> {
    const asked = { method: "GET", path: "/v1/board", headers: {}, body: undefined } as const;
    const answer = await this.#transport.send({ ...asked, mostBytes: MEBIBYTE, timeoutMs: TIMEOUT_MS }, signal);
    const info = checked(answer, boardInfoSchema);
    if (info.ok) this.#aheadMs = info.value.serverTime - this.#clock.nowMs();
    return info;
  }

  /** Joins with an invitation, or as another device of a member with a link of theirs. The same key again is harmless. */
  register(code: string, signal?: AbortSignal): Promise<BoardAnswer<Registered>> {
    const body = JSON.stringify({ v: 1, code, publicKey: this.#key.publicKey });
    return this.#ask({ method: "POST", path: "/v1/devices", body }, registeredSchema, signal);
  }

  /** @param text a batch in canonical form; sent as it is */
  async sync(text: string, signal?: AbortSignal): Promise<BoardAnswer<SyncReply>> {
    const answer = await this.#ask({ method: "POST", path: "/v1/sync", body: text }, syncReplySchema, signal);
    if (answer.ok) this.#aheadMs = answer.value.serverTime - this.#clock.nowMs();
    return answer;
  }

  setListing(listing: Listing, signal?: AbortSignal): Promise<BoardAnswer<Listing>> {
    return this.#ask({ method: "PUT", path: "/v1/me/listing", body: JSON.stringify(listing) }, listingSchema, signal);
  }

  standing(signal?: AbortSignal): Promise<BoardAnswer<Standing>> {
    return this.#ask({ method: "GET", path: "/v1/me" }, standingSchema, signal);
  }

  /** What the board shows to everybody who is signed in: the list, and what all use together. */
  volume(signal?: AbortSignal): Promise<BoardAnswer<VolumeView>> {
    return this.#ask({ method: "GET", path: "/v1/volume" }, volumeViewSchema, signal);
  }

  /** What the board knows of the member, and tells only them. */
  page(signal?: AbortSignal): Promise<BoardAnswer<MeView>> {
    return this.#ask({ method: "GET", path: "/v1/me/page" }, meViewSchema, signal);
  }

  /** A code that signs the member in on the board's page, once and for minutes. */
  makeSignInCode(signal?: AbortSignal): Promise<BoardAnswer<CodeReply>> {
    return this.#ask({ method: "POST", path: "/v1/me/sign-in-codes", body: "{}" }, codeReplySchema, signal);
  }

  /** Replaces what is shown on the board of the member's badges. */
  shareBadges(badges: SharedBadges, signal?: AbortSignal): Promise<BoardAnswer<unknown>> {
    return this.#ask({ method: "PUT", path: "/v1/me/badges", body: JSON.stringify(badges) }, v.unknown(), signal);
  }

  /** Answers to something that a check has noticed. */
  appeal(signalId: number, appeal: Appeal, signal?: AbortSignal): Promise<BoardAnswer<unknown>> {
    const path = `/v1/me/signals/${signalId}/appeal`;
    return this.#ask({ method: "POST", path, body: JSON.stringify(appeal) }, v.unknown(), signal);
  }

  /** What came of days of work; only for who has turned this on. */
  sendOutcomes(days: readonly OutcomeDay[], signal?: AbortSignal): Promise<BoardAnswer<{ readonly accepted: number }>> {
    const body = JSON.stringify({ v: 1, days });
    return this.#ask({ method: "POST", path: "/v1/outcomes", body }, acceptedSchema, signal);
  }

  /** What evidence is made with, and whether it was asked for. */
  evidenceTerms(signal?: AbortSignal): Promise<BoardAnswer<EvidenceTerms>> {
    return this.#ask({ method: "GET", path: "/v1/me/evidence" }, evidenceTermsSchema, signal);
  }

  /** Sums by session: to be sent only by who was asked and agreed. */
  sendEvidence(claims: readonly SessionClaim[], signal?: AbortSignal): Promise<BoardAnswer<EvidenceReply>> {
    const body = JSON.stringify({ v: 1, claims });
    return this.#ask({ method: "POST", path: "/v1/me/evidence", body }, evidenceReplySchema, signal);
  }

  /** Everything that the board holds of the member. */
  export(signal?: AbortSignal): Promise<BoardAnswer<Readonly<Record<string, unknown>>>> {
    const asked: Asked = {
      method: "GET",
      path: "/v1/me/export",
      mostBytes: 128 * MEBIBYTE,
      timeoutMs: EXPORT_TIMEOUT_MS,
    };
    return this.#ask(asked, exportSchema, signal);
  }

  /** A code with which another device joins as the same member, for a quarter of an hour. */
  makeLink(signal?: AbortSignal): Promise<BoardAnswer<CodeReply>> {
    return this.#ask({ method: "POST", path: "/v1/me/links", body: "{}" }, codeReplySchema, signal);
  }

  revokeDevice(deviceId: DeviceId, signal?: AbortSignal): Promise<BoardAnswer<{ readonly deviceId: DeviceId }>> {
    const body = JSON.stringify({ deviceId });
    return this.#ask({ method: "POST", path: "/v1/me/devices/revoke", body }, revokedSchema, signal);
  }

  /** Deletes all that the board holds of the member. */
  leave(signal?: AbortSignal): Promise<BoardAnswer<LeaveReceipt>> {
    return this.#ask({ method: "POST", path: "/v1/me/leave", body: "{}" }, leaveReceiptSchema, signal);
  }

  /** Asks once more with the board's own time where it finds ours too far off. */
  async #ask<Schema extends v.GenericSchema>(
    asked: Asked,
    schema: Schema,
    signal: AbortSignal | undefined,
  ): Promise<BoardAnswer<v.InferOutput<Schema>>> {
    const answer = await this.#send(asked, signal);
    const isOff = !answer.ok && answer.fault.kind === "refused" && answer.fault.reason === "clock";
    if (!isOff || asked.path === "/v1/sync" || !(await this.info(signal)).ok) return checked(answer, schema);
    return checked(await this.#send(asked, signal), schema);
  }

  #send(
    { method, path, body, mostBytes = 4 * MEBIBYTE, timeoutMs = TIMEOUT_MS }: Asked,
    signal: AbortSignal | undefined,
  ): Promise<BoardAnswer<unknown>> {
    const sentAtMs = this.#clock.nowMs() + this.#aheadMs;
    const headers = signedHeaders(this.#key, this.#member, { method, path, body, sentAtMs });
    return this.#transport.send({ method, path, headers, body, mostBytes, timeoutMs }, signal);
  }
}

function checked<Schema extends v.GenericSchema>(
  answer: BoardAnswer<unknown>,
  schema: Schema,
): BoardAnswer<v.InferOutput<Schema>> {
  if (!answer.ok) return answer;
  const read = v.safeParse(schema, answer.value);
  return read.success
    ? { ok: true, value: read.output }
    : { ok: false, fault: { kind: "strange", what: "notAsAgreed" } };
}
