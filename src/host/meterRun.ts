import { homedir } from "node:os";
import { setTimeout as delay } from "node:timers/promises";

import { t } from "@vscode/l10n";
import { type ExtensionContext, type LogOutputChannel, commands, l10n, window, workspace } from "vscode";

import { ledgerFolder } from "../core/ledgerFolder.ts";
import type { PanelPageId } from "../shared/panelProtocol.ts";
import { isTeamQuestion } from "../shared/panelQuestions.ts";
import { UserError } from "../shared/userError.ts";
import type { WorkerOptions } from "../shared/workerProtocol.ts";
import { Celebrations } from "./celebration/celebrations.ts";
import { showCelebration } from "./celebration/showCelebration.ts";
import { BudgetAlerts } from "./budgets/budgetAlerts.ts";
import { BudgetMemory } from "./budgets/budgetMemory.ts";
import { BoardRun } from "./board/boardRun.ts";
import { budgetDialogs, writeBudgets } from "./budgets/budgetDialogs.ts";
import { setBudget } from "./budgets/setBudget.ts";
import { showBudgetAlert } from "./budgets/showBudgetAlert.ts";
import { systemClock } from "./clock.ts";
import { describeFault } from "./describeFault.ts";
import { DiagnosticsRun } from "./diagnosticsRun.ts";
import type { Disposable, DisposableStore } from "./disposableStore.ts";
import { exportUsage } from "./exportUsage.ts";
import type { FirstRun } from "./firstRun.ts";
import { HintQueue } from "./hintQueue.ts";
import { HookCommands } from "./hooks/hookCommands.ts";
import { CLAUDE_HOOK, CURSOR_HOOK } from "./hooks/toolHook.ts";
import { COMMANDS, CONNECT_SCHEME, EXTENSION_ID, SETTINGS, WALKTHROUGH_ID } from "./ids.ts";
import { LogWatchers } from "./logWatchers.ts";
import { MeterModel } from "./meterModel.ts";
import type { WorkerHealth } from "./meterView.ts";
import { startNodeWorker } from "./nodeWorker.ts";
import { makeFirstRun, offerWalkthrough } from "./offerWalkthrough.ts";
import { DeedTeller } from "./outcomes/deedTeller.ts";
import { openLedgerFolder } from "./openLedgerFolder.ts";
import { OrderlyMemory } from "./orderlyMemory.ts";
import { ChosenTitle } from "./panel/chosenTitle.ts";
import { Panel } from "./panel/panel.ts";
import { PanelFeed } from "./panel/panelFeed.ts";
import { SeenBadges } from "./panel/seenBadges.ts";
import { showReminder } from "./review/showReminder.ts";
import { WeeklyReminder } from "./review/weeklyReminder.ts";
import { saveShown } from "./panel/saveShown.ts";
import { Readiness } from "./readiness.ts";
import { ReadOnlyDocument } from "./readOnlyDocument.ts";
import { registerCommands, runAtBoundary } from "./registerCommands.ts";
import { isSameWork, readSettings } from "./settings.ts";
import { showSummary } from "./showSummary.ts";
import { Slot } from "./slot.ts";
import { StatusBar } from "./statusBar.ts";
import { summaryEntries } from "./summary.ts";
import { connectOpenTelemetry } from "./telemetry/connectOpenTelemetry.ts";
import { readSmallText } from "./telemetry/readSmallText.ts";
import { Throttle } from "./throttle.ts";
import type { TokenLegendApi } from "./tokenLegendApi.ts";
import { registerUsageChat } from "./usageChat.ts";
import { WorkerClient } from "./workerClient.ts";

/** The window is busy opening files right after start-up; the meter can wait for its turn. */
const START_DELAY_MS = 250;
const SHORTEST_REDRAW_MS = 500;
/** Ages are shown in minutes, and staleness comes with time alone. */
const LONGEST_REDRAW_MS = 30_000;

/** Between two looks at whether the receiver of telemetry has been started. */
const LOOK_AGAIN_MS = 250;

