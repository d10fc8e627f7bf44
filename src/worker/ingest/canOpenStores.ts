import { DatabaseSync } from "node:sqlite";

/** Whether this Node.js opens databases by an address, which is how SQLite is told to leave them alone: since 22.15. */
export function canOpenStores(): boolean {
  try {
    // In memory where the address is understood; a file that is not there where it is taken for a name.
    new DatabaseSync("file:token-legend?mode=memory", { readOnly: true }).close();
    return true;
  } catch {
    return false;
  }
}
