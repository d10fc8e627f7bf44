import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { hasBoard } from "./boardRecord.ts";
import type { BoardConfig } from "./config.ts";
import type { BoardDatabase } from "./database/boardDatabase.ts";
import { migrate } from "./database/migrate.ts";
import { failClosed, openDatabase } from "./database/openDatabase.ts";
import { holdsDatabase } from "./database/openPglite.ts";
import { marksIn, takeTombstones, writeTombstones, type Tombstone } from "./membership/tombstones.ts";
import { PlainFault } from "./plainFault.ts";
import { renewEpoch } from "./renewEpoch.ts";

/**
 * For after a restored backup, see docs/board.md. Only where there is a board: a new one in the wrong place would look as if
 * nothing had to be done.
 *
 * @param migrations folder of the schema's steps
 * @returns what to print
 */
export async function runCommand(
  [command, file]: readonly string[],
  config: BoardConfig,
  migrations: string,
): Promise<string> {
  if (command !== "renew-epoch" && command !== "tombstones")
    throw new PlainFault(`There is no command ${command ?? ""}: there are renew-epoch and tombstones.`);
  // Before anything is changed.
  const marks = file === undefined ? [] : readMarks(file);
  const prepare = async (database: BoardDatabase): Promise<void> => {
    if (!(await hasBoard(database))) throw noBoard(config);
    await migrate(database, migrations);
  };
  if ("folder" in config.database && !holdsDatabase(config.database.folder)) throw noBoard(config);
  const database = await openDatabase(config, prepare, () => {});
  const said = await (
    command === "tombstones" ? writeTombstones(database.writes) : beginAnew(database.writes, marks)
  ).catch((error: unknown) => failClosed(database, error));
  await database.close();
  return said;
}

async function beginAnew(database: BoardDatabase, marks: readonly Tombstone[]): Promise<string> {
  await takeTombstones(database, marks);
  const deleted = await renewEpoch(database, randomUUID(), Date.now());
  return `The board has a new epoch. Marks read: ${marks.length}. Members deleted again who had left: ${deleted}.\n`;
}

function readMarks(file: string): readonly Tombstone[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unreadable";
    throw new PlainFault(`${file} cannot be read (${code}): name the file that the command tombstones has written.`, {
      cause: error,
    });
  }
  const marks = marksIn(text);
  if (marks.length === 0 && text.trim() !== "")
    throw new PlainFault(`${file} holds no mark: name the file that the command tombstones has written.`);
  return marks;
}

function noBoard({ database }: BoardConfig): PlainFault {
  const name = "folder" in database ? "BOARD_DATA" : "DATABASE_URL";
  return new PlainFault(`There is no board in the place of ${name}: set it as it is where the server runs.`);
}
