import { withoutMark } from "../lines.ts";

/** The list a text is the JSON of; `undefined` where it is not JSON, is too deeply nested or is no list. */
export function parseArray(text: string): readonly unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(withoutMark(text));
    return Array.isArray(value) ? value : undefined;
  } catch {
    // Half written and foreign files are expected; the caller counts them.
    return undefined;
  }
}
