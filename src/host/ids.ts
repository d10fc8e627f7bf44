/** Every id that the manifest and the code must agree on. A test holds the two together. */
export const COMMANDS = {
  showSummary: "tokenLegend.showSummary",
  openPanel: "tokenLegend.openPanel",
  openWeeklyReview: "tokenLegend.openWeeklyReview",
  rescan: "tokenLegend.rescan",
  runDiagnostics: "tokenLegend.runDiagnostics",
  copyDiagnostics: "tokenLegend.copyDiagnostics",
  exportUsage: "tokenLegend.exportUsage",
  openLedgerFolder: "tokenLegend.openLedgerFolder",
  connectOpenTelemetry: "tokenLegend.connectOpenTelemetry",
  installCursorHook: "tokenLegend.installCursorHook",
  removeCursorHook: "tokenLegend.removeCursorHook",
  installClaudeHook: "tokenLegend.installClaudeHook",
  removeClaudeHook: "tokenLegend.removeClaudeHook",
  setBudget: "tokenLegend.setBudget",
  snoozeBudgetAlerts: "tokenLegend.snoozeBudgetAlerts",
  joinBoard: "tokenLegend.joinBoard",
  openBoard: "tokenLegend.openBoard",
  pauseSync: "tokenLegend.pauseSync",
  resumeSync: "tokenLegend.resumeSync",
  showUploads: "tokenLegend.showUploads",
  exportBoardData: "tokenLegend.exportBoardData",
  leaveBoard: "tokenLegend.leaveBoard",
  openSettings: "tokenLegend.openSettings",
  showLog: "tokenLegend.showLog",
  getStarted: "tokenLegend.getStarted",
  showFoundTools: "tokenLegend.showFoundTools",
} as const satisfies Readonly<Record<string, `tokenLegend.${string}`>>;

export type CommandName = keyof typeof COMMANDS;

export const SETTINGS = {
  statusBarFormat: "tokenLegend.statusBar.format",
  game: "tokenLegend.game",
  budgets: "tokenLegend.budgets",
  currencyCode: "tokenLegend.currency.code",
  currencyPerUsd: "tokenLegend.currency.perUsd",
  celebrations: "tokenLegend.celebrations",
  weeklyReview: "tokenLegend.weeklyReview",
  repositories: "tokenLegend.repositories",
  ledgerFolder: "tokenLegend.ledgerFolder",
  extraRoots: "tokenLegend.extraRoots",
  telemetryEnabled: "tokenLegend.openTelemetry.enabled",
  telemetryPort: "tokenLegend.openTelemetry.port",
  telemetryRequireToken: "tokenLegend.openTelemetry.requireToken",
  boardForbidden: "tokenLegend.board.forbidden",
  boardLeastInterval: "tokenLegend.board.leastIntervalMinutes",
  boardShareOutcomes: "tokenLegend.board.shareOutcomes",
} as const satisfies Readonly<Record<string, `tokenLegend.${string}`>>;

export const STATUS_FORMATS = ["full", "compact", "tokens", "cost", "tier"] as const;
export type StatusFormat = (typeof STATUS_FORMATS)[number];

/** Type of the panel's webview; VS Code keeps it over a reload of the window. */
export const PANEL_VIEW_TYPE = "tokenLegend.panel";
export const STATUS_BAR_ID = "tokenLegend.meter";
export const EXTENSION_ID = "token-legend.token-legend";
export const WALKTHROUGH_ID = "getStarted";
/** Scheme of the read-only documents that the extension makes. */
export const DOCUMENT_SCHEME = "token-legend";
/** Schemes of those that go with no command in the editor's title. */
export const CONNECT_SCHEME = "token-legend-connect";
export const PROPOSAL_SCHEME = "token-legend-proposal";
export const CHAT_PARTICIPANT_ID = "tokenLegend.tokens";
/** Name of the language model tool; VS Code allows no dot in it. */
export const USAGE_TOOL = "tokenLegend_usage";
/** Set while the machine forbids team boards, by its settings or its environment. */
export const FORBIDDEN_CONTEXT = "tokenLegend.boardForbidden";
export const PRODUCT_NAME = "Token Legend";
