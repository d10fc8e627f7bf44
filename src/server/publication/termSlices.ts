import { planTermSlices } from "../../core/board/publication/planTermSlices.ts";
import { bandOf, peopleFigure, withheld } from "../../core/board/suppression.ts";
import type { Published } from "../../shared/board/published.ts";
import { numberIn, textIn, type Queries } from "../database/boardDatabase.ts";

export interface TermSlice {
  readonly name: string;
  readonly people: Published;
  readonly counted: Published;
  readonly seen: Published;
}

/** Tools or models, each with how many use it and a band of their tokens of it. */
export async function readTermSlices(
  queries: Queries,
  kind: "tool" | "model",
  least: number,
): Promise<readonly TermSlice[]> {
  const rows = await queries.query(TERMS, [kind]);
  const uses = new Map(
    rows.map((row) => [textIn(row, "name"), { people: numberIn(row, "people"), outside: numberIn(row, "outside") }]),
  );
  const forms = planTermSlices(uses, least);
  return rows.map((row) => {
    const name = textIn(row, "name");
    const form = forms.get(name) ?? "tooFew";
    const band = (column: string): Published =>
      form === "band" ? { kind: "band", ...bandOf(numberIn(row, column)) } : withheld(form);
    const people = form === "band" ? peopleFigure(numberIn(row, "people"), least) : withheld(form);
    return { name, people, counted: band("counted"), seen: band("seen") };
  });
}

/** A day's counted tokens are a tool's in the proportion in which its tokens were seen. */
const TERMS = `
  WITH everybody AS (SELECT count(*) AS n FROM member_figure WHERE seen > 0),
  alone AS (
    SELECT s.term, count(*) AS n FROM member_share s JOIN member_figure f ON f.member_id = s.member_id
    WHERE s.kind = $1 AND s.seen >= f.seen GROUP BY s.term)
  SELECT t.name, count(*) AS people, (SELECT n FROM everybody) - coalesce((SELECT n FROM alone WHERE alone.term = s.term), 0) AS outside,
    sum(s.seen)::double precision AS seen, sum(f.counted::double precision * s.seen / greatest(f.seen, 1)) AS counted
  FROM member_share s JOIN member_figure f ON f.member_id = s.member_id JOIN term t ON t.term_id = s.term
  WHERE s.kind = $1 GROUP BY t.name, s.term ORDER BY s.term`;
