import { Gathering } from "../gathering.ts";
import { isJsonObject, parseObject, readText, type JsonObject } from "../lines.ts";
import type { LogFile, ReadRecords } from "../source.ts";
import { callOfMessage, type SessionFacts, type StepFacts } from "./callOfMessage.ts";
import { turnOfMessage } from "./turnOfMessage.ts";

/** Ids become parts of paths. */
const SAFE_ID = /^[\w-]+$/;

/** Reads one message of the generation before the database, with what lies around it of its session and its parts. */
export function readOpenCodeMessage(document: Buffer, file: LogFile): ReadRecords {
  const gathering = new Gathering();
  const message = parseObject(document.toString("utf8"));
  const id = readText(message?.["id"]);
  const sessionId = readText(message?.["sessionID"]);
  if (message === undefined) gathering.skip("malformed");
  else if (id === undefined || sessionId === undefined) gathering.skip("wrong-type");
  else if (message["role"] === "user") readUser(message, id, sessionOf(sessionId, file, gathering), file, gathering);
  else if (message["role"] === "assistant")
    readAssistant(message, id, sessionOf(sessionId, file, gathering), file, gathering);
  return gathering;
}

function readUser(message: JsonObject, id: string, session: SessionFacts, file: LogFile, gathering: Gathering): void {
  const isTyped = partsOf(id, file).some((part) => part["type"] === "text" && part["synthetic"] !== true);
  if (isTyped) gathering.take(turnOfMessage(fieldOf(message["time"], "created"), session));
}

function readAssistant(
  message: JsonObject,
  id: string,
  session: SessionFacts,
  file: LogFile,
  gathering: Gathering,
): void {
  const completed = fieldOf(message["time"], "completed");
  // Still being written: the file changes once more when it is done.
  if (typeof completed !== "number") return;
  gathering.take(
    callOfMessage({
      created: fieldOf(message["time"], "created"),
      completed,
      model: message["modelID"],
      provider: message["providerID"],
      tokens: message["tokens"],
      cost: message["cost"],
      // Since messages tell how they finished, each is of one step.
      steps: message["finish"] === undefined ? stepsOf(id, file) : [],
      era: "as-provider-counts",
      session,
      cwd: fieldOf(message["path"], "cwd"),
    }),
  );
}

function stepsOf(messageId: string, file: LogFile): readonly StepFacts[] {
  return partsOf(messageId, file)
    .filter((part) => part["type"] === "step-finish")
    .map((part) => ({ tokens: part["tokens"], cost: part["cost"] }));
}

function partsOf(messageId: string, file: LogFile): readonly JsonObject[] {
  const folder = `../../part/${messageId}`;
  const names = SAFE_ID.test(messageId) ? file.listNeighbours(folder) : [];
  return names
    .map((name) => parseObject(file.readNeighbour(`${folder}/${name}`) ?? ""))
    .filter((part) => part !== undefined);
}

/** Sessions lie in a folder for each project, and a message does not tell its project. */
function sessionOf(id: string, file: LogFile, gathering: Gathering): SessionFacts {
  const projects = SAFE_ID.test(id) ? file.listNeighbours("../../session") : [];
  for (const project of projects) {
    const session = parseObject(file.readNeighbour(`../../session/${project}/${id}.json`) ?? "");
    if (session === undefined) continue;
    const parentId = readText(session["parentID"]);
    const start = fieldOf(session["time"], "created");
    gathering.add({ kind: "session", sessionId: id, parentId, toolVersion: readText(session["version"]) });
    return {
      id,
      parentId,
      startMs: typeof start === "number" ? start : undefined,
      directory: readText(session["directory"]),
    };
  }
  return { id };
}

function fieldOf(value: unknown, name: string): unknown {
  return isJsonObject(value) ? value[name] : undefined;
}
