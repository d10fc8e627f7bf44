import type { TurnRecord } from "../../core/usageRecord.ts";
import { readText, type JsonObject } from "../lines.ts";
import { readMs } from "../readMs.ts";
import { sayOf } from "./taskMessages.ts";

/**
 * The messages of a task that a person typed: what it is to do, and what was answered or added later. Edits made to a
 * proposed change are not typed.
 * @param isHandedOver the task comes from another one and not from a person
 */
export function readTaskTurns(
  messages: readonly JsonObject[],
  taskId: string,
  isHandedOver: boolean,
): readonly TurnRecord[] {
  return messages.flatMap((message, index) => {
    const atMs = readMs(message["ts"]);
    const isTask = isTaskSay(sayOf(message), index);
    if (atMs === undefined || (isTask ? isHandedOver : sayOf(message) !== "user_feedback") || isEmpty(message))
      return [];
    return [{ kind: "turn", id: `${taskId}/${atMs}`, sessionId: taskId, atMs }];
  });
}

/** What is to be done comes first; some versions mark it as `task` and others as plain `text`. */
function isTaskSay(say: string | undefined, index: number): boolean {
  return say === "task" || (index === 0 && say === "text");
}

function isEmpty(message: JsonObject): boolean {
  const images = message["images"];
  return readText(message["text"]) === undefined && !(Array.isArray(images) && images.length > 0);
}
