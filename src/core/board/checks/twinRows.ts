import { CHECK_LIMITS, type CheckLimits } from "./checkLimits.ts";

/** A row that may be the same as another, of any member or device. */
export interface ComparedRow {
  readonly member: number;
  readonly device: number;
  readonly firstSeenMs: number;
  readonly tokens: number;
  /** Equal for rows of the same hour, tool, model, mode and figures. */
  readonly print: string | number;
}

/** Rows of one device that another has sent before. They count once: for the other. */
export interface Twins<Row extends ComparedRow = ComparedRow> {
  readonly member: number;
  readonly device: number;
  readonly ofMember: number;
  readonly ofDevice: number;
  readonly rows: readonly Row[];
  readonly tokens: number;
}

/**
 * C8: pairs of devices with several identical rows of some size; then smaller rows that are identical count once as well. Of
 * more than two, each later one is held against the first.
 */
export function findTwins<Row extends ComparedRow>(
  rows: Iterable<Row>,
  { twinRows, twinRowTokens }: Pick<CheckLimits, "twinRows" | "twinRowTokens"> = CHECK_LIMITS,
): readonly Twins<Row>[] {
  const byPrint = new Map<string | number, Row[]>();
  for (const row of rows) {
    if (row.tokens === 0) continue;
    const same = byPrint.get(row.print);
    if (same === undefined) byPrint.set(row.print, [row]);
    else same.push(row);
  }
  const pairs = new Map<string, { readonly first: Row; readonly later: Row; readonly rows: Row[] }>();
  for (const same of byPrint.values()) {
    const [first, ...later] = same.length < 2 ? [] : same.toSorted(byArrival);
    if (first === undefined) continue;
    for (const row of later) {
      if (row.member === first.member && row.device === first.device) continue;
      const key = `${row.member} ${row.device} ${first.member} ${first.device}`;
      const pair = pairs.get(key);
      if (pair === undefined) pairs.set(key, { first, later: row, rows: [row] });
      else pair.rows.push(row);
    }
  }
  return [...pairs.values()]
    .filter((pair) => pair.rows.filter(({ tokens }) => tokens >= twinRowTokens).length >= twinRows)
    .map((pair) => ({
      member: pair.later.member,
      device: pair.later.device,
      ofMember: pair.first.member,
      ofDevice: pair.first.device,
      rows: pair.rows,
      tokens: pair.rows.reduce((all, row) => all + row.tokens, 0),
    }));
}

function byArrival(a: ComparedRow, b: ComparedRow): number {
  return a.firstSeenMs - b.firstSeenMs || a.member - b.member || a.device - b.device;
}
