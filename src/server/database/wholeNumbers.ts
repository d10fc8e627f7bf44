import { TypeOverrides } from "pg";

/** Number by which PostgreSQL knows its type of whole numbers of 64 bits. */
const INT8 = 20;

/** How values are read: whole numbers of any width are numbers. Every one that the board stores is one that a number holds exactly. */
export function wholeNumbers(): TypeOverrides {
  const types = new TypeOverrides();
  types.setTypeParser(INT8, Number);
  return types;
}
