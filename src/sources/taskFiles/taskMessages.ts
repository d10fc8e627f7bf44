import type { Gathering } from "../gathering.ts";
import type { LogFile } from "../source.ts";
import { isJsonObject, readText, type JsonObject } from "../lines.ts";
import { parseArray } from "./parseArray.ts";

/** The messages of a task as its view shows them (`ui_messages.json`). What is no message is skipped. */
export function readTaskMessages(document: Buffer, gathering: Gathering): readonly JsonObject[] {
  const messages = parseArray(document.toString("utf8"));
  if (messages === undefined) gathering.skip("malformed");
  return (messages ?? []).filter((message): message is JsonObject => {
    if (isJsonObject(message)) return true;
    gathering.skip("malformed");
    return false;
  });
}

/** Id of the task: the name of the folder that its files are in. */
export function taskIdOf({ relativePath }: LogFile): string {
  const folders = relativePath.split("/").slice(0, -1);
  return folders.at(-1) ?? "task";
}

/** What a message says, as far as it says anything and does not ask. */
export function sayOf(message: JsonObject): string | undefined {
  return message["type"] === "ask" ? undefined : readText(message["say"]);
}
