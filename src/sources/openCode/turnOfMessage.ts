import type { TurnRecord } from "../../core/usageRecord.ts";
import { contentKey } from "../contentKey.ts";
import type { SessionFacts } from "./callOfMessage.ts";

/** A message a person typed. A session spawned for a task is spoken to by the one that spawned it. Forks keep the time. */
export function turnOfMessage(created: unknown, session: SessionFacts): TurnRecord | undefined {
  if (typeof created !== "number" || session.parentId !== undefined) return undefined;
  return { kind: "turn", id: contentKey(created), sessionId: session.id, atMs: created };
}
