import * as v from "valibot";

import { type BudgetStanding, budgetStandingSchema } from "./budgets.ts";
import { type Currency, isCurrency } from "./currency.ts";
import type { GameSnapshot } from "./gameSnapshot.ts";
import { type Fields, isFields, isGameSnapshot } from "./isGameSnapshot.ts";
import { type UsageLimits, usageLimitsSchema } from "./limits.ts";
import { type PanelQuestion, readQuestion } from "./panelQuestions.ts";
import { type TeamRequest, readTeamRequest } from "./teamRequests.ts";
import { type TeamState, teamStateSchema } from "./teamState.ts";

/** Pages of the panel, as they stand in its navigation. */
export const PANEL_PAGES = ["achievements", "insights", "perspective", "review", "team"] as const;
export type PanelPageId = (typeof PANEL_PAGES)[number];

/** What the page can say about where its numbers come from. */
export type PanelStatus =
  | { readonly kind: "starting" }
  /** `fraction` is absent while the size of the work is not known. */
  | { readonly kind: "scanning"; readonly fraction?: number | undefined }
  /** Nothing was counted yet; `tools` are the assistants that are read. */
  | { readonly kind: "empty"; readonly logsFound: boolean; readonly tools: readonly string[] }
  /** What is shown, where there is something, is older than it should be. */
  | { readonly kind: "failed"; readonly reason: string }
  | { readonly kind: "normal" };

/** Everything the page shows. */
export interface PanelView {
  readonly status: PanelStatus;
  /** Absent until it is known. */
  readonly game?: GameSnapshot | undefined;
  /** The title its holder chose; absent for none. */
  readonly title?: string | undefined;
  /** What was earned after this instant is new to the reader; absent where they see it all for the first time. */
  readonly newSinceMs?: number | undefined;
  /** Whether tiers, badges and levels are shown at all. */
  readonly isGameOn: boolean;
  /** What money is shown in. */
  readonly currency: Currency;
  readonly budgets: readonly BudgetStanding[];
  /** Windows that providers count in. */
  readonly limits: UsageLimits;
  /** Differs when answers to questions may: a page that shows some asks again. */
  readonly revision: number;
  /** Absent until it is known, and where the machine forbids team boards. */
  readonly team?: TeamState | undefined;
}

/** One part of the view that replaces what was there. */
export type PanelChange =
  | { readonly part: "status"; readonly status: PanelStatus }
  | { readonly part: "game"; readonly game: GameSnapshot }
  | { readonly part: "title"; readonly title?: string | undefined }
  | { readonly part: "isGameOn"; readonly isGameOn: boolean }
  | { readonly part: "currency"; readonly currency: Currency }
  | { readonly part: "budgets"; readonly budgets: readonly BudgetStanding[] }
  | { readonly part: "limits"; readonly limits: UsageLimits }
  | { readonly part: "revision"; readonly revision: number }
  | { readonly part: "team"; readonly team?: TeamState | undefined };

/** Numbers count up by one from a snapshot's; where one is missing, the page says `ready` again. */
export type ToPanel =
  | { readonly type: "snapshot"; readonly number: number; readonly view: PanelView }
  | { readonly type: "update"; readonly number: number; readonly change: PanelChange }
  /** To `ask`, by its id. `reason` is a sentence for the reader. */
  | { readonly type: "answer"; readonly id: number; readonly ok: true; readonly answer: unknown }
  | { readonly type: "answer"; readonly id: number; readonly ok: false; readonly reason: string }
  /** Asked for by a command: turn to this page. */
  | { readonly type: "show"; readonly page: PanelPageId };

/** Kinds of file that the page may have saved. */
export const SAVED_KINDS = ["csv", "svg", "png"] as const;

/** What is shown, as a file. The reader of the page says where to. */
export interface SavedContent {
  readonly kind: (typeof SAVED_KINDS)[number];
  /** Proposed name, without its ending. */
  readonly name: string;
  /** Text; of a picture the bytes as base64. */
  readonly content: string;
}

const SAVED_NAME = /^[a-z0-9][a-z0-9-]{0,79}$/;
const MOST_SAVED_CHARACTERS = 16_000_000;

/** The few things that the page may ask for. */
export const PANEL_ACTIONS = [
  "retry",
  "rescan",
  "runDiagnostics",
  "openSettings",
  "openGameSetting",
  "setBudget",
] as const;
export type PanelAction = (typeof PANEL_ACTIONS)[number];

export type FromPanel =
  /** The page can draw and wants all there is. */
  | { readonly type: "ready" }
  | { readonly type: "act"; readonly action: PanelAction }
  /** Shown beside the tier; absent for none. */
  | { readonly type: "chooseTitle"; readonly title?: string | undefined }
  /** The reader has the badges before them. */
  | { readonly type: "seen" }
  /** Answered once, by `answer`. The id is the page's own. */
  | { readonly type: "ask"; readonly id: number; readonly question: PanelQuestion }
  | { readonly type: "save"; readonly saved: SavedContent }
  | { readonly type: "team"; readonly request: TeamRequest };

