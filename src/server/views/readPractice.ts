import { withheld } from "../../core/board/suppression.ts";
import type { PracticeView } from "../../shared/board/practiceView.ts";
import type { Slice } from "../../shared/board/published.ts";
import { optionalNumberIn, type Queries } from "../database/boardDatabase.ts";
import { METRICS } from "../publication/metricColumns.ts";
import { readNewestSlices, readSliceDays, type PublishedSlice } from "../publication/publishedSlice.ts";
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
  const slices = await readNewestSlices(queries);
  const found = slices.find(({ kind, id }) => kind === slice.kind && id === slice.id);
  if (found === undefined && slice.kind !== "company") return undefined;
  const own = await readOwn(queries, member);
  const weeks = found === undefined ? [] : await readWeeks(queries, found);
  const metrics = found?.payload.metrics ?? withheldQuartiles("tooFew");
  return {
    asOf: found === undefined ? nowMs : found.day * DAY_MS,
    slice: found === undefined ? COMPANY : sliceOf(found),
    slices: [COMPANY, ...slices.filter(isShown).map(sliceOf)],
    people: found?.payload.people ?? withheld("tooFew"),
    metrics: metrics.map(({ metric, of }) => {
      const figure = own.get(metric);
      return {
        metric,
        of,
        ...(figure === undefined ? {} : { own: figure }),
        weeks: weeks.map(({ day, payload }) => ({
          fromDay: day,
          median: payload.metrics.find((each) => each.metric === metric)?.of.median ?? withheld("tooFew"),
        })),
      };
    }),
    badges: [...(found?.payload.badges ?? [])],
  };
}

/** Parts of the company that are not withheld. */
export function isShown({ kind, payload }: PublishedSlice): boolean {
  return kind !== "company" && payload.people.kind !== "withheld";
}

export function sliceOf({ kind, id, name }: PublishedSlice): Slice {
  return { kind, id, name };
}

/** One publication a week, back from the newest; oldest first. A week without one is left out. */
async function readWeeks(queries: Queries, newest: PublishedSlice): Promise<readonly PublishedSlice[]> {
  const days = await readSliceDays(queries, newest, newest.day - (WEEKS - 1) * WEEK_DAYS);
  return days.filter(({ day }) => (newest.day - day) % WEEK_DAYS === 0).toReversed();
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
