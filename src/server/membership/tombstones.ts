import { numberIn, textIn, type Queries } from "../database/boardDatabase.ts";

/** The mark of somebody who has left. */
export interface Tombstone {
  readonly hash: string;
  readonly untilMs: number;
}

/** The marks of who has left, a line each: kept beside a backup, they keep away who left after it was made. */
export async function writeTombstones(queries: Queries): Promise<string> {
  const rows = await queries.query(
    "SELECT encode(member_hash, 'hex') AS hash, until_ms FROM tombstone ORDER BY until_ms",
  );
  return rows.map((row) => `${textIn(row, "hash")} ${numberIn(row, "until_ms")}\n`).join("");
}

/** What `writeTombstones` has written. Lines of another form are passed over. */
export function marksIn(text: string): readonly Tombstone[] {
  return [...text.matchAll(/^([0-9a-f]{64}) (\d{1,15})$/gm)].map(([, hash = "", untilMs = ""]) => ({
    hash,
    untilMs: Number(untilMs),
  }));
}

export async function takeTombstones(queries: Queries, marks: readonly Tombstone[]): Promise<void> {
  for (const { hash, untilMs } of marks)
    await queries.query(
      "INSERT INTO tombstone (member_hash, until_ms) VALUES (decode($1, 'hex'), $2) ON CONFLICT (member_hash) DO NOTHING",
      [hash, untilMs],
    );
}
