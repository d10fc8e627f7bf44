import { DatabaseSync } from "node:sqlite";
import { createPricer } from "../../../src/core/prices/createPricer.ts";
import { openMeter } from "../../../src/worker/openMeter.ts";
import { assertConsistent } from "../../support/assertConsistent.ts";
import { dumpCursors, dumpLedger, type LedgerDump } from "../../support/ledgerDump.ts";

const pricer = createPricer();

/** Scans a home with the product's own sources and prices. */
export async function scanInOneGo(home: string, ledgerFile: string): Promise<void> {
  const meter = openMeter({ version: "0.0.0", home, env: {}, ledgerFile, extraRoots: {} });
  await meter.scan();
  meter.close();
}

export interface WholeDump extends LedgerDump {
  readonly cursors: ReturnType<typeof dumpCursors>;
}

/** Content of a ledger of real logs and how far they were read, once it is known to be consistent. */
export function dumpOf(ledgerFile: string): WholeDump {
  const database = new DatabaseSync(ledgerFile, { readOnly: true });
  try {
    assertConsistent(database, pricer);
    return { ...dumpLedger(database), cursors: dumpCursors(database) };
  } finally {
    database.close();
  }
}
