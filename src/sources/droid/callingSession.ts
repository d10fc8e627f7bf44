import { isJsonObject, parseObject, readText, type JsonObject } from "../lines.ts";

/** The session that started this one as its sub-agent, as the first line of the transcript tells. */
export function callerInStart(start: JsonObject): string | undefined {
  return readText(start["callingSessionId"]) ?? readText(start["parent"]);
}

/** The same, as a tag of the settings tells. */
export function callerInSettings(settings: JsonObject): string | undefined {
  const tags: readonly unknown[] = Array.isArray(settings["tags"]) ? settings["tags"] : [];
  for (const tag of tags) {
    const metadata = isJsonObject(tag) ? tag["metadata"] : undefined;
    const caller = isJsonObject(metadata) ? readText(metadata["callingSessionId"]) : undefined;
    if (caller !== undefined) return caller;
  }
  return readText(settings["callingSessionId"]);
}

/** The same, out of the text of a settings file. */
export function callerInSettingsText(text: string | undefined): string | undefined {
  const settings = text === undefined ? undefined : parseObject(text);
  return settings === undefined ? undefined : callerInSettings(settings);
}
