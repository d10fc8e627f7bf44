import { forEachLine, isJsonObject, parseObject, type JsonObject } from "../lines.ts";

export interface Replayed {
  /** State after the last change; `undefined` where the log does not begin with one. */
  readonly state: JsonObject | undefined;
  /** Changes that could not be made. */
  readonly malformed: number;
}

const BEGIN = 0;
const SET = 1;
const PUSH = 2;
const DELETE = 3;

/** Whether a file is a log of changes to a session, and not the session as a whole, by its first line. */
export function isMutationLog(document: Buffer): boolean {
  const newline = document.indexOf(10);
  const first = parseObject(document.toString("utf8", 0, newline === -1 ? document.length : newline));
  return typeof first?.["kind"] === "number" && !Array.isArray(first["requests"]);
}

/** Makes the changes of a log, one after the other. One that does not fit is left out, as are lines that are no change. */
export function replay(document: Buffer): Replayed {
  let state: JsonObject | undefined;
  let malformed = 0;
  forEachLine(document, (start, end) => {
    const text = document.toString("utf8", start, end);
    if (text.trim() === "") return;
    const change = parseObject(text);
    if (change?.["kind"] === BEGIN && isJsonObject(change["v"])) state = change["v"];
    else if (change === undefined || state === undefined || !isMade(state, change)) malformed += 1;
  });
  return { state, malformed };
}

function isMade(state: JsonObject, { kind, k: path, v: value, i: index }: JsonObject): boolean {
  if (!Array.isArray(path) || path.length === 0) return false;
  const place = placeOf(state, path);
  if (place === undefined) return false;
  switch (kind) {
    case SET:
      return put(place, value);
    case DELETE:
      return put(place, undefined);
    case PUSH:
      return push(place, value, index);
    default:
      return false;
  }
}

interface Place {
  readonly container: Record<string, unknown> | unknown[];
  readonly key: string | number;
}

/** Where a path ends. Only what the log itself put there is walked through, never what all objects have. */
function placeOf(state: JsonObject, path: readonly unknown[]): Place | undefined {
  let container: unknown = state;
  for (const step of path.slice(0, -1)) {
    if (!isContainer(container) || !isKey(step) || !Object.hasOwn(container, step)) return undefined;
    container = Array.isArray(container) ? container[Number(step)] : container[step];
  }
  const key: unknown = path.at(-1);
  return isContainer(container) && isKey(key) ? { container, key } : undefined;
}

function isContainer(value: unknown): value is Record<string, unknown> | unknown[] {
  return Array.isArray(value) || isJsonObject(value);
}

function isKey(value: unknown): value is string | number {
  return (typeof value === "string" && value !== "__proto__") || (typeof value === "number" && value >= 0);
}

function put({ container, key }: Place, value: unknown): boolean {
  if (!Array.isArray(container)) {
    container[key] = value;
    return true;
  }
  const index = Number(key);
  // No further than behind the last: an index out of nowhere must not make a list of millions.
  if (!Number.isInteger(index) || index > container.length) return false;
  container[index] = value;
  return true;
}

function push({ container, key }: Place, value: unknown, index: unknown): boolean {
  if (Array.isArray(container) && !Object.hasOwn(container, key)) return false;
  const known: unknown = Array.isArray(container) ? container[Number(key)] : container[key];
  const list: unknown[] = Array.isArray(known) ? known : [];
  if (known !== undefined && known !== null && list !== known) return false;
  if (index !== undefined && index !== null) {
    if (typeof index !== "number" || !Number.isInteger(index) || index < 0) return false;
    if (index < list.length) list.length = index;
  }
  for (const item of Array.isArray(value) ? value : []) list.push(item);
  return put({ container, key }, list);
}
