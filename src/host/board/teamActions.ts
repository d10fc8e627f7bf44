import { t } from "@vscode/l10n";

import type { EvidenceOutcome } from "../../shared/board/evidence.ts";
import type { Listing } from "../../shared/board/membership.ts";
import { CONSENT_VERSION } from "../../shared/board/syncBatch.ts";
import type { Membership } from "../../shared/board/outbox.ts";
import type { Signal } from "../../shared/board/meView.ts";
import type { TeamRequest } from "../../shared/teamRequests.ts";
import type { BoardPlace } from "../../shared/teamState.ts";
import { UserError } from "../../shared/userError.ts";
import type { BoardAnswer, BoardFault } from "../../sync/boardFault.ts";
import { joinBoard } from "../../sync/joinBoard.ts";
import { forgetBoard, leaveBoard } from "../../sync/leaveBoard.ts";
import { boardFaultText } from "../../sync/boardFaultText.ts";
import type { BoardLink } from "./boardLink.ts";
import { lookUpBoard, requireShown } from "./joining.ts";
import { sharedBadgesOf } from "./sharedBadgesOf.ts";
import type { TeamBoard } from "./teamBoard.ts";

const NO_LINK: BoardLink = { url: undefined, code: undefined };

/** Everything that a person may do about the team board, from the page or by a command. */
export class TeamActions {
  readonly #board: TeamBoard;

  constructor(board: TeamBoard) {
    this.#board = board;
  }

  /** Does it; a failure is told on the page. Never rejects. */
  run(request: TeamRequest): Promise<void> {
    return this.#board.run(request.kind, () => this.#do(request));
  }

  /** As the request of that name, with what a link has brought. */
  join(link: BoardLink): Promise<void> {
    return this.#board.run("join", () => this.#join(link));
  }

