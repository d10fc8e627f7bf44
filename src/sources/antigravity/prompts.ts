import type { TurnRecord } from "../../core/usageRecord.ts";
import type { LogStore } from "../logStore.ts";
import { instantIn, messageIn, readProtobuf, textIn } from "./protobuf.ts";

/** The step that a person's message is. */
const USER_INPUT = 14;

/** Numbers of the fields of `CortexStepMetadata`. */
const CREATED_AT = 1;
const TRAJECTORY = 20;
const TRAJECTORY_ID = 1;

/**
 * A conversation's prompts. Of a step only what is told about it is read, not what was said. Its key is unique within a
 * trajectory, which changes when the conversation goes back.
 */
export function readPrompts(store: LogStore, conversationId: string): readonly TurnRecord[] {
  const columns = store.columns("steps");
  if (!columns.has("step_type") || !columns.has("metadata")) return [];
  const rows = store.rows("SELECT idx, metadata FROM steps WHERE step_type = ? ORDER BY idx", USER_INPUT);
  return rows.flatMap(({ idx, metadata: bytes }): TurnRecord[] => {
    const metadata = bytes instanceof Uint8Array ? readProtobuf(bytes) : undefined;
    const atMs = instantIn(metadata, CREATED_AT);
    if (atMs === undefined) return [];
    const trajectory = textIn(messageIn(metadata, TRAJECTORY), TRAJECTORY_ID) ?? conversationId;
    return [{ kind: "turn", id: `${trajectory}/${Number(idx)}`, sessionId: conversationId, atMs }];
  });
}
