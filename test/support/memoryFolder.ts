import { accessSync, constants } from "node:fs";
import { tmpdir } from "node:os";

const MEMORY = "/dev/shm";

/**
 * Folder for temporary files of tests that open hundreds of ledgers: in memory where there is such a folder, as a disk
 * would take most of their time to flush.
 */
export function memoryFolder(): string {
  try {
    accessSync(MEMORY, constants.W_OK);
    return MEMORY;
  } catch {
    // Linux has it; elsewhere the disk has to do.
    return tmpdir();
  }
}
