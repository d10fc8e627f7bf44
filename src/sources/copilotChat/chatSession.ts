import { Gathering } from "../gathering.ts";
import { isJsonObject, parseObject, readText, type JsonObject } from "../lines.ts";
import type { ReadDocument } from "../source.ts";
import { readRequest, type Session } from "./chatRequest.ts";
import { isMutationLog, replay } from "./mutationLog.ts";
import { pathOfFolder, workspaceFolder } from "./workspaceFolder.ts";

/** Version of a session that is known; those before it have the same fields where they have them. */
const VERSION = 3;

/** Reads a chat session, a document as a whole or as a log of changes. */
export const readChatSession: ReadDocument = (document, file, tools) => {
  const gathering = new Gathering();
  const found = stateOf(document, gathering);
  if (found === undefined) return gathering;
  const { version, requests } = found;
  if (!Array.isArray(requests) || (version !== undefined && !isKnown(version))) {
    gathering.skip("unknown-format");
    return gathering;
  }
  const session = sessionOf(found, file.relativePath, () => workspaceFolder(file, "../workspace.json"));
  let toolVersion: string | undefined;
  for (const [index, request] of requests.entries()) {
    if (!isJsonObject(request)) {
      gathering.skip("malformed");
      continue;
    }
    readRequest(request, session, index === requests.length - 1, tools.counter, gathering);
    if (isJsonObject(request["agent"])) toolVersion = readText(request["agent"]["extensionVersion"]) ?? toolVersion;
  }
  if (gathering.records.length > 0) {
    gathering.add({ kind: "session", sessionId: session.id, parentId: undefined, toolVersion });
  }
  return gathering;
};

function stateOf(document: Buffer, gathering: Gathering): JsonObject | undefined {
  if (isMutationLog(document)) {
    const { state, malformed } = replay(document);
    for (let i = 0; i < malformed; i += 1) gathering.skip("malformed");
    return state;
  }
  const text = document.toString("utf8").replace(/^\ufeff/, "");
  if (text.trim() === "") return undefined;
  const state = parseObject(text);
  if (state === undefined) gathering.skip("malformed");
  return state;
}

function isKnown(version: unknown): boolean {
  return typeof version === "number" && version >= 1 && version <= VERSION;
}

function sessionOf(state: JsonObject, relativePath: string, folderOfWindow: () => string | undefined): Session {
  const name = relativePath.slice(relativePath.lastIndexOf("/") + 1).replace(/\.jsonl?$/, "");
  const { creationDate, workingDirectory } = state;
  const directory = readText(isJsonObject(workingDirectory) ? workingDirectory["external"] : workingDirectory);
  return {
    id: readText(state["sessionId"]) ?? name,
    startMs: typeof creationDate === "number" && Number.isFinite(creationDate) ? Math.floor(creationDate) : undefined,
    cwd: (directory === undefined ? undefined : pathOfFolder(directory)) ?? folderOfWindow(),
  };
}
