import { DatabaseError } from "pg";
import type { BoardConfig } from "../config.ts";
import { PlainFault } from "../plainFault.ts";
import { DatabaseAway, isPassing, sqlStateOf } from "./databaseAway.ts";

/** What keeps the board from the place that the settings name for its data; `undefined` for a fault of its own. */
export function placeFault(error: unknown, place: BoardConfig["database"]): PlainFault | undefined {
  const message = "folder" in place ? folderMessage(error) : postgresMessage(error);
  return message === undefined ? undefined : new PlainFault(message, { cause: error });
}

const FULL = "There is no room left for the folder in BOARD_DATA: make room on its disk.";
const FORBIDDEN =
  "The folder in BOARD_DATA cannot be written: give it to the user that runs the board, or set BOARD_DATA to another.";
const NO_FOLDER = "BOARD_DATA names a file: set it to a folder.";

/** Codes of Node.js, of SQLite by which the folder is locked, of the system that PGlite believes to be on, and of PostgreSQL. */
const FOLDER_MESSAGES: ReadonlyMap<unknown, string> = new Map([
  ["ENOSPC", FULL],
  ["EDQUOT", FULL],
  ["sqlite 13", FULL],
  ["wasi 51", FULL],
  ["53100", FULL],
  ["EACCES", FORBIDDEN],
  ["EPERM", FORBIDDEN],
  ["EROFS", FORBIDDEN],
  ["sqlite 8", FORBIDDEN],
  ["sqlite 14", FORBIDDEN],
  ["wasi 2", FORBIDDEN],
  ["wasi 63", FORBIDDEN],
  ["wasi 69", FORBIDDEN],
  ["EEXIST", NO_FOLDER],
  ["ENOTDIR", NO_FOLDER],
]);

function folderMessage(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  if ("errcode" in error) return FOLDER_MESSAGES.get(`sqlite ${String(error.errcode)}`);
  if ("code" in error) return FOLDER_MESSAGES.get(error.code);
  return "errno" in error ? FOLDER_MESSAGES.get(`wasi ${String(error.errno)}`) : undefined;
}

const UNKNOWN_HOST = "check the name of its host";
const NOBODY_THERE = "check its host and port, and that PostgreSQL runs there";

/** What to do, by the code of Node.js or of PostgreSQL. */
const POSTGRES_FIXES: ReadonlyMap<string, string> = new Map([
  ["ERR_INVALID_URL", "write signs such as / # ? @ in its user and password as %2F %23 %3F %40"],
  ["ENOTFOUND", UNKNOWN_HOST],
  ["EAI_AGAIN", UNKNOWN_HOST],
  ["ECONNREFUSED", NOBODY_THERE],
  ["28P01", "check its user and password"],
  ["28000", "check its user, and that pg_hba.conf of PostgreSQL lets it in"],
  ["3D000", "check the name of its database, or create it"],
  ["42501", "give its user the rights that it lacks, such as by GRANT CREATE ON SCHEMA public"],
  ["25006", "name the server that can be written, not its replica"],
]);

function postgresMessage(error: unknown): string | undefined {
  const isAway = error instanceof DatabaseAway;
  const cause = isAway ? error.cause : error;
  if (!(cause instanceof Error)) return undefined;
  const code = "code" in cause ? String(cause.code) : "";
  const state = cause instanceof DatabaseError ? sqlStateOf(cause) : undefined;
  // Whatever else PostgreSQL says of a statement is the statement's fault.
  if (!isAway && !isPassing(cause) && (state === undefined || !POSTGRES_FIXES.has(state))) return undefined;
  const fix = POSTGRES_FIXES.get(code) ?? "check host, port, user, password and database, and that PostgreSQL is well";
  // These messages name a host, a user or a database at most. One about several addresses of a host is empty.
  return `The database in DATABASE_URL cannot be used (${cause.message || code}): ${fix}.`;
}