/** Everything that runs between `activate` and `deactivate`, wired together. */
export class MeterRun implements Disposable {
  readonly api: Omit<TokenLegendApi, "activationMs">;
  readonly #context: ExtensionContext;
  readonly #memory: OrderlyMemory;
  readonly #log: LogOutputChannel;
  readonly #home = homedir();
  readonly #store: DisposableStore;
  readonly #readiness: Readiness;
  readonly #redraw: Throttle;
  readonly #nextRedraw: Slot<Disposable>;
  readonly #model = new MeterModel(() => this.#redraw.request());
  readonly #statusBar: StatusBar;
  readonly #diagnostics: DiagnosticsRun;
  readonly #connectDocument: ReadOnlyDocument;
  readonly #hookCommands: HookCommands;
  readonly #panelFeed: PanelFeed;
  readonly #budgetAlerts: BudgetAlerts;
  readonly #panel: Panel;
  readonly #firstRun: FirstRun;
  readonly #celebrations: Celebrations;
  readonly #reminder: WeeklyReminder;
  readonly #client: WorkerClient;
  readonly #board: BoardRun;
  readonly #deeds: DeedTeller;
  #settings = this.#readSettings();

  /** @param store takes everything that the run creates, also when the constructor fails halfway. */
  constructor(context: ExtensionContext, log: LogOutputChannel, store: DisposableStore) {
    this.#context = context;
    this.#memory = new OrderlyMemory(context.globalState);
    this.#log = log;
    this.#store = store;
    this.#readiness = store.add(new Readiness());
    this.#redraw = store.add(new Throttle(systemClock, SHORTEST_REDRAW_MS, () => this.#draw()));
    this.#nextRedraw = store.add(new Slot<Disposable>());
    this.#statusBar = store.add(new StatusBar());
    this.#diagnostics = store.add(
      new DiagnosticsRun({
        ask: (name, argument) => this.#client.request(name, argument),
        extensionVersion: this.#version(),
        settingsProblems: () => this.#settings.problems,
      }),
    );
    this.#connectDocument = store.add(new ReadOnlyDocument(CONNECT_SCHEME));
    this.#hookCommands = store.add(
      new HookCommands({ home: this.#home, platform: process.platform, env: process.env }),
    );
    this.#panelFeed = store.add(this.#makePanelFeed());
    this.#budgetAlerts = this.#makeBudgetAlerts();
    this.#panel = store.add(new Panel(context.extensionUri, this.#panelFeed));
    this.#firstRun = makeFirstRun(this.#memory, systemClock);
    this.#celebrations = store.add(this.#makeCelebrations());
    this.#reminder = this.#makeReminder();
    const hints = store.add(new HintQueue(systemClock, (path) => this.#client.tell({ type: "hint", path })));
    const watchers = store.add(new LogWatchers((path) => hints.add(path)));
    this.#client = store.add(
      new WorkerClient({
        start: () => startNodeWorker(context.asAbsolutePath("dist/worker.cjs"), this.#workerOptions()),
        clock: systemClock,
        onSnapshot: (snapshot) => this.#model.setSnapshot(snapshot),
        onReached: (reached) => this.#celebrations.receive(reached),
        onRoots: (paths) => watchers.watch(paths),
        onLog: (level, message) => log[level](message),
        onHealth: (health) => this.#receiveHealth(health),
      }),
    );
    this.#deeds = store.add(new DeedTeller((name, argument) => this.#client.request(name, argument), systemClock, log));
    this.#board = store.add(this.#makeBoard());
    store.add(this.#registerCommands());
    store.add(
      registerUsageChat({
        report: (query) => this.#client.request("report", query),
        toolName: (id) => this.#model.view.snapshot?.toolNames[id] ?? id,
        currency: () => this.#model.view.currency,
        nowMs: () => systemClock.nowMs(),
      }),
    );
    store.add(window.onDidChangeWindowState(() => this.#tellFocus()));
    store.add(
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration("tokenLegend")) this.#applySettings();
      }),
    );
    this.#model.setSettings(this.#settings);
    store.add(
      systemClock.after(START_DELAY_MS, () => {
        this.#client.start();
        this.#deeds.tellBudget(this.#settings);
      }),
    );
    const { reached } = this.#readiness;
    offerWalkthrough(this.#firstRun, reached).catch((fault: unknown) =>
      log.error(`walkthrough: ${describeFault(fault)}`),
    );
    reached
      .then(() => this.#board.start())
      // Ended before: there is nothing to follow.
      .catch((fault: unknown) => log.debug(`board: ${describeFault(fault)}`));
    this.api = {
      statusBar: () => this.#statusBar.shown,
      onDidChangeStatusBar: (listener) => this.#statusBar.onDidChange(listener),
      whenReady: () => this.#readiness.reached,
      openResources: () => store.size,
    };
  }

  /** Ends the worker in order, then everything else. */
  async stop(): Promise<void> {
    await this.#board.stop();
    await this.#client.stop();
    this.dispose();
  }

  dispose(): void {
    this.#store.dispose();
  }

  #registerCommands(): Disposable {
    return registerCommands(
      {
        ...this.#board.commands,
        ...this.#diagnostics.commands,
        openPanel: () => this.#panel.show(),
        openWeeklyReview: () => this.#showPage("review"),
        showSummary: () =>
          showSummary(
            summaryEntries(this.#model.view, systemClock.nowMs()),
            t("Search the summary, or pick an action at the end"),
          ),
        rescan: () => this.#model.whileRescanning(() => this.#client.request("rescan", null)),
        exportUsage: () =>
          exportUsage(this.#home, systemClock.nowMs(), async (format, path) => {
            const events = await this.#client.request("export", { format, path });
            this.#board.noteExport();
            return events;
          }),
        openLedgerFolder: () => openLedgerFolder(this.#ledgerFolder()),
        connectOpenTelemetry: () =>
          connectOpenTelemetry({
            state: () => this.#client.request("telemetry", null),
            show: (name, markdown) => this.#connectDocument.show(name, markdown),
            surroundings: { home: this.#home, env: process.env, readText: readSmallText },
            platform: process.platform,
            pause: () => delay(LOOK_AGAIN_MS),
          }),
        installCursorHook: () => this.#hookCommands.install(CURSOR_HOOK, this.#ledgerFolder()),
        removeCursorHook: () => this.#hookCommands.remove(CURSOR_HOOK, this.#ledgerFolder()),
        installClaudeHook: () => this.#hookCommands.install(CLAUDE_HOOK, this.#ledgerFolder()),
        removeClaudeHook: () => this.#hookCommands.remove(CLAUDE_HOOK, this.#ledgerFolder()),
        setBudget: async () => {
          const budgets = await setBudget(this.#model.view, budgetDialogs);
          if (budgets === undefined) return;
          await writeBudgets(budgets);
          window.setStatusBarMessage(t("Token Legend: budgets saved"), 3000);
        },
        snoozeBudgetAlerts: () => {
          const isSnoozed = this.#budgetAlerts.snoozeToday(this.#model.view);
          if (!isSnoozed) throw new UserError(t("Token Legend is still starting. Try again in a moment."));
          window.setStatusBarMessage(t("Token Legend: no more budget alerts today"), 3000);
        },
        openSettings: () => commands.executeCommand("workbench.action.openSettings", `@ext:${EXTENSION_ID}`),
        showLog: () => this.#log.show(),
        getStarted: () =>
          commands.executeCommand("workbench.action.openWalkthrough", `${EXTENSION_ID}#${WALKTHROUGH_ID}`),
      },
      this.#log,
    );
  }

  #makePanelFeed(): PanelFeed {
    return new PanelFeed({
      clock: systemClock,
      askGame: () => this.#client.request("game", null),
      ask: (question) =>
        isTeamQuestion(question) ? this.#board.answer(question) : this.#client.request("ask", question),
      team: () => this.#board.state,
      askTeam: (request) => this.#board.request(request),
      meter: () => this.#model.view,
      title: new ChosenTitle(this.#memory),
      seen: new SeenBadges(this.#memory),
      act: (action) => {
        const [command, argument] =
          action === "openGameSetting"
            ? ["workbench.action.openSettings", SETTINGS.game]
            : [COMMANDS[action], undefined];
        void commands.executeCommand(command, argument);
      },
      save: (saved) => void runAtBoundary("save", () => saveShown(this.#home, saved), this.#log),
      log: (level, message) => this.#log[level](message),
    });
  }

  #makeCelebrations(): Celebrations {
    return new Celebrations({
      clock: systemClock,
      isOn: () => this.#settings.isCelebrating,
      isFirstRun: () => this.#firstRun.isWelcome,
      isScanning: () => this.#model.view.snapshot?.scanning !== undefined,
      show: (text) =>
        void showCelebration(text, () => this.#panel.show()).catch((fault: unknown) =>
          this.#log.error(`celebration: ${describeFault(fault)}`),
        ),
    });
  }

  #makeReminder(): WeeklyReminder {
    return new WeeklyReminder({
      clock: systemClock,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      memory: this.#memory,
      isOn: () => this.#settings.isRemindingWeekly && !this.#firstRun.isFirstDay,
      isFocused: () => window.state.focused,
      askReview: (week) => this.#client.request("ask", { name: "review", argument: { week } }),
      show: (totals) =>
        void showReminder(totals, this.#model.view.currency, () => this.#showPage("review")).catch((fault: unknown) =>
          this.#log.error(`weekly review: ${describeFault(fault)}`),
        ),
      log: (fault) => this.#log.warn(`weekly review: ${describeFault(fault)}`),
    });
  }

  #makeBoard(): BoardRun {
    return new BoardRun({
      context: this.#context,
      memory: this.#memory,
      log: this.#log,
      home: this.#home,
      ledgerFolder: () => this.#ledgerFolder(),
      ask: (name, argument) => this.#client.request(name, argument),
      badges: async () => (await this.#client.request("game", null)).badges,
      rescan: () => this.#model.whileRescanning(() => this.#client.request("rescan", null)),
      showPage: (page) => this.#showPage(page),
      onChange: () => this.#redraw.request(),
    });
  }

  #makeBudgetAlerts(): BudgetAlerts {
    return new BudgetAlerts({
      memory: new BudgetMemory(this.#memory),
      show: showBudgetAlert,
      open: () => this.#showPage("insights"),
      log: (message) => this.#log.error(message),
    });
  }

  #showPage(page: PanelPageId): void {
    this.#panel.show();
    this.#panelFeed.show(page);
  }

  #draw(): void {
    const nowMs = systemClock.nowMs();
    const { view } = this.#model;
    this.#statusBar.render(view, this.#settings.statusFormat, nowMs);
    this.#panelFeed.refresh();
    this.#board.refresh();
    this.#celebrations.refresh();
    this.#budgetAlerts.update(view, nowMs);
    this.#reminder.refresh(view);
    if (view.snapshot?.sweptAtMs !== undefined && view.snapshot.scanning === undefined) this.#readiness.reach();
    this.#nextRedraw.set(systemClock.after(LONGEST_REDRAW_MS, () => this.#redraw.request()));
  }

  #receiveHealth(health: WorkerHealth): void {
    this.#model.setWorker(health);
    if (health.kind === "running") this.#tellFocus();
  }

  #tellFocus(): void {
    this.#client.tell({ type: "focus", focused: window.state.focused });
  }

  #applySettings(): void {
    const previous = this.#settings;
    this.#settings = this.#readSettings();
    this.#model.setSettings(this.#settings);
    this.#deeds.tellBudget(this.#settings);
    if (isSameWork(previous, this.#settings)) return;
    this.#client.restart().catch((fault: unknown) => this.#log.error(`restart: ${describeFault(fault)}`));
  }

  #readSettings(): ReturnType<typeof readSettings> {
    const configuration = workspace.getConfiguration();
    return readSettings((id) => configuration.get<unknown>(id), this.#home);
  }

  #ledgerFolder(): string {
    return (
      this.#settings.ledgerFolder ?? ledgerFolder({ home: this.#home, platform: process.platform, env: process.env })
    );
  }

  #workerOptions(): WorkerOptions {
    return {
      version: this.#version(),
      home: this.#home,
      env: { ...process.env },
      ledgerFolder: this.#ledgerFolder(),
      extraRoots: this.#settings.extraRoots,
      repositories: this.#settings.isReadingRepositories,
      telemetry: this.#settings.telemetry,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      texts: l10n.bundle,
    };
  }

  #version(): string {
    const manifest: unknown = this.#context.extension.packageJSON;
    const isManifest = typeof manifest === "object" && manifest !== null && "version" in manifest;
    return isManifest && typeof manifest.version === "string" ? manifest.version : "unknown";
  }
}
