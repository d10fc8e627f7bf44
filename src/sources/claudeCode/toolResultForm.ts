import { ByteCursor, BytePattern } from "./byteCursor.ts";

const RESULT_FIRST = '{"role":"user","content":[{"type":"tool_result"';
const ID_FIRST = '{"role":"user","content":[{"tool_use_id":"';
const THEN_RESULT = BytePattern.of('","type":"tool_result"');

/** How the lines start in which a tool answers: all alike within a session but for the ids of parent and tool use. */
export class ToolResultForm {
  readonly #start: BytePattern;
  readonly #hasIdFirst: boolean;

  private constructor(start: string, hasIdFirst: boolean) {
    this.#start = BytePattern.of(start);
    this.#hasIdFirst = hasIdFirst;
  }

  /**
   * @param head start of a line of type "user" as latin1 text.
   * @param message where in it the value of the line's `message` starts.
   */
  static of(head: string, message: number): ToolResultForm | undefined {
    const hasIdFirst = head.startsWith(ID_FIRST, message);
    if (!hasIdFirst && !head.startsWith(RESULT_FIRST, message)) return undefined;
    const parentEnd = ByteCursor.parentEnd(head);
    const end = message + (hasIdFirst ? ID_FIRST : RESULT_FIRST).length;
    return parentEnd === undefined ? undefined : new ToolResultForm(head.slice(parentEnd, end), hasIdFirst);
  }

  matches(cursor: ByteCursor, start: number, end: number): boolean {
    cursor.enter(start, end);
    if (!cursor.skipParent() || !cursor.skip(this.#start)) return false;
    return !this.#hasIdFirst || (cursor.skipId() !== -1 && cursor.skip(THEN_RESULT));
  }
}
