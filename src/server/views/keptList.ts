import { flagIn, numberIn, type Queries } from "../database/boardDatabase.ts";
import { LISTED, LIST_LENGTH, readList, type Onlooker, type ShownNames } from "./listedEntries.ts";

/** It is read anew before that, as often as jobs have their turn; see `renew`. Ranks are made anew once a minute. */
const OLDEST_MS = 20_000;
/** A list that nobody has looked at for so long is not read anew any more until somebody does. */
const WANTED_MS = 10 * 60_000;

/** The list, and when it was read. */
export interface DatedList extends ShownNames {
  readonly asOf: number;
}

/**
 * The list as it was read a moment ago: it is the same for everybody who looks, and 250 lines are most of what an answer takes.
 * Only a full one is kept, so that on a small board whoever joins sees themselves at once. And before each use all who are on it are
 * looked for: who has left, is held or is not listed any more is shown to nobody from that moment on. Another name or title is seen
 * when the list is read anew.
 */
export class KeptList {
  #kept: DatedList | undefined;
  #lookedMs = 0;

  /** The list for one who looks; `undefined` where names are turned off. */
  async read(queries: Queries, { member, nowMs }: Onlooker): Promise<DatedList | undefined> {
    this.#lookedMs = nowMs;
    const kept = this.#kept !== undefined && isRecent(this.#kept, nowMs) ? this.#kept : undefined;
    const [row] = await queries.query(STATE, [kept?.subjects ?? []]);
    if (flagIn(row, "names_off")) return undefined;
    const isTrue = kept !== undefined && numberIn(row, "listed") === kept.subjects.length;
    const list = isTrue ? kept : await this.#readAnew(queries, nowMs);
    return {
      ...list,
      entries: list.entries.map((entry, i) => (list.subjects[i] === member ? { ...entry, isYou: true } : entry)),
    };
  }

  /** Reads a list that is looked at anew, so that nobody who looks has to wait for that; forgets one that is not. */
  async renew(queries: Queries, nowMs: number): Promise<void> {
    const isWanted = this.#kept !== undefined && Math.abs(nowMs - this.#lookedMs) < WANTED_MS;
    if (isWanted) await this.#readAnew(queries, nowMs);
    else this.#kept = undefined;
  }

  async #readAnew(queries: Queries, nowMs: number): Promise<DatedList> {
    const list = { ...(await readList(queries, nowMs)), asOf: nowMs };
    this.#kept = list.entries.length < LIST_LENGTH ? undefined : list;
    return list;
  }
}

/** A clock that was set back does not keep a list any longer. */
function isRecent({ asOf }: DatedList, nowMs: number): boolean {
  return Math.abs(nowMs - asOf) < OLDEST_MS;
}

const STATE = `
  SELECT names_off, (SELECT count(*) FROM window30 w WHERE w.member_id = ANY ($1::bigint[]) AND ${LISTED}) AS listed FROM board`;
