import type { Pricer } from "../../core/prices/pricer.ts";
import { numberIn, type BoardDatabase, type Queries } from "../database/boardDatabase.ts";
import { publishBoard } from "./publishBoard.ts";
import { publishDays } from "./publishDays.ts";
import { refreshFigures } from "./refreshFigures.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const JOB = "publication";
/** After midnight; of many people it takes longer for all windows to have moved on. */
const START_MS = 5 * 60_000;
/** Uploads that were under way when the pass before began, and were stored after it. */
const MARGIN_MS = 10 * 60_000;
const LIST_LENGTH = 250;

export interface PublicationWork {
  readonly nowMs: number;
  readonly least: number;
  readonly pricer: Pricer;
}

/**
 * Publishes once a day, soon after midnight UTC: parts and whole together, as figures that change at other times than their parts
 * could be subtracted from them. A board of which nothing could be shown yet tries once an hour.
 */
export async function keepPublication(
  database: BoardDatabase,
  { nowMs, least, pricer }: PublicationWork,
): Promise<void> {
  const day = Math.floor(nowMs / DAY_MS);
  const doneMs = await readMark(database);
  if (Math.floor(doneMs / DAY_MS) === day && !(await isWaiting(database, nowMs - doneMs))) return;
  if (nowMs % DAY_MS < START_MS || (await areWindowsBehind(database, day))) return;
  await refreshFigures(database, { nowMs, sinceMs: doneMs - MARGIN_MS, pricer });
  await publishDays(database, { least, day });
  await publishBoard(database, { least, day });
  // The list of the day that has ended.
  await database.query(SNAPSHOT, [day - 1]);
  await database.query(
    "INSERT INTO job_mark (job, at_ms) VALUES ($1, $2) ON CONFLICT (job) DO UPDATE SET at_ms = excluded.at_ms",
    [JOB, nowMs],
  );
}

async function readMark(queries: Queries): Promise<number> {
  const [row] = await queries.query("SELECT at_ms FROM job_mark WHERE job = $1", [JOB]);
  return row === undefined ? 0 : numberIn(row, "at_ms");
}

async function areWindowsBehind(queries: Queries, day: number): Promise<boolean> {
  return (await queries.query("SELECT 1 FROM window30 WHERE asof < $1 LIMIT 1", [day])).length > 0;
}

async function isWaiting(queries: Queries, sinceMs: number): Promise<boolean> {
  return sinceMs >= HOUR_MS && (await queries.query("SELECT 1 FROM published_block LIMIT 1")).length === 0;
}

const SNAPSHOT = `
  INSERT INTO rank_snapshot (member_id, day, rank, score)
  SELECT member_id, $1::int, row_number() OVER (ORDER BY score DESC, first_ms, member_id), score FROM (
    SELECT member_id, score, first_ms FROM window30 WHERE listed AND held_until_ms IS NULL AND score >= 1
    ORDER BY score DESC, first_ms, member_id LIMIT ${LIST_LENGTH}) top
  ON CONFLICT (member_id, day) DO NOTHING`;
