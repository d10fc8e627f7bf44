import { GRADES } from "../shared/gameSnapshot.ts";
import { isFields, isGameSnapshot } from "../shared/isGameSnapshot.ts";
import type { FromWorker, WorkerRequestName, WorkerRequests } from "../shared/workerProtocol.ts";

/** A message of the worker, or `undefined` for one that this version does not know. */
export function readFromWorker(message: unknown): FromWorker | undefined {
  if (!isFields(message)) return undefined;
  switch (message["type"]) {
    case "snapshot":
      return isSnapshot(message["snapshot"]) ? (message as FromWorker) : undefined;
    case "roots":
      return isStrings(message["paths"]) ? (message as FromWorker) : undefined;
    case "reply": {
      const isReply =
        Number.isInteger(message["id"]) &&
        (message["ok"] === true ? "result" in message : message["ok"] === false && isString(message["message"]));
      return isReply ? (message as FromWorker) : undefined;
    }
    case "reached":
      return isReached(message["reached"]) ? (message as FromWorker) : undefined;
    case "log":
      return LOG_LEVELS.has(message["level"]) && isString(message["message"]) ? (message as FromWorker) : undefined;
    default:
      return undefined;
  }
}

/** Whether a reply's result is of the kind that the request promises. */
export function isResultOf<Name extends WorkerRequestName>(
  name: Name,
  result: unknown,
): result is WorkerRequests[Name]["result"] {
  return RESULT_CHECKS[name](result);
}

const LOG_LEVELS: ReadonlySet<unknown> = new Set(["debug", "info", "warn", "error"]);

const RESULT_CHECKS: Readonly<Record<WorkerRequestName, (result: unknown) => boolean>> = {
  rescan: (result) => result === null,
  report: (result) => isFields(result) && Array.isArray(result["rows"]) && isFields(result["totals"]),
  diagnostics: (result) =>
    isFields(result) &&
    Array.isArray(result["roots"]) &&
    Array.isArray(result["sources"]) &&
    isFields(result["ledger"]),
  game: isGameSnapshot,
  ask: () => true,
  noteTestRun: (result) => result === null,
  noteBudget: (result) => result === null,
  telemetry: (result) => isFields(result) && isString(result["state"]) && Array.isArray(result["sources"]),
  export: (result) => Number.isInteger(result),
  boardState: (result) => isFields(result) && Number.isInteger(result["waiting"]) && isFields(result["refused"]),
  boardJoin: (result) => result === null,
  boardPreview: (result) => isFields(result) && isString(result["text"]),
  boardTake: (result) => isFields(result) && isString(result["kind"]),
  boardAcknowledge: (result) => isFields(result) && typeof result["isLost"] === "boolean",
  boardHearEpoch: (result) => isFields(result) && typeof result["isLost"] === "boolean",
  boardRefuse: (result) => result === null,
  boardUploads: (result) => Array.isArray(result),
  boardPause: (result) => result === null,
  boardAgree: (result) => result === null,
  boardMarkAllDirty: (result) => result === null,
  boardNote: (result) => result === null,
  boardClear: (result) => result === null,
  boardOutcomes: (result) => Array.isArray(result),
  boardEvidence: (result) => Array.isArray(result),
};

function isSnapshot(value: unknown): boolean {
  return (
    isFields(value) &&
    Number.isInteger(value["revision"]) &&
    ["today", "last7Days", "last30Days", "periods", "limits", "tier", "setAside", "toolNames"].every((field) =>
      isFields(value[field]),
    ) &&
    ["recentDays", "todayByTool", "todayByModel", "byTool", "byModel", "unpricedModels", "problems"].every((field) =>
      Array.isArray(value[field]),
    )
  );
}

function isReached(value: unknown): boolean {
  return (
    isFields(value) &&
    Array.isArray(value["badges"]) &&
    value["badges"].every(
      (badge) => isFields(badge) && isString(badge["id"]) && isString(badge["name"]) && isGrade(badge["grade"]),
    ) &&
    (value["tier"] === undefined || isString(value["tier"])) &&
    typeof value["isFirst"] === "boolean"
  );
}

function isGrade(value: unknown): boolean {
  return value === undefined || GRADES.some((grade) => grade === value);
}

function isString(value: unknown): value is string {
  return typeof value === "string";
}

function isStrings(value: unknown): boolean {
  return Array.isArray(value) && value.every(isString);
}
