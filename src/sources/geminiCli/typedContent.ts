import { isJsonObject } from "../lines.ts";

/** Openings of messages that the tool writes in the user's name. */
const OWN_OPENINGS = [
  "System: Please continue.",
  "<session_context>",
  "<state_snapshot>",
  "This is the Gemini CLI. We are setting up the context",
  "This is the Qwen Code. We are setting up the context",
] as const;

/**
 * Whether a user message, a text or the parts the API takes, is a person's. Answers of tools go to the model in the user's
 * name too.
 */
export function isTypedContent(content: unknown): boolean {
  if (typeof content === "string") return isPersonsText(content);
  const parts = Array.isArray(content) ? content.filter(isJsonObject) : isJsonObject(content) ? [content] : [];
  if (parts.some((part) => part["functionResponse"] !== undefined)) return false;
  const texts = parts.map((part) => part["text"]).filter((text) => typeof text === "string");
  const hasAttachment = parts.some((part) => part["inlineData"] !== undefined || part["fileData"] !== undefined);
  return texts.length > 0 ? isPersonsText(texts.join("")) : hasAttachment;
}

function isPersonsText(text: string): boolean {
  const start = text.trimStart();
  return start !== "" && !OWN_OPENINGS.some((opening) => start.startsWith(opening));
}
