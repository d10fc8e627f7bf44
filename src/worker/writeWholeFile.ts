import { WholeFile } from "./wholeFile.ts";

/**
 * Writes a file in pieces so that it is there whole or not at all.
 * @throws UserError where it cannot be written
 */
export function writeWholeFile<Result>(path: string, writePieces: (write: (piece: string) => void) => Result): Result {
  const file = new WholeFile(path);
  try {
    const result = writePieces((piece) => file.write(piece));
    file.keep();
    return result;
  } catch (error) {
    file.discard();
    throw error;
  }
}
