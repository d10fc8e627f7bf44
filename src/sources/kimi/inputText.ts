import { isJsonObject, readText } from "../lines.ts";

/** What a person typed, a text or parts with texts among them; other parts, such as pictures, tell nothing here. */
export function inputText(input: unknown): string {
  if (typeof input === "string") return input;
  const parts: readonly unknown[] = Array.isArray(input) ? input : [];
  return parts.map((part) => (isJsonObject(part) ? (readText(part["text"]) ?? "") : "")).join("\n");
}