const budgetsSchema = v.array(budgetStandingSchema);

/** A message of the host, or `undefined` for one that this version does not know. */
export function readToPanel(message: unknown): ToPanel | undefined {
  if (!isFields(message)) return undefined;
  switch (message["type"]) {
    case "snapshot":
      return Number.isSafeInteger(message["number"]) && isPanelView(message["view"]) ? (message as ToPanel) : undefined;
    case "update":
      return Number.isSafeInteger(message["number"]) && isFields(message["change"]) && isChange(message["change"])
        ? (message as ToPanel)
        : undefined;
    case "answer":
      return isAnswer(message) ? (message as ToPanel) : undefined;
    case "show":
      return PANEL_PAGES.some((page) => page === message["page"]) ? (message as ToPanel) : undefined;
    default:
      return undefined;
  }
}

/** A message of the page, or `undefined` for anything that the page may not say. */
export function readFromPanel(message: unknown): FromPanel | undefined {
  if (!isFields(message)) return undefined;
  switch (message["type"]) {
    case "ready":
      return { type: "ready" };
    case "seen":
      return { type: "seen" };
    case "act": {
      const action = PANEL_ACTIONS.find((known) => known === message["action"]);
      return action === undefined ? undefined : { type: "act", action };
    }
    case "chooseTitle": {
      const title = message["title"];
      return isOptionalString(title) ? { type: "chooseTitle", title } : undefined;
    }
    case "ask": {
      const { id } = message;
      const question = readQuestion(message["question"]);
      if (typeof id !== "number" || !Number.isSafeInteger(id) || question === undefined) return undefined;
      return { type: "ask", id, question };
    }
    case "save": {
      const saved = readSaved(message["saved"]);
      return saved === undefined ? undefined : { type: "save", saved };
    }
    case "team": {
      const request = readTeamRequest(message["request"]);
      return request === undefined ? undefined : { type: "team", request };
    }
    default:
      return undefined;
  }
}

function readSaved(value: unknown): SavedContent | undefined {
  if (!isFields(value)) return undefined;
  const { name, content } = value;
  const kind = SAVED_KINDS.find((known) => known === value["kind"]);
  if (kind === undefined || typeof name !== "string" || typeof content !== "string") return undefined;
  if (!SAVED_NAME.test(name) || content.length > MOST_SAVED_CHARACTERS) return undefined;
  if (kind === "png" && !/^[A-Za-z0-9+/]+={0,2}$/.test(content)) return undefined;
  return { kind, name, content };
}

/** Whether a value, such as a stored one, can be shown. */
export function isPanelView(value: unknown): value is PanelView {
  return (
    isFields(value) &&
    isStatus(value["status"]) &&
    (value["game"] === undefined || isGameSnapshot(value["game"])) &&
    isOptionalString(value["title"]) &&
    (value["newSinceMs"] === undefined || Number.isFinite(value["newSinceMs"])) &&
    typeof value["isGameOn"] === "boolean" &&
    isCurrency(value["currency"]) &&
    v.is(budgetsSchema, value["budgets"]) &&
    v.is(usageLimitsSchema, value["limits"]) &&
    Number.isFinite(value["revision"]) &&
    isTeam(value["team"])
  );
}

function isChange(change: Fields): boolean {
  switch (change["part"]) {
    case "status":
      return isStatus(change["status"]);
    case "game":
      return isGameSnapshot(change["game"]);
    case "title":
      return isOptionalString(change["title"]);
    case "isGameOn":
      return typeof change["isGameOn"] === "boolean";
    case "currency":
      return isCurrency(change["currency"]);
    case "budgets":
      return v.is(budgetsSchema, change["budgets"]);
    case "limits":
      return v.is(usageLimitsSchema, change["limits"]);
    case "revision":
      return Number.isFinite(change["revision"]);
    case "team":
      return isTeam(change["team"]);
    default:
      return false;
  }
}

function isAnswer(message: Fields): boolean {
  if (!Number.isSafeInteger(message["id"])) return false;
  return message["ok"] === true
    ? "answer" in message
    : message["ok"] === false && typeof message["reason"] === "string";
}

function isStatus(value: unknown): boolean {
  if (!isFields(value)) return false;
  switch (value["kind"]) {
    case "starting":
    case "normal":
      return true;
    case "scanning":
      return value["fraction"] === undefined || Number.isFinite(value["fraction"]);
    case "empty":
      return (
        typeof value["logsFound"] === "boolean" &&
        Array.isArray(value["tools"]) &&
        value["tools"].every((tool) => typeof tool === "string")
      );
    case "failed":
      return typeof value["reason"] === "string";
    default:
      return false;
  }
}

function isTeam(value: unknown): boolean {
  return value === undefined || v.is(teamStateSchema, value);
}

function isOptionalString(value: unknown): value is string | undefined {
  return value === undefined || typeof value === "string";
}
