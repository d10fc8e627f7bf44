import { isDominated, mapMeasures } from "../../core/board/publication/groupSums.ts";
import { bandOf, roundFigure, withheld } from "../../core/board/suppression.ts";
import { WINDOW_DAYS } from "../../core/board/windowDays.ts";
import * as v from "valibot";
import { publishedSchema, type Published } from "../../shared/board/published.ts";
import { numberIn, textIn, type Queries } from "../database/boardDatabase.ts";

/** By then the rows of a day have settled, but for those of new devices and those that come late. */
const SETTLED_AFTER = 3;

/** Publishes the company's counted tokens of days that have settled: once, and whatever comes later changes nothing of it. */
export async function publishDays(
  queries: Queries,
  { least, day: today }: { readonly least: number; readonly day: number },
): Promise<void> {
  const missing = await queries.query(MISSING, [today - WINDOW_DAYS - SETTLED_AFTER, today - SETTLED_AFTER]);
  // One by one: a month of days of many people would take too long as one statement.
  for (const day of missing.map((row) => numberIn(row, "day"))) {
    const [row] = await queries.query(SUM_OF_DAY, [day]);
    const sums = {
      people: numberIn(row, "people"),
      total: mapMeasures(() => numberIn(row, "total")),
      most: mapMeasures(() => numberIn(row, "most")),
    };
    const figure: Published =
      sums.people < least
        ? withheld("tooFew")
        : isDominated(sums)
          ? { kind: "band", ...bandOf(sums.total.counted) }
          : { kind: "value", value: roundFigure(sums.total.counted) };
    await queries.query(
      `INSERT INTO published (day, kind, id, name, is_shown, totals, practice) VALUES ($1, 'day', '', '', $2, $3, '')
       ON CONFLICT DO NOTHING`,
      [day, figure.kind !== "withheld", JSON.stringify(figure)],
    );
  }
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

const SUM_OF_DAY = `
  SELECT count(*) AS people, least(coalesce(sum(settled), 0), ${Number.MAX_SAFE_INTEGER})::bigint AS total,
    coalesce(max(settled), 0) AS most FROM member_day WHERE day = $1 AND settled > 0`;
