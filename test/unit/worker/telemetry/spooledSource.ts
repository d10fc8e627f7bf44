import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { CallRecord } from "../../../../src/core/usageRecord.ts";
import { spoolLines } from "../../../../src/otel/spoolFormat.ts";
import type { Source } from "../../../../src/sources/source.ts";
import { spoolFolder } from "../../../../src/worker/telemetry/spoolFolder.ts";
import { withSpools } from "../../../../src/worker/telemetry/withSpools.ts";
import { recordSource } from "../recordSource.ts";
import type { TestPlace } from "../testMeter.ts";

/** An assistant whose own files are records, and whose telemetry is understood. */
export function spooledSources(place: TestPlace, parserVersion = 1, read = keep): readonly Source[] {
  return withSpools([{ ...recordSource(parserVersion, read), id: "claudeCode" }], dirname(place.ledgerFile));
}

const keep: NonNullable<Parameters<typeof recordSource>[1]> = (record) => record;

/** Writes calls as if they had been received. */
export function writeSpool(place: TestPlace, name: string, calls: readonly CallRecord[]): string {
  const path = join(spoolFolder(dirname(place.ledgerFile), "claudeCode"), `${name}.calls`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, spoolLines(calls));
  return path;
}
