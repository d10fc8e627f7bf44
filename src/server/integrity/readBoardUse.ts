import { CHECK_RULES, type CheckId } from "../../core/board/checks/checkRules.ts";
import type { BoardUse } from "../../core/board/checks/memberUse.ts";
import type { Usual } from "../../core/board/checks/robust.ts";
import { numberIn, textIn, type BoardDatabase, type Queries, type Row } from "../database/boardDatabase.ts";
import { forMembersInSlices } from "../database/memberSlices.ts";

const DAY_MS = 86_400_000;
/** Days before today that tell what is usual for a day. */
const SAMPLE_DAYS = 3;
/** Members who tell what is usual: those with the lowest numbers, which are random. More of them would hardly move a median. */
const SAMPLE = 10_000;
/** Members whose scores are added up in one transaction. */
const SLICE = { least: 100, most: 100_000 };
/** A check that sees something in more of a board than this sees a fault of its own, or of a tool. */
const MOST_SHARE = 0.01;
const LEAST_MEMBERS = 100;
const LEAST_FLAGGED = 10;

export interface BoardState {
  readonly use: BoardUse;
  /** Checks that see something in too many people to be right about them. They are noted, and hold nobody. */
  readonly distrusted: ReadonlySet<CheckId>;
}

export async function readBoardState(database: BoardDatabase, nowMs: number): Promise<BoardState> {
  const today = Math.floor(nowMs / DAY_MS);
  const { members, total } = await sumScores(database);
  const [sample] = await database.query(LAST_OF_SAMPLE);
  const last = numberIn(sample, "last");
  const [median] = await database.query(MEDIAN, [last]);
  const [scores] = await database.query(usual(SCORES), [last]);
  const [days] = await database.query(usual(DAYS), [last, today - SAMPLE_DAYS, today - 1]);
  const use: BoardUse = {
    members,
    total,
    medianScore: numberIn(median, "median"),
    scores: usualIn(scores),
    days: usualIn(days),
  };
  return { use, distrusted: await distrusted(database, members) };
}

async function sumScores(database: BoardDatabase): Promise<{ readonly members: number; readonly total: number }> {
  let [members, total] = [0, 0];
  await forMembersInSlices(database, SLICE, async (queries, { after, last }) => {
    const [row] = await queries.query(TOTALS, [after, last]);
    members += numberIn(row, "members");
    total = Math.min(Number.MAX_SAFE_INTEGER, total + numberIn(row, "total"));
  });
  return { members, total };
}

async function distrusted(queries: Queries, members: number): Promise<ReadonlySet<CheckId>> {
  if (members < LEAST_MEMBERS) return new Set();
  const rows = await queries.query(
    "SELECT code FROM flag WHERE status = 'open' GROUP BY code HAVING count(DISTINCT member_id) >= $1",
    [Math.max(LEAST_FLAGGED, Math.ceil(MOST_SHARE * members))],
  );
  const codes = new Set(rows.map((row) => textIn(row, "code")));
  const mayHold = CHECK_RULES.filter(({ kind }) => kind === "structural" || kind === "soft");
  return new Set(mayHold.filter(({ id }) => codes.has(id)).map(({ id }) => id));
}

/** What counts, or will once it settles. */
const SCORE = "score + provisional";

const TOTALS = `
  SELECT count(*) AS members, least(coalesce(sum(${SCORE}), 0), ${Number.MAX_SAFE_INTEGER})::bigint AS total
  FROM window30 WHERE member_id > $1 AND member_id <= $2 AND ${SCORE} > 0`;
const LAST_OF_SAMPLE = `
  SELECT coalesce(max(member_id), 0) AS last FROM (SELECT member_id FROM member ORDER BY member_id LIMIT ${SAMPLE}) sample`;
const MEDIAN = `
  SELECT coalesce(percentile_cont(0.5) WITHIN GROUP (ORDER BY (${SCORE})::double precision), 0)::double precision AS median
  FROM window30 WHERE member_id <= $1 AND ${SCORE} > 0`;
const SCORES = `SELECT log(${SCORE})::double precision AS x FROM window30 WHERE member_id <= $1 AND ${SCORE} > 0`;
const DAYS = `SELECT log(settled + pending)::double precision AS x FROM member_day
  WHERE member_id <= $1 AND day BETWEEN $2 AND $3 AND settled + pending > 0`;

const usual = (values: string): string => `
  WITH v AS (${values}), m AS (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY x) AS median, count(*) AS count FROM v)
  SELECT m.median, m.count, (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(v.x - m.median)) FROM v) AS deviation FROM m`;

function usualIn(row: Row | undefined): Usual | undefined {
  const count = numberIn(row, "count");
  if (count === 0) return undefined;
  return { median: numberIn(row, "median"), deviation: numberIn(row, "deviation"), count };
}
