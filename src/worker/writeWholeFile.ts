import { closeSync, openSync, realpathSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { UserError } from "../shared/userError.ts";
import { isSystemError } from "./isSystemError.ts";

/** Only the user may read it: it names projects and sessions. */
const PRIVATE_MODE = 0o600;

/**
 * Writes a file in pieces so that it is there whole or not at all: under another name first, then moved. What is not a
 * plain file (a device, a pipe) is written to directly.
 * @throws UserError where it cannot be written
 */
export function writeWholeFile<Result>(path: string, writePieces: WritePieces<Result>): Result {
  try {
    const existing = statSync(path, { throwIfNoEntry: false });
    if (existing === undefined) return writeThenMove(path, writePieces);
    if (existing.isDirectory()) throw new UserError(`${path} is a folder. Name a file.`);
    return existing.isFile() ? writeThenMove(realpathSync(path), writePieces) : writeTo(path, writePieces);
  } catch (error) {
    if (isSystemError(error)) throw new UserError(`${path} cannot be written (${error.code}).`, { cause: error });
    throw error;
  }
}

type WritePieces<Result> = (write: (piece: string) => void) => Result;

function writeThenMove<Result>(path: string, writePieces: WritePieces<Result>): Result {
  const temporary = `${path}.${process.pid}.tmp`;
  // Claims the name: from here on the file is ours to remove.
  closeSync(openSync(temporary, "wx", PRIVATE_MODE));
  try {
    const result = writeTo(temporary, writePieces);
    renameSync(temporary, path);
    return result;
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function writeTo<Result>(file: string, writePieces: WritePieces<Result>): Result {
  const descriptor = openSync(file, "w");
  try {
    return writePieces((piece) => writeFully(descriptor, Buffer.from(piece)));
  } finally {
    closeSync(descriptor);
  }
}

function writeFully(descriptor: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length;) done += writeSync(descriptor, bytes, done);
}