  async #do(request: TeamRequest): Promise<void> {
    switch (request.kind) {
      case "join":
        return this.#join(NO_LINK);
      case "review":
        return this.#review();
      case "agree":
        requireShown(request.consentVersion);
        return this.#agree(request.listing);
      case "cancel":
        this.#board.underway = undefined;
        return undefined;
      case "pause":
      case "resume":
        return this.#pause(request.kind === "pause");
      case "syncNow":
        this.#board.requireOpen();
        this.#board.goOn();
        return undefined;
      case "leave":
        return this.#leave();
      case "closeReceipt":
        return this.#board.tools.memory.forget();
      case "openBoardSettings":
        return this.#board.tools.dialogs.openSettings();
      case "openBlock":
        return this.#openBlock();
      default:
        return this.#askBoard(request);
    }
  }

  async #openBlock(): Promise<void> {
    const { block, dialogs } = this.#board.tools;
    const inTheWay = block();
    if (inTheWay !== undefined) await dialogs.openBlock(inTheWay);
  }

  /** What only the board itself can answer. */
  async #askBoard(
    request: Extract<
      TeamRequest,
      {
        readonly kind:
          | "openBoard"
          | "refresh"
          | "setListing"
          | "linkDevice"
          | "revokeDevice"
          | "shareBadges"
          | "appeal"
          | "answerEvidence"
          | "exportHeld";
      }
    >,
  ): Promise<void> {
    this.#board.requireOpen();
    switch (request.kind) {
      case "openBoard":
        return this.#openBoard();
      case "refresh":
        return this.#refresh();
      case "setListing":
        return this.#setListing(request.listing);
      case "linkDevice":
        return this.#linkDevice();
      case "revokeDevice": {
        const { client } = await this.#board.client();
        valueOf(await client.revokeDevice(request.deviceId));
        return this.#refresh();
      }
      case "shareBadges": {
        const { client } = await this.#board.client();
        const badges = sharedBadgesOf(await this.#board.tools.badges(), request.badges, request.title);
        valueOf(await client.shareBadges(badges));
        await this.#refresh();
        this.#board.tell("info", t("The board shows what you chose."));
        return undefined;
      }
      case "appeal":
        return this.#appeal(request);
      case "answerEvidence":
        return this.#answerEvidence(request.agree);
      case "exportHeld":
        return this.#export();
    }
  }

  async #join(link: BoardLink): Promise<void> {
    this.#board.requireOpen();
    const board = this.#board;
    const { sync } = stageOf(board);
    const before = board.membership;
    if (before !== undefined && sync !== "gone" && sync !== "keyLost") throw isMemberAlready();
    const invitation = await board.tools.dialogs.askInvitation(link);
    if (invitation === undefined) return;
    board.underway = { kind: "looking", address: invitation.url };
    try {
      const candidate = await lookUpBoard(invitation.url, board.tools);
      board.underway = { kind: "consent", why: "join", candidate, code: invitation.code, before };
    } catch (fault) {
      board.underway = undefined;
      throw fault;
    }
  }

  async #review(): Promise<void> {
    this.#board.requireOpen();
    const { membership } = this.#board;
    if (membership === undefined) return;
    const candidate = await lookUpBoard(membership.url, this.#board.tools);
    this.#board.underway = { kind: "consent", why: "newer", candidate, code: "", before: membership };
  }

  async #agree(listing: Listing): Promise<void> {
    this.#board.requireOpen();
    const board = this.#board;
    const { underway, tools } = board;
    if (underway?.kind !== "consent") return;
    const { address, name } = underway.candidate.board;
    await board.look();
    if (!isSameMember(board.membership, underway.before)) {
      board.underway = undefined;
      throw isMemberAlready();
    }
    if (underway.why === "join") {
      valueOf(await joinBoard({ url: address, code: underway.code, isUnattended: false }, tools));
      await board.look();
      if (board.membership !== undefined) await tools.memory.keep(board.membership, { name, listed: false });
    } else {
      await tools.ask("boardAgree", { consentVersion: CONSENT_VERSION });
      await board.look();
    }
    board.underway = undefined;
    board.goOn();
    // Not ticked means not listed, also for who was; a new member is not listed anyway.
    if (listing.listed || underway.why === "newer") await this.#setListing(listing);
    else await this.#refresh();
  }

  async #pause(isPaused: boolean): Promise<void> {
    await this.#board.tools.ask("boardPause", { isPaused });
    this.#board.goOn();
  }

  async #openBoard(): Promise<void> {
    const board = this.#board;
    const { membership, client } = await board.client();
    const { code, expiresAt } = valueOf(await client.makeSignInCode());
    board.showCode({ use: "signIn", code, expiresMs: expiresAt });
    await board.tools.dialogs.openPage(membership.url);
  }

  async #linkDevice(): Promise<void> {
    const { client } = await this.#board.client();
    const { code, expiresAt } = valueOf(await client.makeLink());
    this.#board.showCode({ use: "link", code, expiresMs: expiresAt });
  }

  async #refresh(): Promise<void> {
    const { membership, client } = await this.#board.client();
    await this.#board.content.fetch(membership, client);
    const { me } = this.#board.content.of(membership);
    if (me?.signals.some(isResolved) === true) this.#board.note("appealResolved");
  }

  async #setListing(listing: Listing): Promise<void> {
    const { membership, client } = await this.#board.client();
    valueOf(await client.setListing(listing));
    const { memory } = this.#board.tools;
    const kept = memory.of(membership) ?? { name: "" };
    await memory.keep(membership, {
      ...kept,
      listed: listing.listed,
      handle: listing.listed ? listing.handle : undefined,
    });
    await this.#refresh();
  }

  async #appeal({ signalId, appeal }: Extract<TeamRequest, { readonly kind: "appeal" }>): Promise<void> {
    if (appeal.kind === "resend") {
      await this.#board.tools.rescan();
      await this.#board.tools.ask("boardMarkAllDirty", null);
      this.#board.goOn();
    }
    const { client } = await this.#board.client();
    valueOf(await client.appeal(signalId, appeal));
    await this.#refresh();
    this.#board.tell("info", t("The board has your answer."));
  }

  async #answerEvidence(agrees: boolean): Promise<void> {
    const { membership, client } = await this.#board.client();
    const { ask, memory, clock } = this.#board.tools;
    if (agrees) {
      const { salt } = valueOf(await client.evidenceTerms());
      const claims = await ask("boardEvidence", { salt });
      this.#board.requireOpen();
      const { outcome } = valueOf(await client.sendEvidence(claims));
      await this.#refresh();
      this.#board.tell(outcome === "passed" ? "info" : "warning", evidenceText(outcome));
      return;
    }
    const kept = memory.of(membership) ?? { name: "", listed: false };
    await memory.keep(membership, { ...kept, declinedMs: clock.nowMs() });
  }

  async #export(): Promise<void> {
    const { client } = await this.#board.client();
    const held = valueOf(await client.export());
    const file = await this.#board.tools.dialogs.saveHeld(held);
    if (file === undefined) return;
    this.#board.note("exported");
    this.#board.tell("info", t("Saved {0}.", file));
  }

  async #leave(): Promise<void> {
    const board = this.#board;
    const { tools, membership } = board;
    if (membership === undefined) throw new UserError(t("You have not joined a team board."));
    const place: BoardPlace = { name: tools.memory.of(membership)?.name ?? "", address: membership.url };
    const { sync } = stageOf(board);
    if (sync === "keyLost") return this.#forgetAsked(place, { kind: "refused", status: 401, reason: "noKey" });
    this.#board.requireOpen();
    if (!(await tools.dialogs.confirmLeave(place))) return;
    const left = await leaveBoard(tools);
    if (!left.ok) return this.#forgetAsked(place, left.fault);
    const { receipt } = left.value;
    if (receipt === undefined) {
      await this.#forget();
      board.tell(
        "info",
        t(
          "The board does not know this device any more, and it is forgotten here. If you have others, leave on one of them to have everything deleted.",
        ),
      );
      return;
    }
    const { deleted, refusedUntil } = receipt;
    await tools.memory.leave({ kind: "left", board: place, deleted, refusedUntilMs: refusedUntil });
    board.showCode(undefined);
    board.goOn();
  }

  /** A board that is away for good, or does not know this device, must not keep a person for ever. */
  async #forgetAsked(place: BoardPlace, fault: BoardFault): Promise<void> {
    const why = boardFaultText(fault);
    if (!(await this.#board.tools.dialogs.confirmForget(place, why))) throw new UserError(why);
    await this.#forget();
  }

  async #forget(): Promise<void> {
    await forgetBoard(this.#board.tools);
    await this.#board.tools.memory.forget();
    this.#board.showCode(undefined);
    this.#board.goOn();
  }
}

