import * as v from "valibot";
import { syncReplySchema, type SyncReply } from "../../shared/board/syncReply.ts";
import { textIn, type Queries } from "../database/boardDatabase.ts";

/** An id that comes with another content is another request. */
export interface AnsweredRequest {
  readonly batchId: string;
  readonly bodyHash: Uint8Array;
}

/** Answers that were given, for batches that come again because the answer was lost. */
export interface BatchReplies {
  find(member: number, device: number, request: AnsweredRequest): Promise<SyncReply | undefined>;
  add(member: number, device: number, request: AnsweredRequest, reply: SyncReply): Promise<void>;
}

export function batchRepliesIn(queries: Queries): BatchReplies {
  return {
    async find(member, device, { batchId, bodyHash }) {
      const [row] = await queries.query(
        "SELECT reply FROM batch_reply WHERE member_id = $1 AND device_id = $2 AND batch_id = $3 AND body_hash = $4",
        [member, device, batchId, bodyHash],
      );
      return row === undefined ? undefined : v.parse(syncReplySchema, JSON.parse(textIn(row, "reply")));
    },
    async add(member, device, { batchId, bodyHash }, reply) {
      await queries.query(
        `INSERT INTO batch_reply (member_id, device_id, batch_id, at_ms, body_hash, reply) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (member_id, device_id, batch_id) DO UPDATE SET
           at_ms = excluded.at_ms, body_hash = excluded.body_hash, reply = excluded.reply`,
        [member, device, batchId, reply.serverTime, bodyHash, JSON.stringify(reply)],
      );
    },
  };
}
