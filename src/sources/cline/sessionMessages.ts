import { isJsonObject, readText, type JsonObject } from "../lines.ts";

/** Stand in the message that Cline puts behind the old ones when it goes on with a task of an earlier version. */
const LEGACY_WARNINGS = [
  "[cline-legacy-resume-warning:v1]",
  "this is a legacy conversation, which means tool names may have changed",
] as const;

/** Number of messages, from the first on, that were taken over from a task of an earlier version. */
export function legacyEnd(messages: readonly JsonObject[]): number {
  const isWarning = (message: JsonObject): boolean =>
    message["role"] === "user" &&
    textsOf(message).some((text) => LEGACY_WARNINGS.some((warning) => text.includes(warning)));
  return messages.findIndex(isWarning) + 1;
}

/** Whether a person typed a message of the role "user", which tools' answers and notices of Cline's have too. */
export function isTypedMessage(message: JsonObject): boolean {
  const metadata = isJsonObject(message["metadata"]) ? message["metadata"] : {};
  if (metadata["kind"] === "recovery_notice" || readText(metadata["displayRole"]) !== undefined) return false;
  return textsOf(message).some((text) => text.trim() !== "");
}

function textsOf(message: JsonObject): readonly string[] {
  const content = message["content"];
  if (typeof content === "string") return [content];
  const parts: readonly unknown[] = Array.isArray(content) ? content : [];
  const isAnswer = parts.some((part) => isJsonObject(part) && part["type"] === "tool_result");
  if (isAnswer) return [];
  return parts.flatMap((part) => (isJsonObject(part) && part["type"] === "text" ? [readText(part["text"]) ?? ""] : []));
}
