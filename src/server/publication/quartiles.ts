import { roundFigure, withheld } from "../../core/board/suppression.ts";
import type { PracticeMetric } from "../../shared/board/practiceView.ts";
import type { Published, Quartiles } from "../../shared/board/published.ts";
import { numberIn, type Queries, type Row } from "../database/boardDatabase.ts";
import { METRICS } from "./metricColumns.ts";
import type { SliceKind } from "./publishedSlice.ts";

/** Values that a median is taken of: two digits of it hardly change with more. */
const SAMPLE = 20_000;

export type MetricQuartiles = readonly { readonly metric: PracticeMetric; readonly of: Quartiles }[];

/** People whose metrics are looked at together. */
export interface Sampled {
  readonly kind: SliceKind;
  /** Number of the team or name of the term; empty for the company. */
  readonly id: string;
  /** About how many they are. */
  readonly people: number;
}

/** The middle half of each metric of a slice; a metric that fewer know than make a group is withheld. */
export async function readQuartiles(
  queries: Queries,
  { kind, id, people }: Sampled,
  least: number,
): Promise<MetricQuartiles> {
  const everyOf = Math.max(1, Math.round(people / SAMPLE));
  const [row] = await queries.query(QUARTILES[kind], kind === "company" ? [everyOf] : [everyOf, id]);
  return METRICS.map((each) => readMetric(row, each, least));
}

function readMetric(
  row: Row | undefined,
  [metric, column]: readonly [PracticeMetric, string],
  least: number,
): MetricQuartiles[number] {
  const values = row?.[`q_${column}`];
  const isKnown = numberIn(row, `n_${column}`) >= least && Array.isArray(values);
  const at = (i: number): Published => {
    const value: unknown = isKnown ? values[i] : undefined;
    return typeof value === "number" ? { kind: "value", value: roundFigure(value) } : withheld("tooFew");
  };
  return { metric, of: { low: at(0), median: at(1), high: at(2) } };
}

/** Metrics of a slice that is not shown. */
export function withheldQuartiles(reason: Parameters<typeof withheld>[0]): MetricQuartiles {
  const none = withheld(reason);
  return METRICS.map(([metric]) => ({ metric, of: { low: none, median: none, high: none } }));
}

const QUARTILES: Readonly<Record<SliceKind, string>> = {
  company: quartilesSql("member_figure f WHERE true"),
  team: quartilesSql("member_figure f WHERE f.team_id = $2::int"),
  tool: quartilesSql(usersOf("tool")),
  model: quartilesSql(usersOf("model")),
};

function usersOf(kind: "tool" | "model"): string {
  return `member_share s JOIN member_figure f ON f.member_id = s.member_id
    WHERE s.kind = '${kind}' AND s.term = (SELECT term_id FROM term WHERE name = $2)`;
}

function quartilesSql(from: string): string {
  const figures = METRICS.map(
    ([, column]) =>
      `count(f.${column}) AS n_${column}, percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY f.${column}) AS q_${column}`,
  );
  // Numbers of members are random, so that every so many of them are a fair sample.
  return `SELECT ${figures.join(", ")} FROM ${from} AND f.member_id % $1 = 0`;
}
