import { numberIn, type BoardDatabase } from "./boardDatabase.ts";
import { dumpFolder, dumpTimeOf } from "./dumpFolder.ts";

const HOUR_MS = 3_600_000;
/** Hours of the clock of where the server is, in which hardly anybody works. */
const NIGHT = { first: 2, last: 4 } as const;
/** One dump a night. */
const LEAST_AGE_MS = 20 * HOUR_MS;
/** Of a server that does not run at night. */
const MOST_AGE_MS = 36 * HOUR_MS;

/**
 * Dumps the embedded database when that is due: once a night, as uploads have to wait for some of it, and by day only where a night
 * or more was missed.
 */
export async function keepDump(database: BoardDatabase, folder: string, now: Date): Promise<void> {
  const dumpedMs = dumpTimeOf(folder);
  const [board] = await database.query("SELECT created_ms FROM board");
  if (isDumpDue({ dumpedMs, createdMs: numberIn(board, "created_ms") }, now)) await dumpFolder(database, folder);
}

export interface Dumped {
  /** When the newest dump was made; `undefined` where there is none. */
  readonly dumpedMs: number | undefined;
  /** When the board was made. */
  readonly createdMs: number;
}

export function isDumpDue({ dumpedMs, createdMs }: Dumped, now: Date): boolean {
  const ageMs = now.getTime() - (dumpedMs ?? createdMs);
  const isNight = now.getHours() >= NIGHT.first && now.getHours() <= NIGHT.last;
  return isNight ? dumpedMs === undefined || ageMs >= LEAST_AGE_MS : ageMs >= MOST_AGE_MS;
}
