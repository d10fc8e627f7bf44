import { flagIn, numberIn, textIn, type Queries } from "./database/boardDatabase.ts";

export interface BoardRecord {
  readonly boardId: string;
  readonly name: string;
  readonly epoch: string;
  /** When ranks were last made. */
  readonly rankedMs: number;
  /** The kill switch: nobody's name is shown to anybody. */
  readonly areNamesOff: boolean;
}

export interface NewBoard {
  readonly boardId: string;
  readonly epoch: string;
  readonly name: string;
  readonly nowMs: number;
}

/** Also where the schema is not there, or is of an older server. */
export async function hasBoard(queries: Queries): Promise<boolean> {
  const [table] = await queries.query("SELECT to_regclass('board') IS NOT NULL AS there");
  return flagIn(table, "there") && (await queries.query("SELECT 1 FROM board")).length > 0;
}

export async function readBoard(queries: Queries): Promise<BoardRecord> {
  const [row] = await queries.query("SELECT board_id::text, name, epoch::text, ranked_ms, names_off FROM board");
  return {
    boardId: textIn(row, "board_id"),
    name: textIn(row, "name"),
    epoch: textIn(row, "epoch"),
    rankedMs: numberIn(row, "ranked_ms"),
    areNamesOff: flagIn(row, "names_off"),
  };
}

/** Makes the board where there is none yet; an existing one keeps its ids and takes the name. */
export async function ensureBoard(queries: Queries, board: NewBoard): Promise<void> {
  await queries.query(
    `INSERT INTO board (board_id, name, epoch, created_ms, ranked_ms) VALUES ($1, $2, $3, $4, 0)
     ON CONFLICT (only_one) DO UPDATE SET name = excluded.name`,
    [board.boardId, board.name, board.epoch, board.nowMs],
  );
}
