import { MEASURES, type GroupSums } from "../../core/board/publication/groupSums.ts";
import { REST } from "../../core/board/publication/publishTotals.ts";
import { numberIn, textIn, type Queries, type Row } from "../database/boardDatabase.ts";
import type { MemberRange } from "../database/memberSlices.ts";
import { COLUMNS, readMeasures } from "./publishedBlocks.ts";

/** What a pass is about to do with what was published of people. Blocks are those that are left once some are merged. */
export interface PartsPlan {
  /** Pass whose parts hold until now. */
  readonly before: number;
  readonly blocks: readonly number[];
  /** Blocks whose parts are the rest's from now on. */
  readonly merged: readonly number[];
  /** Blocks of which the figures of now are published. */
  readonly released: readonly number[];
}

export type ChangeKind = "now" | "changed" | "moved";

/** Sums of some of the people in a group: a team, `REST` for none, or a block. */
export interface SomeOfGroup {
  readonly group: number;
  readonly sums: GroupSums;
}

/** Who has use in the window, by team. */
export async function readSumsNow(queries: Queries, { after, last }: MemberRange): Promise<readonly SomeOfGroup[]> {
  return (await queries.query(SUMS_NOW, [after, last])).map(readSome);
}

/** What differs from what was published, by block. */
export async function readChanges(
  queries: Queries,
  { after, last }: MemberRange,
  { before, blocks, merged }: Omit<PartsPlan, "released">,
): Promise<readonly (SomeOfGroup & { readonly kind: ChangeKind })[]> {
  const rows = await queries.query(CHANGES, [after, last, before, merged, blocks]);
  return rows.map((row) => ({ ...readSome(row), kind: textIn(row, "kind") as ChangeKind }));
}

/** What will be published as the rest's, by team. */
export async function readPublishedInRest(
  queries: Queries,
  { after, last }: MemberRange,
  { before, blocks, merged, released }: PartsPlan,
): Promise<readonly SomeOfGroup[]> {
  return (await queries.query(IN_REST, [after, last, before, merged, blocks, released])).map(readSome);
}

/** Writes what will be published beside what is, as of a pass. */
export async function writeParts(
  queries: Queries,
  { after, last }: MemberRange,
  {
    before,
    blocks,
    merged,
    released,
    carved,
    pass,
  }: PartsPlan & {
    /** Teams whose parts in the rest are their own from now on. */
    readonly carved: readonly number[];
    readonly pass: number;
  },
): Promise<void> {
  await queries.query(WRITE, [after, last, before, merged, blocks, released, carved, pass]);
}

/** Deletes what was published before, and what passes left that came to no end. */
export async function deleteOldParts(queries: Queries, { after, last }: MemberRange): Promise<void> {
  await queries.query(
    `DELETE FROM published_part WHERE member_id > $1 AND member_id <= $2 AND pass < (SELECT pass FROM publication)`,
    [after, last],
  );
}

function readSome(row: Row): SomeOfGroup {
  const sums = {
    people: numberIn(row, "people"),
    total: readMeasures(row, "total_"),
    most: readMeasures(row, "most_"),
  };
  return { group: numberIn(row, "of_group"), sums };
}

const cutSum = (column: string): string => `least(coalesce(sum(${column}), 0), ${Number.MAX_SAFE_INTEGER})::bigint`;
const NAMES = MEASURES.map((measure) => COLUMNS[measure]);
const SUMS = `count(*) AS people, ${NAMES.map((name) => `${cutSum(name)} AS total_${name}, coalesce(max(${name}), 0) AS most_${name}`).join(", ")}`;

const SUMS_NOW = `
  SELECT coalesce(team_id, ${REST}) AS of_group, ${SUMS} FROM member_figure
  WHERE member_id > $1 AND member_id <= $2 AND seen > 0 GROUP BY 1`;

/** People with the block that they belong to, and what is published of each so far. */
const PEOPLE = `
  own AS (
    SELECT member_id, team_id, CASE WHEN team_id = ANY ($5::int[]) THEN team_id ELSE ${REST} END AS block, counted, seen, cost_micro
    FROM member_figure WHERE member_id > $1 AND member_id <= $2),
  before AS (
    SELECT member_id, CASE WHEN block = ANY ($4::int[]) THEN ${REST} ELSE block END AS block,
      ${NAMES.map((name) => `${cutSum(name)} AS ${name}`).join(", ")}
    FROM published_part WHERE member_id > $1 AND member_id <= $2 AND pass = $3 GROUP BY 1, 2)`;

/** Of each block: who is in it now; who differs from what was published, or is new; and who came from or went to another. */
const CHANGES = `
  WITH ${PEOPLE},
  known AS (SELECT DISTINCT member_id FROM before),
  beside AS (
    SELECT o.*, b.member_id IS NOT NULL AS is_published, k.member_id IS NOT NULL AS is_known, abs(o.counted - b.counted) AS by_counted,
      abs(o.seen - b.seen) AS by_seen, abs(o.cost_micro - b.cost_micro) AS by_cost_micro
    FROM own o LEFT JOIN before b ON b.member_id = o.member_id AND b.block = o.block
      LEFT JOIN known k ON k.member_id = o.member_id),
  parts AS (
    SELECT block, 'now' AS kind, counted, seen, cost_micro FROM beside WHERE seen > 0
    UNION ALL SELECT block, 'changed', by_counted, by_seen, by_cost_micro FROM beside
      WHERE is_published AND by_counted + by_seen + by_cost_micro > 0
    UNION ALL SELECT block, CASE WHEN is_known THEN 'moved' ELSE 'changed' END, counted, seen, cost_micro
      FROM beside WHERE NOT is_published AND seen > 0
    UNION ALL SELECT b.block, 'moved', b.counted, b.seen, b.cost_micro
      FROM before b JOIN own o ON o.member_id = b.member_id WHERE b.block <> o.block)
  SELECT block AS of_group, kind, ${SUMS} FROM parts GROUP BY block, kind`;

/** What will be published: what was, but of the blocks that are released what is. */
const NEXT = `
  ${PEOPLE},
  next AS (
    SELECT b.member_id, o.team_id, b.block, b.counted, b.seen, b.cost_micro
    FROM before b LEFT JOIN own o ON o.member_id = b.member_id WHERE b.block <> ALL ($6::int[])
    UNION ALL SELECT member_id, team_id, block, counted, seen, cost_micro FROM own WHERE seen > 0 AND block = ANY ($6::int[]))`;

const IN_REST = `
  WITH ${NEXT} SELECT coalesce(team_id, ${REST}) AS of_group, ${SUMS} FROM next WHERE block = ${REST} GROUP BY 1`;

const WRITE = `
  WITH ${NEXT}
  INSERT INTO published_part (member_id, block, pass, counted, seen, cost_micro)
  SELECT member_id, CASE WHEN block = ${REST} AND team_id = ANY ($7::int[]) THEN team_id ELSE block END, $8, counted, seen, cost_micro
  FROM next`;
