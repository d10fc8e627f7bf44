import { t } from "@vscode/l10n";

import { blockText } from "../../core/board/blockText.ts";
import type { BoardFact, Membership, OutboxState } from "../../shared/board/outbox.ts";
import type { TeamQuestion } from "../../shared/panelQuestions.ts";
import type { BoardContent as Content, ConsentPreview, Uploads } from "../../shared/teamQuestions.ts";
import type { JoinedStage, TeamStage, TeamState } from "../../shared/teamState.ts";
import { UserError } from "../../shared/userError.ts";
import { BoardClient } from "../../sync/boardClient.ts";
import { readDeviceSecret } from "../../sync/deviceSecret.ts";
import { SyncLoop } from "../../sync/syncLoop.ts";
import type { SyncState } from "../../sync/syncState.ts";
import { describeFault } from "../describeFault.ts";
import { type Disposable, DisposableStore } from "../disposableStore.ts";
import { Throttle } from "../throttle.ts";
import { BoardContent } from "./boardContent.ts";
import { boardFaultText } from "../../sync/boardFaultText.ts";
import type { BoardTools } from "./boardTools.ts";
import { type Candidate, previewFor } from "./joining.ts";
import { OutcomeSender } from "./outcomeSender.ts";
import { shownUpload } from "./shownUpload.ts";
import { syncViewOf } from "./syncViewOf.ts";

/** What is sent changes with the ledger, which grows several times a second while assistants work. */
const SHORTEST_LOOK_MS = 10_000;

/** What a person is in the middle of, in this window alone. */
export type Underway =
  | { readonly kind: "looking"; readonly address: string }
  | {
      readonly kind: "consent";
      readonly why: "join" | "newer";
      readonly candidate: Candidate;
      readonly code: string;
      /** What this machine was on a board before, as far as it matters: joining must replace nothing else. */
      readonly before: Membership | undefined;
    };

/**
 * The team board in this window: where the person stands with it, as one value. Nothing goes over the network before they
 * have named a board, nothing of theirs before they have agreed, and nothing at all while something keeps it away.
 */
export class TeamBoard implements Disposable {
  readonly tools: BoardTools;
  readonly content: BoardContent;
  readonly #store = new DisposableStore();
  readonly #loop: SyncLoop;
  readonly #looking: Throttle;
  readonly #outcomes: OutcomeSender;
  #outbox: OutboxState | undefined;
  #underway: Underway | undefined;
  #busy: string | undefined;
  #notice: TeamState["notice"];
  #code: TeamState["code"];
  #uploadsWantedMs: number | undefined;
  #isStarted = false;
  #wasSending = false;

  constructor(tools: BoardTools) {
    this.tools = tools;
    const { ask, keys, fetch, clock, random, leastIntervalMs, memory, onChange } = tools;
    this.content = new BoardContent({ memory, nowMs: () => clock.nowMs(), onChange });
    this.#loop = new SyncLoop({ ask, keys, fetch, clock, random, leastIntervalMs });
    this.#outcomes = new OutcomeSender(tools);
    this.#looking = this.#store.add(new Throttle(clock, SHORTEST_LOOK_MS, () => void this.look()));
    this.#store.add({ dispose: this.#loop.onChange((state) => this.#follow(state)) });
  }

  /** Begins to follow the outbox, which is on this machine. */
  async start(): Promise<void> {
    this.#isStarted = true;
    await this.applySurroundings();
  }

