import { standingBand } from "../../core/board/standingBand.ts";
import type { Standing } from "../../shared/board/standing.ts";
import { flagIn, numberIn, optionalNumberIn, optionalTextIn, type Queries } from "../database/boardDatabase.ts";
import { STEP } from "../ranking/rebuildRanks.ts";
import { readPlace } from "./listedEntries.ts";
import { LINE_COLUMNS, memberLine, type MemberLine } from "./memberLines.ts";

export interface Standpoint {
  readonly nowMs: number;
  /** People that a band holds at least. */
  readonly least: number;
}

/** Where a member stands, for them alone; `undefined` for a member that does not exist. */
export async function readStanding(queries: Queries, member: number, at: Standpoint): Promise<Standing | undefined> {
  return (await readOwn(queries, member, at))?.standing;
}

export interface Own {
  readonly standing: Standing;
  /** `undefined` before the first upload. */
  readonly line: MemberLine | undefined;
}

/** As `readStanding`, with the member's own line. */
export async function readOwn(
  queries: Queries,
  member: number,
  { nowMs, least }: Standpoint,
): Promise<Own | undefined> {
  const [row] = await queries.query(OWN, [member]);
  if (row === undefined) return undefined;
  const [handle, listed] = [optionalTextIn(row, "handle"), flagIn(row, "is_listed")];
  const named = { asOf: numberIn(row, "ranked_ms"), listed, ...(handle === undefined ? {} : { handle }) };
  // Before the first upload there is no window.
  if (optionalNumberIn(row, "member_id") === undefined) {
    const nothing = { counted: 0, provisional: 0, seen: 0, activeDays: 0, trust: "provisional" } as const;
    return { standing: { ...named, ...nothing }, line: undefined };
  }
  const line = memberLine(row, nowMs);
  const rank = listed && line.trust !== "held" ? await readPlace(queries, line) : undefined;
  const place = optionalNumberIn(row, "place");
  const band = place === undefined ? undefined : standingBand(place, numberIn(row, "people"), least);
  const { counted, provisional, seen, activeDays, tier, trust } = line;
  const standing: Standing = {
    ...named,
    ...(rank === undefined ? {} : { rank }),
    ...(band === undefined ? {} : { band }),
    counted,
    provisional,
    seen,
    activeDays,
    trust,
    ...(tier === undefined ? {} : { tier }),
  };
  return { standing, line };
}

/**
 * A member's line, and where they stand among all who have settled tokens, listed or not, by the histogram: one more than the
 * members of higher steps. All of a step stand in one place: who sends other figures and looks when their band becomes another would
 * else find out what exactly somebody has who is not listed.
 */
const OWN = `
  SELECT ${LINE_COLUMNS}, m.listed AS is_listed, board.ranked_ms, (SELECT coalesce(sum(n), 0)::bigint FROM score_bucket) AS people,
    CASE WHEN w.bucket IS NOT NULL THEN 1
      + (SELECT coalesce(sum(s.n), 0)::bigint FROM score_bucket s WHERE s.bucket >= (w.bucket / ${STEP} + 1) * ${STEP}) END AS place
  FROM member m CROSS JOIN board LEFT JOIN window30 w ON w.member_id = m.member_id WHERE m.member_id = $1`;
