import { roundFigure, withheld } from "../../core/board/suppression.ts";
import type { PracticeMetric } from "../../shared/board/practiceView.ts";
import type { Published, Quartiles } from "../../shared/board/published.ts";
import { numberIn, textIn, type Queries, type Row } from "../database/boardDatabase.ts";
import { METRICS } from "./metricColumns.ts";

/** Values that a median is taken of at most: two digits of it do not change with more. */
const SAMPLE = 100_000;

export type MetricQuartiles = readonly { readonly metric: PracticeMetric; readonly of: Quartiles }[];

/** Of so many members, one is in the sample that quartiles are taken of. */
export async function membersPerSampled(queries: Queries): Promise<number> {
  const [all] = await queries.query("SELECT count(*) AS n FROM member_figure");
  return Math.max(1, Math.ceil(numberIn(all, "n") / SAMPLE));
}

/** The middle half of each metric, by slice; a metric that fewer know than make a group is withheld. */
export async function readQuartiles(
  queries: Queries,
  kind: "company" | "team" | "tool" | "model",
  { least, everyOf }: { readonly least: number; readonly everyOf: number },
): Promise<ReadonlyMap<string, MetricQuartiles>> {
  const rows = await queries.query(quartilesSql(kind), [everyOf]);
  return new Map(rows.map((row) => [textIn(row, "id"), METRICS.map((each) => readMetric(row, each, least))]));
}

function readMetric(
  row: Row,
  [metric, column]: readonly [PracticeMetric, string],
  least: number,
): MetricQuartiles[number] {
  const values = row[`q_${column}`];
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

const SLICES = {
  company: { id: "''::text", from: "member_figure f" },
  team: { id: "f.team_id::text", from: "member_figure f" },
  tool: { id: "t.name", from: sharesOf("tool") },
  model: { id: "t.name", from: sharesOf("model") },
} as const;

function sharesOf(kind: "tool" | "model"): string {
  return `member_figure f JOIN member_share s ON s.member_id = f.member_id AND s.kind = '${kind}' JOIN term t ON t.term_id = s.term`;
}

function quartilesSql(kind: keyof typeof SLICES): string {
  const { id, from } = SLICES[kind];
  // Numbers of members are random, so that every so many of them are a fair sample.
  const where = `WHERE f.member_id % $1 = 0${kind === "team" ? " AND f.team_id IS NOT NULL" : ""}`;
  const figures = METRICS.map(
    ([, column]) =>
      `count(f.${column}) AS n_${column}, percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY f.${column}) AS q_${column}`,
  );
  return `SELECT ${id} AS id, ${figures.join(", ")} FROM ${from} ${where} GROUP BY 1`;
}
