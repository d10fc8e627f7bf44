import type { GameSnapshot } from "../../shared/gameSnapshot.ts";
import {
  type FromPanel,
  type PanelAction,
  type PanelChange,
  type PanelPageId,
  type PanelStatus,
  type PanelView,
  type SavedContent,
  type ToPanel,
  readFromPanel,
} from "../../shared/panelProtocol.ts";
import type { PanelQuestion } from "../../shared/panelQuestions.ts";
import type { TeamRequest } from "../../shared/teamRequests.ts";
import type { TeamState } from "../../shared/teamState.ts";
import { UserError } from "../../shared/userError.ts";
import type { Clock } from "../clock.ts";
import { budgetStandings } from "../budgets/budgetStandings.ts";
import { describeFault } from "../describeFault.ts";
import { type Disposable, DisposableStore } from "../disposableStore.ts";
import type { MeterView } from "../meterView.ts";
import { Throttle } from "../throttle.ts";
import type { ChosenTitle } from "./chosenTitle.ts";
import { panelStatus } from "./panelStatus.ts";
import type { SeenBadges } from "./seenBadges.ts";

/** The page that is open, whether it can be seen or not. */
export interface PanelSurface {
  readonly isVisible: boolean;
  post(message: ToPanel): void;
}

export interface PanelFeedOptions {
  readonly clock: Clock;
  readonly askGame: () => Promise<GameSnapshot>;
  readonly ask: (question: PanelQuestion) => Promise<unknown>;
  readonly meter: () => MeterView;
  /** Where the person stands with a team board; `undefined` where there is to be none. */
  readonly team: () => TeamState | undefined;
  /** Does what was asked about the board; tells its reader of a failure itself. */
  readonly askTeam: (request: TeamRequest) => void;
  readonly title: ChosenTitle;
  readonly seen: SeenBadges;
  readonly act: (action: Exclude<PanelAction, "retry">) => void;
  /** Asks for a place and writes to it; tells its reader of a failure itself. */
  readonly save: (saved: SavedContent) => void;
  readonly log: (level: "warn" | "error", message: string) => void;
}

/** While assistants work, the ledger grows several times a second; badges can wait a little. */
const SHORTEST_ASKING_MS = 5000;
/** Steps of progress that are worth a message. */
const SHORTEST_STATUS_MS = 500;

/** Keeps the page up to date: everything when it says `ready`, then numbered changes while it can be seen. */
export class PanelFeed implements Disposable {
  readonly #options: PanelFeedOptions;
  readonly #store = new DisposableStore();
  readonly #asking: Throttle;
  readonly #telling: Throttle;
  readonly #aging: Throttle;
  #surface: PanelSurface | undefined;
  /** What the page was told last; `undefined` until it is ready. */
  #told: PanelView | undefined;
  #number = 0;
  #game: GameSnapshot | undefined;
  /** Revision of the meter's snapshot that the game was asked for after. */
  #askedRevision: number | undefined;
  /** Why the last question had no answer. */
  #failure: string | undefined;
  #isAsking = false;
  /** Of the meter's snapshot that the page's answers are of. */
  #revision = 0;
  /** Set when the page is ready, so that what is new stays so while it is looked at. */
  #newSinceMs: number | undefined;
  /** Where a page that is not ready yet is to be turned to. */
  #wanted: PanelPageId | undefined;

  constructor(options: PanelFeedOptions) {
    this.#options = options;
    this.#asking = this.#store.add(new Throttle(options.clock, SHORTEST_ASKING_MS, () => void this.#ask()));
    this.#telling = this.#store.add(new Throttle(options.clock, SHORTEST_STATUS_MS, () => this.#tell()));
    this.#aging = this.#store.add(new Throttle(options.clock, SHORTEST_ASKING_MS, () => this.#age()));
  }

  /** Takes the page that was opened; it speaks first. */
  attach(surface: PanelSurface): void {
    this.#surface = surface;
    this.#told = undefined;
  }

  detach(): void {
    this.#surface = undefined;
    this.#told = undefined;
  }

  /** Takes a message of any shape from the page. */
  receive(raw: unknown): void {
    const message = readFromPanel(raw);
    if (message === undefined) {
      this.#options.log("warn", "The page sent a message of an unknown kind.");
      return;
    }
    this.#handle(message);
  }

