import { readBoard } from "./boardRecord.ts";
import { bytesIn, numberIn, type BoardDatabase } from "./database/boardDatabase.ts";
import { leave, memberHash } from "./membership/leave.ts";

/**
 * To be done when data of another time was put in the place of the board's: a new epoch, by which every device sends again what
 * it has of the last 35 days, and an end to members whom the data still has although a tombstone says that they have left.
 *
 * @returns how many members were deleted again
 */
export async function renewEpoch(database: BoardDatabase, epoch: string, nowMs: number): Promise<number> {
  await database.query("UPDATE board SET epoch = $1", [epoch]);
  const { boardId } = await readBoard(database);
  const tombstones = await database.query("SELECT member_hash FROM tombstone");
  const gone = new Set(tombstones.map((row) => Buffer.from(bytesIn(row, "member_hash")).toString("hex")));
  const members = gone.size === 0 ? [] : await database.query("SELECT member_id FROM member");
  let deleted = 0;
  for (const row of members) {
    const member = numberIn(row, "member_id");
    if (!gone.has(Buffer.from(memberHash(boardId, member)).toString("hex"))) continue;
    await leave(database, member, nowMs);
    deleted += 1;
  }
  return deleted;
}
