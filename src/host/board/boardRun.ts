import { hostname } from "node:os";

import { type ExtensionContext, type LogOutputChannel, commands, env, window, workspace } from "vscode";

import { blockText } from "../../core/board/blockText.ts";
import type { AskOutbox } from "../../shared/board/outbox.ts";
import type { BadgeStanding } from "../../shared/gameSnapshot.ts";
import type { PanelPageId } from "../../shared/panelProtocol.ts";
import type { TeamQuestion } from "../../shared/panelQuestions.ts";
import type { TeamRequest, TeamRequestKind } from "../../shared/teamRequests.ts";
import type { TeamState } from "../../shared/teamState.ts";
import { UserError } from "../../shared/userError.ts";
import { networkFetch } from "../../sync/networkFetch.ts";
import { systemClock } from "../clock.ts";
import { describeFault } from "../describeFault.ts";
import { type Disposable, DisposableStore } from "../disposableStore.ts";
import { type CommandName, FORBIDDEN_CONTEXT, SETTINGS } from "../ids.ts";
import { runAtBoundary } from "../registerCommands.ts";
import { boardBlock } from "./boardBlock.ts";
import { type BoardLink, readBoardLink } from "./boardLink.ts";
import type { Memory } from "../memory.ts";
import { BoardMemory } from "./boardMemory.ts";
import { SecretKeys } from "./secretKeys.ts";
import { TeamActions } from "./teamActions.ts";
import { TeamBoard } from "./teamBoard.ts";
import { vscodeDialogs } from "./vscodeDialogs.ts";

type BoardCommand = Extract<
  CommandName,
  "joinBoard" | "openBoard" | "pauseSync" | "resumeSync" | "showUploads" | "leaveBoard" | "exportBoardData"
>;

export interface BoardRunOptions {
  readonly context: ExtensionContext;
  readonly memory: Memory;
  readonly log: LogOutputChannel;
  readonly home: string;
  readonly ledgerFolder: () => string;
  readonly ask: AskOutbox;
  readonly badges: () => Promise<readonly BadgeStanding[]>;
  readonly rescan: () => Promise<unknown>;
  readonly showPage: (page: PanelPageId) => void;
  readonly onChange: () => void;
}

/** The team board's part of a window: its commands, links, settings and surroundings. */
export class BoardRun implements Disposable {
  readonly commands: Readonly<Record<BoardCommand, () => unknown>>;
  readonly #options: BoardRunOptions;
  readonly #store = new DisposableStore();
  readonly #board: TeamBoard;
  readonly #actions: TeamActions;

  constructor(options: BoardRunOptions) {
    this.#options = options;
    const { context, memory, log, home, ask, ledgerFolder, badges, rescan, onChange } = options;
    this.#board = this.#store.add(
      new TeamBoard({
        ask,
        keys: new SecretKeys(context.secrets, () => [hostname(), ledgerFolder()]),
        fetch: networkFetch,
        clock: systemClock,
        random: Math.random,
        memory: new BoardMemory(memory),
        dialogs: vscodeDialogs(home),
        block: () => this.#block(),
        leastIntervalMs: () => leastIntervalMs(workspace.getConfiguration().get<unknown>(SETTINGS.boardLeastInterval)),
        sharesOutcomes: () => workspace.getConfiguration().get<unknown>(SETTINGS.boardShareOutcomes) === true,
        badges,
        rescan,
        onChange,
        log: (level, message) => log[level](message),
      }),
    );
    this.#actions = new TeamActions(this.#board);
    const follow = (): void => this.#follow();
    this.#store.add(workspace.onDidGrantWorkspaceTrust(follow));
    this.#store.add(env.onDidChangeTelemetryEnabled(follow));
    this.#store.add(
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration("tokenLegend.board")) follow();
      }),
    );
    this.#store.add(
      window.registerUriHandler({
        handleUri: async (uri) => {
          const link = readBoardLink(uri);
          if (link !== undefined) await runAtBoundary("link", () => this.#join(link), log);
        },
      }),
    );
    this.commands = {
      joinBoard: () => this.#join({ url: undefined, code: undefined }),
      openBoard: () => this.#act("openBoard"),
      pauseSync: () => this.#act("pause"),
      resumeSync: () => this.#act("resume"),
      showUploads: () => {
        this.#show();
        this.#board.wantUploads();
      },
      leaveBoard: () => this.#act("leave"),
      exportBoardData: () => this.#act("exportHeld"),
    };
  }

  get state(): TeamState | undefined {
    return this.#board.state;
  }

  /** Once the ledger can be asked. */
  start(): Promise<void> {
    this.#hideWhereForbidden();
    return this.#board.start();
  }

  /** Own data was exported; a badge goes by it. */
  noteExport(): void {
    this.#board.note("exported");
  }

  refresh(): void {
    this.#board.refresh();
  }

  request(request: TeamRequest): void {
    void this.#actions.run(request);
  }

  answer(question: TeamQuestion): Promise<unknown> {
    return this.#board.answer(question);
  }

  /** Ends what is under way. */
  stop(): Promise<void> {
    return this.#board.stop();
  }

  dispose(): void {
    this.#store.dispose();
  }

  #follow(): void {
    this.#hideWhereForbidden();
    this.#board.applySurroundings().catch((fault: unknown) => this.#options.log.warn(`board: ${describeFault(fault)}`));
  }

  #hideWhereForbidden(): void {
    void commands.executeCommand("setContext", FORBIDDEN_CONTEXT, this.#block() === "forbidden");
  }

  #block(): ReturnType<typeof boardBlock> {
    return boardBlock({
      forbidden: workspace.getConfiguration().get<unknown>(SETTINGS.boardForbidden),
      env: process.env,
      isTrusted: workspace.isTrusted,
      isTelemetryOn: env.isTelemetryEnabled,
    });
  }

  /** @throws UserError where the machine forbids team boards: there is no page to say so on */
  #show(): void {
    const block = this.#block();
    if (block === "forbidden") throw new UserError(blockText(block));
    this.#options.showPage("team");
  }

  #join(link: BoardLink): Promise<void> {
    this.#show();
    return this.#actions.join(link);
  }

  #act(kind: Extract<TeamRequestKind, "openBoard" | "pause" | "resume" | "leave" | "exportHeld">): Promise<void> {
    this.#show();
    return this.#actions.run({ kind });
  }
}

const MINUTE_MS = 60_000;
const MOST_MINUTES = 60;

/** What cannot be read leaves the pace to the board. */
function leastIntervalMs(minutes: unknown): number {
  return typeof minutes === "number" && minutes > 0 ? Math.min(minutes, MOST_MINUTES) * MINUTE_MS : 0;
}
