import { pathOfUri } from "../pathOfUri.ts";
import { isJsonObject, readText, type JsonObject } from "../lines.ts";

/** Where a thread was worked on, and with which version. */
export interface ThreadPlace {
  readonly cwd: string | undefined;
  readonly branch: string | undefined;
  readonly toolVersion: string | undefined;
}

export function readThreadPlace(thread: JsonObject): ThreadPlace {
  const initial = objectIn(objectIn(thread, "env"), "initial");
  const trees = initial["trees"];
  const first: unknown = Array.isArray(trees) ? trees[0] : undefined;
  const tree = isJsonObject(first) ? first : {};
  const uri = readText(tree["uri"]);
  return {
    cwd: uri === undefined ? undefined : pathOfUri(uri),
    branch: branchOf(readText(objectIn(tree, "repository")["ref"])),
    toolVersion: readText(objectIn(initial, "platform")["clientVersion"]),
  };
}

function objectIn(parent: JsonObject, key: string): JsonObject {
  const value = parent[key];
  return isJsonObject(value) ? value : {};
}

function branchOf(ref: string | undefined): string | undefined {
  return ref?.replace(/^refs\/heads\//, "");
}
