import { join } from "node:path";
import type { SourceId } from "../../sources/source.ts";

/** Beside the ledger: what was received for it and may not have been read yet. */
export function telemetryFolder(ledgerFolder: string): string {
  return join(ledgerFolder, "otel");
}

/** Calls received of one assistant. */
export function spoolFolder(ledgerFolder: string, source: SourceId): string {
  return join(telemetryFolder(ledgerFolder), source);
}

/** Scripts of hooks that a person has installed, and what they have noted down. */
export function hooksFolder(ledgerFolder: string): string {
  return join(ledgerFolder, "hooks");
}
