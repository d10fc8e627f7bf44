import { existsSync } from "node:fs";
import { EMITTERS } from "../../otel/emitters.ts";
import { spoolFormat } from "../../otel/spoolFormat.ts";
import type { Source } from "../../sources/source.ts";
import { spoolFolder } from "./spoolFolder.ts";

const EMITTING: ReadonlySet<string> = new Set(EMITTERS.map((emitter) => emitter.sourceId));

/** The sources, with the calls received beside this ledger among the logs of those whose telemetry is understood. */
export function withSpools(sources: readonly Source[], ledgerFolder: string): readonly Source[] {
  return sources.map((source) => (EMITTING.has(source.id) ? withSpool(source, ledgerFolder) : source));
}

function withSpool(source: Source, ledgerFolder: string): Source {
  const path = spoolFolder(ledgerFolder, source.id);
  return {
    ...source,
    // First, as some know their logs by less than the end of their names.
    formats: [spoolFormat, ...source.formats],
    roots: (surroundings) => [
      ...source.roots(surroundings),
      // Most homes have none, and a folder that is not there would only raise questions.
      ...(existsSync(path) ? [{ path, origin: "OpenTelemetry" }] : []),
    ],
  };
}
