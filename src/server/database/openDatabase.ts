import type { BoardConfig } from "../config.ts";
import type { BoardDatabase } from "./boardDatabase.ts";
import { openPglite } from "./openPglite.ts";
import { openPostgres } from "./openPostgres.ts";

export interface OpenedDatabase {
  readonly writes: BoardDatabase;
  readonly reads: BoardDatabase;
  /** Uploads that the database stores at once. */
  readonly width: number;
}

/** The database that the settings name. `onFault` is told of connections that break while nobody uses them. */
export async function openDatabase(config: BoardConfig, onFault: () => void): Promise<OpenedDatabase> {
  if ("folder" in config.database) {
    const database = await openPglite(config.database.folder);
    return { writes: database, reads: database, width: 1 };
  }
  const options = { url: config.database.url, connections: config.connections, statementMs: 15_000, onFault };
  // Everything besides uploads has two of the connections for writing.
  return { writes: openPostgres(options), reads: openPostgres(options), width: Math.max(1, config.connections - 2) };
}