  /** To be called when something may keep the board away, or does no more. */
  async applySurroundings(): Promise<void> {
    if (!this.#isStarted) return;
    if (this.tools.block() === undefined) this.#loop.start();
    else {
      this.#underway = undefined;
      await this.#loop.stop();
    }
    await this.look();
  }

  /** To be called when the ledger has changed. */
  refresh(): void {
    if (this.#isStarted && this.#outbox?.membership !== undefined) this.#looking.request();
  }

  /** `undefined` until it is known, and where team boards are forbidden. */
  get state(): TeamState | undefined {
    if (this.tools.block() === "forbidden" || this.#outbox === undefined) return undefined;
    return {
      stage: this.#stage(this.#outbox),
      ...(this.#busy === undefined ? {} : { busy: this.#busy }),
      ...(this.#notice === undefined ? {} : { notice: this.#notice }),
      ...(this.#code === undefined ? {} : { code: this.#code }),
      ...(this.#uploadsWantedMs === undefined ? {} : { uploadsWantedMs: this.#uploadsWantedMs }),
    };
  }

  get membership(): Membership | undefined {
    return this.#outbox?.membership;
  }

  get underway(): Underway | undefined {
    return this.#underway;
  }

  set underway(underway: Underway | undefined) {
    this.#underway = underway;
    this.tools.onChange();
  }

  tell(kind: "info" | "warning", text: string): void {
    this.#notice = { kind, text };
  }

  /** Has the page go to the uploads. */
  wantUploads(): void {
    this.#uploadsWantedMs = this.tools.clock.nowMs();
    this.tools.onChange();
  }

  showCode(code: TeamState["code"]): void {
    this.#code = code;
  }

  /** Does what was asked; a failure is told on the page and in the log. Never rejects. */
  async run(name: string, work: () => Promise<void>): Promise<void> {
    this.#busy = name;
    this.#notice = undefined;
    this.tools.onChange();
    try {
      await work();
    } catch (fault) {
      this.tools.log("warn", `board ${name}: ${describeFault(fault)}`);
      this.tell("warning", fault instanceof UserError ? fault.message : t("This could not be done. The log says why."));
    } finally {
      this.#busy = undefined;
    }
    await this.look();
  }

  /** Reads the outbox; the page follows. */
  async look(): Promise<void> {
    try {
      this.#outbox = await this.tools.ask("boardState", null);
    } catch (fault) {
      this.tools.log("warn", `board: ${describeFault(fault)}`);
    }
    this.tools.onChange();
  }

  /** Goes on at once instead of at the next time. */
  goOn(): void {
    this.#loop.nudge();
  }

  /**
   * A client that speaks as this device.
   * @throws UserError where there is none, or its key is lost, or something keeps the board away
   */
  async client(): Promise<{ readonly membership: Membership; readonly client: BoardClient }> {
    const { keys, fetch, clock } = this.tools;
    this.requireOpen();
    const membership = this.membership;
    if (membership === undefined) throw new UserError(t("You have not joined a team board."));
    const secret = await readDeviceSecret(keys, membership);
    if (secret === undefined || secret.url !== membership.url) {
      throw new UserError(boardFaultText({ kind: "refused", status: 401, reason: "noKey" }));
    }
    return {
      membership,
      client: new BoardClient({ url: membership.url, key: secret.key, member: membership, fetch, clock }),
    };
  }

  /** @throws UserError while something keeps the board away */
  requireOpen(): void {
    const block = this.tools.block();
    if (block !== undefined) throw new UserError(blockText(block));
  }

  /** Asks the board for what it shows, where that is due. Nobody waits for it. */
  freshen(): void {
    if (this.tools.block() !== undefined || this.membership === undefined || this.content.isFresh()) return;
    this.client()
      .then(({ membership, client }) => this.content.fetch(membership, client))
      .catch((fault: unknown) => this.tools.log("warn", `board: ${describeFault(fault)}`));
  }

  /** Answers a question of the page, from what is here. */
  async answer(question: TeamQuestion): Promise<ConsentPreview | Content | Uploads> {
    switch (question.name) {
      case "teamConsent":
        if (this.#underway?.kind !== "consent") throw new UserError(t("No board is asked for your agreement."));
        this.note("previewRead");
        return previewFor(this.#underway.candidate, this.tools);
      case "teamBoard":
        this.freshen();
        return this.membership === undefined ? {} : this.content.of(this.membership);
      case "teamUploads":
        return [...this.#outcomes.last, ...(await this.tools.ask("boardUploads", null)).map(shownUpload)];
    }
  }

  /** For badges; nobody waits for it. */
  note(fact: BoardFact): void {
    this.tools
      .ask("boardNote", { fact })
      .catch((fault: unknown) => this.tools.log("warn", `board: ${describeFault(fault)}`));
  }

  async stop(): Promise<void> {
    this.#isStarted = false;
    await this.#loop.stop();
  }

  dispose(): void {
    this.#isStarted = false;
    this.#loop.stop().catch((fault: unknown) => this.tools.log("warn", `board: ${describeFault(fault)}`));
    this.#store.dispose();
  }

  #stage(outbox: OutboxState): TeamStage {
    const underway = this.#underway;
    if (underway?.kind === "looking") return underway;
    if (underway?.kind === "consent") {
      const { candidate, why } = underway;
      return { kind: "consent", board: candidate.board, why, sharesOutcomes: this.tools.sharesOutcomes() };
    }
    const { membership } = outbox;
    if (membership !== undefined) return this.#joined(membership, outbox);
    const { left } = this.tools.memory;
    if (left !== undefined) return left;
    const block = this.tools.block();
    return { kind: "off", ...(block === undefined ? {} : { block }) };
  }

  #joined(membership: Membership, outbox: OutboxState): JoinedStage {
    const { memory, block, sharesOutcomes } = this.tools;
    const kept = memory.of(membership);
    const { failure } = this.content;
    const lastUploadMs = outbox.lastStoredAtMs;
    return {
      kind: "joined",
      board: { name: kept?.name ?? "", address: membership.url },
      sync: syncViewOf(this.#loop.state, outbox, block()),
      waitingRows: outbox.waiting,
      refusedRows: Object.values(outbox.refused).reduce((sum, count) => sum + count, 0),
      ...(lastUploadMs === undefined ? {} : { lastUploadMs }),
      listed: kept?.listed ?? false,
      ...(kept?.handle === undefined ? {} : { handle: kept.handle }),
      sharesOutcomes: sharesOutcomes(),
      deviceId: membership.deviceId,
      ...(kept?.fetchedMs === undefined ? {} : { fetchedMs: kept.fetchedMs }),
      ...(failure === undefined ? {} : { fetchFailure: failure }),
    };
  }

  #follow(state: SyncState): void {
    const hasSent = this.#wasSending && (state.kind === "idle" || state.kind === "waiting");
    this.#wasSending = state.kind === "sending";
    if (state.kind === "sending") this.tools.onChange();
    else void this.look();
    if (hasSent) this.freshen();
    if (state.kind === "idle") this.#tellOutcomes();
  }

  /** Once everything else is told, so that it comes from the window that sends. */
  #tellOutcomes(): void {
    this.#outcomes
      .send(() => this.client())
      .catch((fault: unknown) => this.tools.log("warn", `board outcomes: ${describeFault(fault)}`));
  }
}
