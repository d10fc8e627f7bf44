import {
  MEASURES,
  NOBODY,
  NO_MEASURES,
  type GroupSums,
  type Measures,
} from "../../core/board/publication/groupSums.ts";
import { REST, type Block, type PublicationStore } from "../../core/board/publication/publishTotals.ts";
import { stepAbove, type Departed, type GroupChange } from "../../core/board/suppression.ts";
import { flagIn, numberIn, textIn, type Queries, type Row } from "../database/boardDatabase.ts";

/** The figures of `member_figure`, and what was published of them, for one transaction. */
export function totalsStoreIn(queries: Queries): PublicationStore {
  return {
    async blocks() {
      return (await queries.query("SELECT * FROM published_block ORDER BY block")).map(readBlock);
    },
    async putBlock({ block, people, isBand, shown, day }) {
      await queries.query(PUT_BLOCK, [block, people, isBand, shown.counted, shown.seen, shown.costMicro, day]);
    },
    async sumsNow() {
      return sumsBy(await queries.query(SUMS_NOW), "team");
    },
    async changes(blocks) {
      const rows = await queries.query(CHANGES, [blocks]);
      const departed = await readDeparted(queries);
      return new Map(blocks.map((block) => [block, changeOf(block, rows, departed)]));
    },
    async release(block, blocks) {
      await queries.query("DELETE FROM published_part WHERE block = $1", [block]);
      const [row] =
        block === REST ? await queries.query(RELEASE_REST, [blocks]) : await queries.query(RELEASE_TEAM, [block]);
      await queries.query(
        `UPDATE published_block SET departed = 0, departed_counted = 0, departed_seen = 0, departed_cost_micro = 0
         WHERE block = $1`,
        [block],
      );
      return readSums(row);
    },
    async publishedInRest() {
      const teams = sumsBy(await queries.query(PUBLISHED_IN_REST), "team");
      return { teams, departed: (await readDeparted(queries)).get(REST) ?? NOBODY_LEFT };
    },
    async carve(team) {
      await queries.query(
        `UPDATE published_part p SET block = $1 FROM member_figure f
         WHERE f.member_id = p.member_id AND p.block = ${REST} AND f.team_id = $1`,
        [team],
      );
    },
    async merge(block) {
      await queries.query(MERGE_PARTS, [block]);
      await queries.query("DELETE FROM published_part WHERE block = $1", [block]);
      await queries.query(MERGE_DEPARTED, [block]);
      await queries.query("DELETE FROM published_block WHERE block = $1", [block]);
    },
  };
}

const NOBODY_LEFT: Departed = { people: 0, most: NO_MEASURES };

/** Notes that somebody leaves, before what was published of them is deleted: that it happened, and a step above their figures. */
export async function noteDeparture(queries: Queries, member: number): Promise<void> {
  const rows = await queries.query("SELECT block, counted, seen, cost_micro FROM published_part WHERE member_id = $1", [
    member,
  ]);
  for (const row of rows)
    await queries.query(
      `UPDATE published_block SET departed = departed + 1, departed_counted = greatest(departed_counted, $2),
         departed_seen = greatest(departed_seen, $3), departed_cost_micro = greatest(departed_cost_micro, $4)
       WHERE block = $1`,
      [numberIn(row, "block"), ...["counted", "seen", "cost_micro"].map((column) => stepAbove(numberIn(row, column)))],
    );
}

function readBlock(row: Row): Block {
  return {
    block: numberIn(row, "block"),
    people: numberIn(row, "people"),
    isBand: flagIn(row, "is_band"),
    shown: readMeasures(row, ""),
    day: numberIn(row, "day"),
  };
}

function readMeasures(row: Row, prefix: string): Measures {
  return {
    counted: numberIn(row, `${prefix}counted`),
    seen: numberIn(row, `${prefix}seen`),
    costMicro: numberIn(row, `${prefix}cost_micro`),
  };
}

async function readDeparted(queries: Queries): Promise<ReadonlyMap<number, Departed>> {
  const rows = await queries.query(
    "SELECT block, departed, departed_counted, departed_seen, departed_cost_micro FROM published_block",
  );
  return new Map(
    rows.map((row) => [
      numberIn(row, "block"),
      { people: numberIn(row, "departed"), most: readMeasures(row, "departed_") },
    ]),
  );
}

function readSums(row: Row | undefined): GroupSums {
  if (row === undefined) return NOBODY;
  return { people: numberIn(row, "people"), total: readMeasures(row, "total_"), most: readMeasures(row, "most_") };
}

function sumsBy(rows: readonly Row[], column: string): ReadonlyMap<number, GroupSums> {
  return new Map(rows.map((row) => [numberIn(row, column), readSums(row)]));
}

