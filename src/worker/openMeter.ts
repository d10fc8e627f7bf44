import { createHash, randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { createPricer } from "../core/prices/createPricer.ts";
import { SOURCES } from "../sources/registry.ts";
import { LedgerOpener } from "./ledger/ledger.ts";
import { LocalMeter } from "./localMeter.ts";
import type { MeterOptions } from "./meter.ts";
import { withSpools } from "./telemetry/withSpools.ts";
import { createTokenCounter } from "./tokens/createTokenCounter.ts";

/**
 * Opens the meter on this machine's logs and ledger.
 * @throws UserError with a sentence for the person where the ledger cannot be used
 */
export function openMeter(options: MeterOptions): LocalMeter {
  const owner = {
    id: randomUUID(),
    pid: process.pid,
    // Only ever compared with another one in the same ledger.
    host: createHash("sha256").update(hostname()).digest("base64url").slice(0, 12),
  };
  const clock = Date.now;
  const opener = new LedgerOpener(options.ledgerFile, owner, createPricer(), clock);
  const sources = withSpools(SOURCES, dirname(options.ledgerFile));
  return new LocalMeter(options, sources, opener, createTokenCounter(), clock);
}