  /** To be called when the meter, the settings or the page's visibility changed. */
  refresh(): void {
    if (this.#surface?.isVisible !== true || this.#told === undefined) return;
    this.#telling.request();
    const { snapshot, isGameOn } = this.#options.meter();
    if (snapshot !== undefined && snapshot.revision !== this.#revision) this.#aging.request();
    if (isGameOn && snapshot !== undefined && snapshot.revision !== this.#askedRevision) this.#asking.request();
  }

  /** Turns to a page, at once or as soon as there is one. */
  show(page: PanelPageId): void {
    if (this.#told === undefined) this.#wanted = page;
    else this.#surface?.post({ type: "show", page });
  }

  dispose(): void {
    this.detach();
    this.#store.dispose();
  }

  #handle(message: FromPanel): void {
    switch (message.type) {
      case "ready":
        this.#sendAll();
        this.#asking.request();
        break;
      case "act":
        if (message.action === "retry") this.#retry();
        else this.#options.act(message.action);
        break;
      case "seen":
        void this.#see();
        break;
      case "chooseTitle":
        void this.#chooseTitle(message.title);
        break;
      case "ask":
        void this.#answer(message.id, message.question);
        break;
      case "save":
        this.#options.save(message.saved);
        break;
      case "team":
        this.#options.askTeam(message.request);
        break;
    }
  }

  /** At once, as someone waits for it. */
  #retry(): void {
    this.#failure = undefined;
    this.#tell();
    void this.#ask();
  }

  async #chooseTitle(title: string | undefined): Promise<void> {
    if (title !== undefined && this.#game?.titles.includes(title) !== true) return;
    try {
      await this.#options.title.choose(title);
    } catch (fault) {
      this.#options.log("error", `title: ${describeFault(fault)}`);
    }
    this.#tell();
  }

  async #see(): Promise<void> {
    if (this.#game === undefined) return;
    try {
      await this.#options.seen.see(this.#game);
    } catch (fault) {
      this.#options.log("error", `seen: ${describeFault(fault)}`);
    }
  }

  /** The page that asked may be another by then, or none: it drops what it did not ask for. */
  async #answer(id: number, question: PanelQuestion): Promise<void> {
    try {
      const answer = await this.#options.ask(question);
      this.#surface?.post({ type: "answer", id, ok: true, answer });
    } catch (fault) {
      const reason = fault instanceof UserError ? fault.message : describeFault(fault);
      this.#options.log("error", `${question.name}: ${describeFault(fault)}`);
      this.#surface?.post({ type: "answer", id, ok: false, reason });
    }
  }

  #age(): void {
    this.#revision = this.#options.meter().snapshot?.revision ?? 0;
    this.#tell();
  }

  async #ask(): Promise<void> {
    const { snapshot, isGameOn } = this.#options.meter();
    if (this.#isAsking || this.#surface?.isVisible !== true || !isGameOn) return;
    this.#isAsking = true;
    this.#askedRevision = snapshot?.revision;
    try {
      this.#game = await this.#options.askGame();
      this.#failure = undefined;
    } catch (fault) {
      this.#failure = fault instanceof UserError ? fault.message : describeFault(fault);
      this.#options.log("error", `achievements: ${describeFault(fault)}`);
    } finally {
      this.#isAsking = false;
    }
    this.#tell();
    // What changed while the answer was on its way.
    this.refresh();
  }

  #view(): PanelView {
    const meter = this.#options.meter();
    return {
      status: this.#status(meter),
      game: this.#game,
      title: this.#options.title.current,
      newSinceMs: this.#newSinceMs,
      isGameOn: meter.isGameOn,
      currency: meter.currency,
      budgets: budgetStandings(meter),
      limits: meter.snapshot?.limits ?? { told: [] },
      revision: this.#revision,
      team: this.#options.team(),
    };
  }

  #status(meter: MeterView): PanelStatus {
    const status = panelStatus(meter, this.#options.clock.nowMs());
    // What keeps the meter from working is the nearer cause.
    return status.kind === "normal" && this.#failure !== undefined ? { kind: "failed", reason: this.#failure } : status;
  }

  #sendAll(): void {
    this.#newSinceMs = this.#options.seen.untilMs;
    this.#revision = this.#options.meter().snapshot?.revision ?? 0;
    this.#told = this.#view();
    this.#number += 1;
    this.#surface?.post({ type: "snapshot", number: this.#number, view: this.#told });
    const wanted = this.#wanted;
    this.#wanted = undefined;
    if (wanted !== undefined) this.show(wanted);
  }

  /** Sends what differs from what the page was told. One that is hidden says `ready` when it is shown again. */
  #tell(): void {
    const told = this.#told;
    if (told === undefined || this.#surface?.isVisible !== true) return;
    const view = this.#view();
    this.#told = view;
    for (const change of changesOf(told, view)) {
      this.#number += 1;
      this.#surface.post({ type: "update", number: this.#number, change });
    }
  }
}

function changesOf(told: PanelView, view: PanelView): readonly PanelChange[] {
  const changes: PanelChange[] = [];
  if (view.isGameOn !== told.isGameOn) changes.push({ part: "isGameOn", isGameOn: view.isGameOn });
  if (JSON.stringify(view.status) !== JSON.stringify(told.status)) {
    changes.push({ part: "status", status: view.status });
  }
  // Each answer is a new object.
  if (view.game !== undefined && view.game !== told.game) changes.push({ part: "game", game: view.game });
  if (view.currency.code !== told.currency.code || view.currency.perUsd !== told.currency.perUsd) {
    changes.push({ part: "currency", currency: view.currency });
  }
  if (JSON.stringify(view.budgets) !== JSON.stringify(told.budgets)) {
    changes.push({ part: "budgets", budgets: view.budgets });
  }
  if (JSON.stringify(view.limits) !== JSON.stringify(told.limits))
    changes.push({ part: "limits", limits: view.limits });
  if (view.revision !== told.revision) changes.push({ part: "revision", revision: view.revision });
  if (JSON.stringify(view.team) !== JSON.stringify(told.team)) changes.push({ part: "team", team: view.team });
  if (view.title !== told.title) changes.push({ part: "title", title: view.title });
  return changes;
}
