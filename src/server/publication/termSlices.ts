import { planTermSlices } from "../../core/board/publication/planTermSlices.ts";
import { bandOf, peopleFigure, withheld } from "../../core/board/suppression.ts";
import type { Published } from "../../shared/board/published.ts";
import { numberIn, textIn, type Row } from "../database/boardDatabase.ts";
import type { PublicationPass } from "./publicationPass.ts";

const TERM_KINDS = ["tool", "model"] as const;
type TermKind = (typeof TERM_KINDS)[number];

export interface TermSlice {
  readonly kind: TermKind;
  readonly name: string;
  /** How many use it, as it was counted. */
  readonly users: number;
  readonly people: Published;
  readonly counted: Published;
  readonly seen: Published;
}

/** What its users' windows hold of a term. */
interface TermUse {
  readonly kind: TermKind;
  readonly name: string;
  /** By which terms that as many use are told apart. */
  readonly term: number;
  readonly people: number;
  /** Who used nothing else of its kind. */
  readonly alone: number;
  readonly counted: number;
  readonly seen: number;
}

/**
 * Tools and models, each with how many use it and a band of their tokens of it.
 *
 * @param everybody how many have any use
 */
export async function readTermSlices(
  pass: PublicationPass,
  { least, everybody }: { readonly least: number; readonly everybody: number },
): Promise<readonly TermSlice[]> {
  const uses = new Map<string, TermUse>();
  await pass.forMembers(async (queries, { after, last }) => {
    for (const use of (await queries.query(USES, [after, last])).map(readUse)) {
      const key = `${use.kind} ${use.name}`;
      uses.set(key, addUse(uses.get(key), use));
    }
  });
  const inOrder = [...uses.values()].toSorted((a, b) => a.term - b.term);
  return TERM_KINDS.flatMap((kind) =>
    slicesOf(
      inOrder.filter((use) => use.kind === kind),
      least,
      everybody,
    ),
  );
}

function slicesOf(uses: readonly TermUse[], least: number, everybody: number): readonly TermSlice[] {
  const forms = planTermSlices(
    new Map(uses.map(({ name, people, alone }) => [name, { people, outside: everybody - alone }])),
    least,
  );
  return uses.map(({ kind, name, people, counted, seen }) => {
    const form = forms.get(name) ?? "tooFew";
    const band = (value: number): Published => (form === "band" ? { kind: "band", ...bandOf(value) } : withheld(form));
    const told = form === "band" ? peopleFigure(people, least) : withheld(form);
    return { kind, name, users: people, people: told, counted: band(counted), seen: band(seen) };
  });
}

function addUse(before: TermUse | undefined, use: TermUse): TermUse {
  if (before === undefined) return use;
  return {
    ...use,
    people: before.people + use.people,
    alone: before.alone + use.alone,
    counted: before.counted + use.counted,
    seen: before.seen + use.seen,
  };
}

function readUse(row: Row): TermUse {
  return {
    kind: textIn(row, "kind") as TermKind,
    name: textIn(row, "name"),
    term: numberIn(row, "term"),
    people: numberIn(row, "people"),
    alone: numberIn(row, "alone"),
    counted: numberIn(row, "counted"),
    seen: numberIn(row, "seen"),
  };
}

/** A day's counted tokens are a tool's in the proportion in which its tokens were seen. */
const USES = `
  SELECT s.kind, t.name, s.term, count(*) AS people, count(*) FILTER (WHERE s.seen >= f.seen) AS alone,
    sum(s.seen)::double precision AS seen, sum(f.counted::double precision * s.seen / greatest(f.seen, 1)) AS counted
  FROM member_share s JOIN member_figure f ON f.member_id = s.member_id AND f.member_id > $1 AND f.member_id <= $2
    JOIN term t ON t.term_id = s.term
  WHERE s.member_id > $1 AND s.member_id <= $2 GROUP BY s.kind, t.name, s.term`;
