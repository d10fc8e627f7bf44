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
  return {
    cwd: folderOf(readText(tree["uri"])),
    branch: branchOf(readText(objectIn(tree, "repository")["ref"])),
    toolVersion: readText(objectIn(initial, "platform")["clientVersion"]),
  };
}

function objectIn(parent: JsonObject, key: string): JsonObject {
  const value = parent[key];
  return isJsonObject(value) ? value : {};
}

/** Path of a file address: `/home/ann` of `file:///home/ann`, `C:\Users` of `file:///c%3A/Users`. */
function folderOf(uri: string | undefined): string | undefined {
  const path = uri === undefined || !uri.startsWith("file://") ? undefined : decoded(uri.slice("file://".length));
  const drive = path === undefined ? null : /^\/([A-Za-z]):(.*)$/.exec(path);
  return drive === null ? path : `${drive[1]?.toUpperCase()}:${drive[2]?.replaceAll("/", "\\")}`;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // A per cent sign that was not encoded.
    return path;
  }
}

function branchOf(ref: string | undefined): string | undefined {
  return ref?.replace(/^refs\/heads\//, "");
}
