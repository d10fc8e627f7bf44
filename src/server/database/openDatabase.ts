import { setTimeout as delay } from "node:timers/promises";
import type { BoardConfig } from "../config.ts";
import type { BoardDatabase } from "./boardDatabase.ts";
import { openPglite } from "./openPglite.ts";
import { openPostgres } from "./openPostgres.ts";
import { placeFault } from "./placeFault.ts";

/** What a database that still answers takes to close. */
const CLOSE_MS = 5_000;

export interface OpenedDatabase {
  readonly writes: BoardDatabase;
  readonly reads: BoardDatabase;
  /** Uploads that the database stores at once. */
  readonly width: number;
  close(): Promise<void>;
}

/**
 * The database that the settings name, once it is prepared; closed again where it cannot be.
 *
 * @param onFault is told of connections that break while nobody uses them
 * @throws PlainFault where a person can put it right
 */
export async function openDatabase(
  config: BoardConfig,
  prepare: (database: BoardDatabase) => Promise<void>,
  onFault: () => void,
): Promise<OpenedDatabase> {
  try {
    const opened = await open(config, onFault);
    await prepare(opened.writes).catch((error: unknown) => failClosed(opened, error));
    return opened;
  } catch (error) {
    throw placeFault(error, config.database) ?? error;
  }
}

/** Closes what is given up. What is thrown is why; a database that does not even close is left to the end of the process. */
export async function failClosed(database: OpenedDatabase, reason: unknown): Promise<never> {
  await Promise.race([database.close(), delay(CLOSE_MS)]).catch(() => {});
  throw reason;
}

async function open(config: BoardConfig, onFault: () => void): Promise<OpenedDatabase> {
  if ("folder" in config.database) {
    const database = await openPglite(config.database.folder);
    return { writes: database, reads: database, width: 1, close: () => database.close() };
  }
  const options = { url: config.database.url, connections: config.connections, statementMs: 15_000, onFault };
  const [writes, reads] = [openPostgres(options), openPostgres(options)];
  return {
    writes,
    reads,
    // Everything besides uploads has two of the connections for writing.
    width: Math.max(1, config.connections - 2),
    async close() {
      await Promise.all([writes.close(), reads.close()]);
    },
  };
}
