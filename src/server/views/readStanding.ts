import { standingBand } from "../../core/board/standingBand.ts";
import type { Standing, TopList } from "../../shared/board/standing.ts";
import type { Band } from "../../shared/board/volumeView.ts";
import { readBoard } from "../boardRecord.ts";
import { numberIn, optionalNumberIn, type Queries } from "../database/boardDatabase.ts";
import { membersIn } from "../membership/members.ts";
import { readList, readPlace, type Onlooker } from "./listedEntries.ts";
import { LINE_COLUMNS, readLines, type MemberLine } from "./memberLines.ts";

/** The list, or nobody where names are turned off; and whose names are in it. */
export async function readTop(
  queries: Queries,
  onlooker: Onlooker,
): Promise<{ readonly view: TopList; readonly subjects: readonly number[] }> {
  const board = await readBoard(queries);
  // Who takes no part, such as an operator, sees no names.
  const areNamesOff = board.areNamesOff || onlooker.member === undefined;
  const { entries, subjects } = areNamesOff ? { entries: [], subjects: [] } : await readList(queries, onlooker);
  return { view: { asOf: onlooker.nowMs, areNamesOff, entries: [...entries] }, subjects };
}

export interface Standpoint {
  readonly nowMs: number;
  /** People that a band holds at least. */
  readonly least: number;
}

/** Where a member stands, for them alone; `undefined` for a member that does not exist. */
export async function readStanding(
  queries: Queries,
  member: number,
  { nowMs, least }: Standpoint,
): Promise<Standing | undefined> {
  const known = await membersIn(queries).find(member);
  if (known === undefined) return undefined;
  const { rankedMs } = await readBoard(queries);
  const line = await readLine(queries, member, nowMs);
  const handle = known.handle === undefined ? {} : { handle: known.handle };
  if (line === undefined) {
    const nothing = { counted: 0, provisional: 0, seen: 0, activeDays: 0, trust: "provisional" } as const;
    return { asOf: rankedMs, ...nothing, listed: known.listed, ...handle };
  }
  const rank = known.listed && line.trust !== "held" ? await readPlace(queries, line) : undefined;
  const band = await readBand(queries, member, least);
  return {
    asOf: rankedMs,
    ...(rank === undefined ? {} : { rank }),
    ...(band === undefined ? {} : { band }),
    counted: line.counted,
    provisional: line.provisional,
    seen: line.seen,
    activeDays: line.activeDays,
    ...(line.tier === undefined ? {} : { tier: line.tier }),
    trust: line.trust,
    listed: known.listed,
    ...handle,
  };
}

/** A member's own line; `undefined` before the first upload. */
export async function readLine(queries: Queries, member: number, nowMs: number): Promise<MemberLine | undefined> {
  const rows = await queries.query(
    `SELECT ${LINE_COLUMNS} FROM window30 w JOIN member m ON m.member_id = w.member_id WHERE w.member_id = $1`,
    [member],
  );
  return (await readLines(queries, rows, nowMs))[0];
}

/** Where the member stands among all who have settled tokens, listed or not, by the histogram. */
async function readBand(queries: Queries, member: number, least: number): Promise<Band | undefined> {
  const [row] = await queries.query(PLACE_AMONG_ALL, [member]);
  const place = row === undefined ? undefined : optionalNumberIn(row, "place");
  return place === undefined ? undefined : standingBand(place, numberIn(row, "people"), least);
}

/** Buckets of the histogram in one step: 6.4 % of the tokens. */
const STEP = 32;

/**
 * One more than the members of higher steps. All of a step stand in one place: who sends other figures and looks when their band
 * becomes another would else find out what exactly somebody has who is not listed.
 */
const PLACE_AMONG_ALL = `
  SELECT (SELECT coalesce(sum(n), 0)::bigint FROM score_bucket) AS people, CASE WHEN me.bucket IS NOT NULL THEN 1
    + (SELECT coalesce(sum(b.n), 0)::bigint FROM score_bucket b WHERE b.bucket >= (me.bucket / ${STEP} + 1) * ${STEP}) END AS place
  FROM window30 me WHERE me.member_id = $1`;
