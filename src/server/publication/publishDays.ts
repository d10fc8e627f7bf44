import { NOBODY, isDominated, mapMeasures, together, type GroupSums } from "../../core/board/publication/groupSums.ts";
import { bandOf, roundFigure, withheld } from "../../core/board/suppression.ts";
import { WINDOW_DAYS } from "../../core/board/windowDays.ts";
import * as v from "valibot";
import { publishedSchema, type Published } from "../../shared/board/published.ts";
import { numberIn, textIn, type BoardDatabase, type Queries } from "../database/boardDatabase.ts";
import { forMembersInSlices } from "../database/memberSlices.ts";
import { daysOfMembers } from "./daysOfMembers.ts";
import { FIGURES_SLICE } from "./publicationPass.ts";

/** By then the rows of a day have settled, but for those of new devices and those that come late. */
const SETTLED_AFTER = 3;

/** Publishes the company's counted tokens of days that have settled: once, and whatever comes later changes nothing of it. */
export async function publishDays(
  database: BoardDatabase,
  { least, day: today }: { readonly least: number; readonly day: number },
): Promise<void> {
  const rows = await database.query(MISSING, [today - WINDOW_DAYS - SETTLED_AFTER, today - SETTLED_AFTER]);
  const missing = rows.map((row) => numberIn(row, "day"));
  if (missing.length === 0) return;
  const sums = await sumDays(database, Math.min(...missing), Math.max(...missing));
  await database.transaction(async (queries) => {
    for (const day of missing) {
      const figure = dayFigure(sums.get(day) ?? NOBODY, least);
      await queries.query(
        `INSERT INTO published (day, kind, id, name, is_shown, totals, practice) VALUES ($1, 'day', '', '', $2, $3, '')
         ON CONFLICT DO NOTHING`,
        [day, figure.kind !== "withheld", JSON.stringify(figure)],
      );
    }
  });
}

function dayFigure(sums: GroupSums, least: number): Published {
  if (sums.people < least) return withheld("tooFew");
  const { counted } = sums.total;
  return isDominated(sums) ? { kind: "band", ...bandOf(counted) } : { kind: "value", value: roundFigure(counted) };
}

async function sumDays(database: BoardDatabase, first: number, last: number): Promise<ReadonlyMap<number, GroupSums>> {
  const days = new Map<number, GroupSums>();
  await forMembersInSlices(database, FIGURES_SLICE, async (queries, range) => {
    for (const row of await queries.query(SUMS, [range.after, range.last, first, last])) {
      const day = numberIn(row, "day");
      const sums = {
        people: numberIn(row, "people"),
        total: mapMeasures(() => numberIn(row, "total")),
        most: mapMeasures(() => numberIn(row, "most")),
      };
      days.set(day, together(days.get(day) ?? NOBODY, sums));
    }
  });
  return days;
}

/** Days that were published, oldest first. */
export async function readPublishedDays(
  queries: Queries,
  sinceDay: number,
): Promise<readonly { readonly day: number; readonly counted: Published }[]> {
  const rows = await queries.query("SELECT day, totals FROM published WHERE kind = 'day' AND day >= $1 ORDER BY day", [
    sinceDay,
  ]);
  return rows.map((row) => ({
    day: numberIn(row, "day"),
    counted: v.parse(publishedSchema, JSON.parse(textIn(row, "totals"))),
  }));
}

const MISSING = `
  SELECT day FROM generate_series($1::int, $2::int) AS s(day)
  WHERE NOT EXISTS (SELECT 1 FROM published p WHERE p.kind = 'day' AND p.day = s.day) ORDER BY day`;

const SUMS = `
  SELECT day, count(*) AS people, least(sum(settled), ${Number.MAX_SAFE_INTEGER})::bigint AS total, max(settled) AS most
  FROM member_day WHERE member_id > $1 AND member_id <= $2 AND ${daysOfMembers("$3", "$4")} AND settled > 0 GROUP BY day`;
