import { withheld } from "../../core/board/suppression.ts";
import type { PracticeView } from "../../shared/board/practiceView.ts";
import type { Slice } from "../../shared/board/published.ts";
import { optionalNumberIn, type Queries } from "../database/boardDatabase.ts";
import { METRICS } from "../publication/metricColumns.ts";
import { readNewestNames, readSliceDays, type NamedSlice } from "../publication/publishedSlice.ts";
import { withheldQuartiles } from "../publication/quartiles.ts";

const DAY_MS = 86_400_000;
const WEEK_DAYS = 7;
const WEEKS = 13;
const COMPANY: Slice = { kind: "company", id: "", name: "" };

export interface PracticeQuestion {
  readonly slice: Pick<Slice, "kind" | "id">;
  /** Who looks, where they take part: their own figures stand beside. */
  readonly member: number | undefined;
  readonly nowMs: number;
}

/** How a group works, as it was published; `undefined` for a slice that there is not. */
export async function readPractice(
  queries: Queries,
  { slice, member, nowMs }: PracticeQuestion,
): Promise<PracticeView | undefined> {
  const names = await readNewestNames(queries);
  const newestDay = names[0]?.day;
  const weekDays = newestDay === undefined ? [] : Array.from({ length: WEEKS }, (_, i) => newestDay - i * WEEK_DAYS);
  const weeks = await readSliceDays(queries, slice, weekDays);
  const found = weeks.find(({ day }) => day === newestDay);
  if (found === undefined && (slice.kind !== "company" || slice.id !== "")) return undefined;
  const own = await readOwn(queries, member);
  const metrics = found?.practice.metrics ?? withheldQuartiles("tooFew");
  return {
    asOf: found === undefined ? nowMs : found.day * DAY_MS,
    slice: found === undefined ? COMPANY : sliceOf(found),
    slices: [COMPANY, ...names.filter(({ kind }) => kind !== "company").map(sliceOf)],
    people: found?.totals.people ?? withheld("tooFew"),
    metrics: metrics.map(({ metric, of }) => {
      const figure = own.get(metric);
      return {
        metric,
        of,
        ...(figure === undefined ? {} : { own: figure }),
        weeks: weeks.toReversed().map(({ day, practice }) => ({
          fromDay: day,
          median: practice.metrics.find((each) => each.metric === metric)?.of.median ?? withheld("tooFew"),
        })),
      };
    }),
    badges: [...(found?.practice.badges ?? [])],
  };
}

export function sliceOf({ kind, id, name }: NamedSlice): Slice {
  return { kind, id, name };
}

async function readOwn(queries: Queries, member: number | undefined): Promise<ReadonlyMap<string, number>> {
  if (member === undefined) return new Map();
  const [row] = await queries.query("SELECT * FROM member_figure WHERE member_id = $1", [member]);
  if (row === undefined) return new Map();
  const own = new Map<string, number>();
  for (const [metric, column] of METRICS) {
    const figure = optionalNumberIn(row, column);
    if (figure !== undefined) own.set(metric, figure);
  }
  return own;
}
