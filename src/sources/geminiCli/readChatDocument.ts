import { Gathering } from "../gathering.ts";
import { isJsonObject, parseObject, readText } from "../lines.ts";
import type { LogFile, ReadRecords } from "../source.ts";
import { readChatMessage } from "./chatMessage.ts";
import { placeOf, projectFolderOf } from "./paths.ts";

/**
 * A session that is one JSON object with all its messages. When it is resumed by a newer version, a log with the same
 * messages appears beside it; ids are the same in both.
 * @param ledgerFamily the family a session's calls have in an account that is better than this one
 */
export function readChatDocument(
  document: Buffer,
  file: LogFile,
  ledgerFamily?: (sessionId: string) => string,
): ReadRecords {
  const gathering = new Gathering();
  const whole = parseObject(document.toString("utf8"));
  if (whole === undefined) {
    gathering.skip("malformed");
    return gathering;
  }
  const messages = whole["messages"];
  if (!Array.isArray(messages)) {
    gathering.skip("unknown-format");
    return gathering;
  }
  const { stem, parentId } = placeOf(file.relativePath);
  const sessionId = readText(whole["sessionId"]) ?? stem;
  const chat = {
    sessionId,
    isSubagent: parentId !== undefined || whole["kind"] === "subagent",
    cwd: projectFolderOf(file),
    ...(ledgerFamily === undefined ? {} : { yieldsTo: ledgerFamily(sessionId) }),
  };
  if (parentId !== undefined) gathering.add({ kind: "session", sessionId, parentId, toolVersion: undefined });
  for (const message of messages) {
    if (isJsonObject(message)) gathering.take(readChatMessage(message, chat));
    else gathering.skip("wrong-type");
  }
  return gathering;
}
