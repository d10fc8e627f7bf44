import type { VolumeEntry } from "../../shared/board/volumeView.ts";
import { numberIn, type Queries } from "../database/boardDatabase.ts";
import { LINE_COLUMNS, memberLine, type MemberLine } from "./memberLines.ts";

/** How many the list shows. */
export const LIST_LENGTH = 250;
/** How many listed people are shown on either side of oneself. */
const NEIGHBOURS = 5;

/** Who is on the list, of `window30 w`. */
export const LISTED = "w.listed AND w.held_until_ms IS NULL";

/** Who looks: a member sees which line is theirs. */
export interface Onlooker {
  readonly member: number | undefined;
  readonly nowMs: number;
}

/** Lines to show, and whose names are in them. */
export interface ShownNames {
  readonly entries: readonly VolumeEntry[];
  readonly subjects: readonly number[];
}

/**
 * The list: those who chose to be on it, by settled tokens, and after them those of whom nothing has settled yet. Ties go to who
 * came to the score first. Who is held is not on it. No line is told to be that of who looks.
 */
export async function readList(queries: Queries, nowMs: number): Promise<ShownNames> {
  const ranked = await queries.query(RANKED);
  const left = LIST_LENGTH - ranked.length;
  const provisional = left === 0 ? [] : await queries.query(PROVISIONAL, [left]);
  const lines = [...ranked, ...provisional].map((row) => memberLine(row, nowMs));
  return {
    entries: lines.map((line, i) => entryOf(line, i < ranked.length ? i + 1 : undefined, undefined)),
    subjects: lines.map(({ member }) => member),
  };
}

/** Place of a listed member among those listed; `undefined` from the end of the list on, and for who is on no place. */
export async function readPlace(queries: Queries, line: MemberLine): Promise<number | undefined> {
  if (line.counted < 1) return undefined;
  // Counts no further than the list goes.
  const [row] = await queries.query(
    `SELECT count(*) AS n FROM (SELECT 1 FROM window30 w ${AHEAD} ORDER BY w.score DESC, w.first_ms, w.member_id
     LIMIT ${LIST_LENGTH}) ahead`,
    keyOf(line),
  );
  const ahead = numberIn(row, "n");
  return ahead < LIST_LENGTH ? ahead + 1 : undefined;
}

/** The listed just above and below, the own line between them; from the top down. Places are told of who is on the list. */
export async function readNeighbours(
  queries: Queries,
  own: MemberLine,
  place: number | undefined,
  onlooker: Onlooker,
): Promise<ShownNames> {
  if (own.counted < 1) return { entries: [], subjects: [] };
  const above = await queries.query(
    `${LINES} ${AHEAD} ORDER BY w.score, w.first_ms DESC, w.member_id DESC LIMIT ${NEIGHBOURS}`,
    keyOf(own),
  );
  const below = await queries.query(
    `${LINES} ${BEHIND} ORDER BY w.score DESC, w.first_ms, w.member_id LIMIT ${NEIGHBOURS}`,
    keyOf(own),
  );
  const lines = [...above.toReversed(), ...below].map((row) => memberLine(row, onlooker.nowMs));
  const entries = [...lines.slice(0, above.length), own, ...lines.slice(above.length)];
  const placeOf = (i: number): number | undefined => {
    const at = place === undefined ? undefined : place + i - above.length;
    return at !== undefined && at <= LIST_LENGTH ? at : undefined;
  };
  return {
    entries: entries.map((line, i) => entryOf(line, placeOf(i), onlooker.member)),
    subjects: lines.map(({ member }) => member),
  };
}

function entryOf(line: MemberLine, rank: number | undefined, you: number | undefined): VolumeEntry {
  const { handle = "", counted, provisional, seen, activeDays, tier, title, trust, badges } = line;
  return {
    ...(rank === undefined ? {} : { rank }),
    handle,
    counted,
    provisional,
    seen,
    activeDays,
    ...(tier === undefined ? {} : { tier }),
    ...(title === undefined ? {} : { title }),
    trust,
    badges: [...badges],
    isYou: line.member === you,
  };
}

function keyOf({ counted, firstMs, member }: MemberLine): readonly number[] {
  return [counted, firstMs, member];
}

const LINES = `SELECT ${LINE_COLUMNS} FROM window30 w JOIN member m ON m.member_id = w.member_id`;
/** The first comparison alone finds the place in the index; few share a score, and the second tells them apart. */
const AHEAD = `WHERE ${LISTED} AND w.score >= $1 AND (w.score > $1 OR (w.first_ms, w.member_id) < ($2, $3))`;
const BEHIND = `WHERE ${LISTED} AND w.score BETWEEN 1 AND $1 AND (w.score < $1 OR (w.first_ms, w.member_id) > ($2, $3))`;

const RANKED = `${LINES} WHERE ${LISTED} AND w.score >= 1 ORDER BY w.score DESC, w.first_ms, w.member_id LIMIT ${LIST_LENGTH}`;
const PROVISIONAL = `${LINES} WHERE ${LISTED} AND w.score = 0 AND w.provisional >= 1
  ORDER BY w.provisional DESC, w.member_id LIMIT $1`;
