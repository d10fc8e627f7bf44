import { BADGE_GROUPS, GRADES, type BadgeStanding, type GameSnapshot } from "./gameSnapshot.ts";

/** An object whose fields are not known yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether there is an object to look into. */
export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}

const STATES: readonly BadgeStanding["state"][] = ["earned", "in-progress", "locked", "unknown"];

/** Whether a message or a stored value holds all that the achievements page reads. */
export function isGameSnapshot(value: unknown): value is GameSnapshot {
  return (
    isFields(value) &&
    ["madeAtMs", "countedTokens", "seenTokens", "tierProgress"].every((field) => isNumber(value[field])) &&
    isOptionalString(value["tier"]) &&
    isOptionalString(value["bestTier"]) &&
    isLevel(value["level"]) &&
    isListOf(value["tiers"], isTier) &&
    isListOf(value["badges"], isBadge) &&
    isListOf(value["titles"], isString)
  );
}

function isLevel(value: unknown): boolean {
  return (
    isFields(value) &&
    ["level", "points", "levelPoints", "nextLevelPoints"].every((field) => Number.isSafeInteger(value[field]))
  );
}

function isTier(value: unknown): boolean {
  return (
    isFields(value) &&
    isString(value["name"]) &&
    isNumber(value["thresholdTokens"]) &&
    typeof value["isReached"] === "boolean" &&
    isListOf(value["gates"], isGate)
  );
}

function isGate(value: unknown): boolean {
  return isFields(value) && isString(value["asks"]) && isString(value["stands"]) && typeof value["isMet"] === "boolean";
}

function isBadge(value: unknown): boolean {
  return (
    isFields(value) &&
    ["id", "name", "purpose", "criterion", "standing"].every((field) => isString(value[field])) &&
    isOneOf(BADGE_GROUPS, value["group"]) &&
    isOneOf(STATES, value["state"]) &&
    isNumber(value["progress"]) &&
    isOptionalGrade(value["nextGrade"]) &&
    isListOf(value["earned"], isEarned)
  );
}

function isEarned(value: unknown): boolean {
  return isFields(value) && isOptionalGrade(value["grade"]) && isNumber(value["atMs"]) && isString(value["figures"]);
}

function isOptionalGrade(value: unknown): boolean {
  return value === undefined || isOneOf(GRADES, value);
}

function isOneOf(known: readonly string[], value: unknown): boolean {
  return known.some((one) => one === value);
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem);
}

function isNumber(value: unknown): boolean {
  return Number.isFinite(value);
}

function isString(value: unknown): boolean {
  return typeof value === "string";
}

function isOptionalString(value: unknown): boolean {
  return value === undefined || isString(value);
}