function changeOf(block: number, rows: readonly Row[], departed: ReadonlyMap<number, Departed>): GroupChange {
  const of = (kind: string): GroupSums =>
    readSums(rows.find((row) => numberIn(row, "block") === block && textIn(row, "kind") === kind));
  return { now: of("now"), changed: of("changed"), moved: of("moved"), departed: departed.get(block) ?? NOBODY_LEFT };
}

const COLUMNS = { counted: "counted", seen: "seen", costMicro: "cost_micro" } as const;
const TOTALS = MEASURES.map((measure) => COLUMNS[measure])
  .map(
    (column) =>
      `least(coalesce(sum(${column}), 0), ${Number.MAX_SAFE_INTEGER})::bigint AS total_${column}, coalesce(max(${column}), 0) AS most_${column}`,
  )
  .join(", ");

const SUMS_NOW = `
  SELECT coalesce(team_id, ${REST}) AS team, count(*) AS people, ${TOTALS} FROM member_figure WHERE seen > 0 GROUP BY 1`;

const OWN_BLOCK = `CASE WHEN f.team_id = ANY ($1::int[]) THEN f.team_id ELSE ${REST} END`;

/** Of each block: who is in it now; who differs from what was published, or is new; and who came from or went to another. */
const CHANGES = `
  WITH own AS (SELECT f.member_id, ${OWN_BLOCK} AS block, f.counted, f.seen, f.cost_micro FROM member_figure f),
  beside AS (
    SELECT o.*, p.member_id IS NOT NULL AS is_published, abs(o.counted - p.counted) AS by_counted, abs(o.seen - p.seen) AS by_seen,
      abs(o.cost_micro - p.cost_micro) AS by_cost_micro
    FROM own o LEFT JOIN published_part p ON p.member_id = o.member_id AND p.block = o.block),
  parts AS (
    SELECT block, 'now' AS kind, counted, seen, cost_micro FROM beside WHERE seen > 0
    UNION ALL SELECT block, 'changed', by_counted, by_seen, by_cost_micro FROM beside
      WHERE is_published AND by_counted + by_seen + by_cost_micro > 0
    UNION ALL SELECT b.block, CASE WHEN EXISTS (SELECT 1 FROM published_part e WHERE e.member_id = b.member_id)
        THEN 'moved' ELSE 'changed' END, b.counted, b.seen, b.cost_micro
      FROM beside b WHERE NOT b.is_published AND b.seen > 0
    UNION ALL SELECT p.block, 'moved', p.counted, p.seen, p.cost_micro
      FROM published_part p JOIN own o ON o.member_id = p.member_id WHERE p.block <> o.block)
  SELECT block, kind, count(*) AS people, ${TOTALS} FROM parts GROUP BY block, kind`;

const release = (block: string, where: string): string => `
  WITH released AS (
    INSERT INTO published_part (member_id, block, counted, seen, cost_micro)
    SELECT f.member_id, ${block}, f.counted, f.seen, f.cost_micro FROM member_figure f
    WHERE f.seen > 0 AND ${where} RETURNING counted, seen, cost_micro)
  SELECT count(*) AS people, ${TOTALS} FROM released`;

const RELEASE_TEAM = release("$1::int", "f.team_id = $1::int");
const RELEASE_REST = release(String(REST), `${OWN_BLOCK} = ${REST}`);

const PUBLISHED_IN_REST = `
  SELECT coalesce(f.team_id, ${REST}) AS team, count(*) AS people,
    ${TOTALS.replaceAll(/\((counted|seen|cost_micro)\)/g, "(p.$1)")}
  FROM published_part p LEFT JOIN member_figure f ON f.member_id = p.member_id WHERE p.block = ${REST} GROUP BY 1`;

const PUT_BLOCK = `
  INSERT INTO published_block (block, people, is_band, counted, seen, cost_micro, day) VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT (block) DO UPDATE SET people = excluded.people, is_band = excluded.is_band, counted = excluded.counted,
    seen = excluded.seen, cost_micro = excluded.cost_micro, day = excluded.day`;

const MERGE_PARTS = `
  INSERT INTO published_part (member_id, block, counted, seen, cost_micro)
  SELECT member_id, ${REST}, counted, seen, cost_micro FROM published_part WHERE block = $1
  ON CONFLICT (member_id, block) DO UPDATE SET counted = published_part.counted + excluded.counted,
    seen = published_part.seen + excluded.seen, cost_micro = published_part.cost_micro + excluded.cost_micro`;

const MERGE_DEPARTED = `
  UPDATE published_block r SET departed = r.departed + b.departed,
    departed_counted = greatest(r.departed_counted, b.departed_counted),
    departed_seen = greatest(r.departed_seen, b.departed_seen),
    departed_cost_micro = greatest(r.departed_cost_micro, b.departed_cost_micro)
  FROM published_block b WHERE r.block = ${REST} AND b.block = $1`;