/** What came of evidence, and what can be done where it does not agree. */
function evidenceText(outcome: EvidenceOutcome): string {
  switch (outcome) {
    case "passed":
      return t("The board has checked your evidence, and it agrees.");
    case "more":
      return t("The board has it. Send it from your other devices as well.");
    case "sums":
      return t("The sums of your sessions are not those of your uploads. Rescan all logs, send, and try again.");
    case "bounds":
      return t("A session cannot be as it is told. Rescan all logs and try again.");
    case "shared":
      return t("Another member has told most of these sessions before. Ask who runs the board.");
  }
}

/** A question about one's figures that was answered, and is settled in one's favour. */
function isResolved({ appeal, status }: Signal): boolean {
  return appeal !== undefined && status === "cleared";
}

function isMemberAlready(): UserError {
  return new UserError(t("You are on a team board already. Leave it before you join another."));
}

function isSameMember(one: Membership | undefined, other: Membership | undefined): boolean {
  return one?.url === other?.url && one?.memberId === other?.memberId && one?.deviceId === other?.deviceId;
}

function stageOf(board: TeamBoard): { readonly sync: string | undefined } {
  const stage = board.state?.stage;
  return { sync: stage?.kind === "joined" ? stage.sync.kind : undefined };
}

/** @throws UserError saying why there is none */
function valueOf<Value>(answer: BoardAnswer<Value>): Value {
  if (!answer.ok) throw new UserError(boardFaultText(answer.fault));
  return answer.value;
}
