import { statSync } from "node:fs";
import { basename, sep } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import type { Diagnostics, RootDiagnostics, SourceDiagnostics } from "../shared/diagnostics.ts";
import type { Problem } from "../shared/meterSnapshot.ts";
import { EXTRA_ROOT } from "./describeProblems.ts";
import { addSkips, MAX_LINE_BYTES } from "./ingest/readLog.ts";
import type { SearchedRoot } from "./ingest/findLogs.ts";
import type { SkipCounts } from "../core/usageRecord.ts";
import type { Source } from "../sources/source.ts";
import { numberIn, textIn } from "./ledger/database.ts";
import type { LedgerReader } from "./ledger/ledgerReader.ts";
import type { LeaseState } from "./ledger/lease.ts";
import { metaNumber, metaText } from "./ledger/meta.ts";

type Recount = SourceDiagnostics["recount"];

const NO_RECOUNT: Recount = { calls: 0, reported: 0, counted: 0 };

export interface DiagnosedParts {
  readonly version: string;
  readonly home: string;
  readonly database: DatabaseSync;
  readonly reader: LedgerReader;
  readonly sources: readonly Source[];
  readonly roots: readonly SearchedRoot[];
  readonly lease: LeaseState;
  readonly ledger: { readonly file: string; readonly schemaVersion: number; readonly readOnly: boolean };
  readonly problems: readonly Problem[];
}

/** What Run Diagnostics and `doctor` show: counts and versions, no project, session, branch or text. */
export function diagnose(parts: DiagnosedParts): Diagnostics {
  const { database, reader } = parts;
  return {
    version: parts.version,
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    roots: parts.roots.map((root) => describeRoot(root, parts.home)),
    sources: describeSources(database, parts.sources),
    setAside: reader.setAside(),
    ledger: {
      path: withoutHome(parts.ledger.file, parts.home),
      bytes: sizeOf(parts.ledger.file) + sizeOf(`${parts.ledger.file}-wal`),
      schemaVersion: parts.ledger.schemaVersion,
      readOnly: parts.ledger.readOnly,
      calls: count(
        database,
        "SELECT coalesce(sum(context.calls), 0) AS count FROM event JOIN context ON context.id = event.context WHERE hidden = 0",
      ),
      turns: count(database, "SELECT count(DISTINCT name) AS count FROM turn"),
      sessions: count(database, "SELECT count(*) AS count FROM session"),
    },
    lease: {
      holderPid: parts.lease.holderPid,
      isThisProcess: parts.lease.isMine,
      expiresInMs: parts.lease.expiresInMs,
    },
    prices: { snapshot: metaText(database, "prices") ?? "", unpricedModels: reader.unpricedModels() },
    timings: {
      lastSweepMs: metaNumber(database, "sweepMs"),
      lastSweepBytes: metaNumber(database, "sweepBytes"),
    },
    problems: parts.problems,
  };
}

function describeRoot(root: SearchedRoot, home: string): RootDiagnostics {
  const { source, origin, state, logs } = root;
  const path = root.isInProject === true ? `…${sep}${basename(root.path)}` : withoutHome(root.path, home);
  return { sourceId: source.id, path, origin, isNamed: origin === EXTRA_ROOT, state, logs };
}

function describeSources(database: DatabaseSync, sources: readonly Source[]): readonly SourceDiagnostics[] {
  const recounts = recountsBySource(database);
  return sources.map((source) => describeSource(database, source, recounts.get(source.id) ?? NO_RECOUNT));
}

function describeSource(database: DatabaseSync, source: Source, recount: Recount): SourceDiagnostics {
  const files = database
    .prepare(
      `SELECT count(*) AS files, coalesce(sum(vanished), 0) AS vanished, coalesce(sum(size), 0) AS bytes,
         coalesce(sum(records), 0) AS records,
         coalesce(sum(path LIKE '%.zst' AND read_offset < size), 0) AS compressed
       FROM file JOIN source ON source.id = file.source WHERE source.name = ?`,
    )
    .get(source.id);
  if (files === undefined) throw new Error("An aggregate gave no row");
  const qualities = callsByQuality(database, source);
  const versions = database
    .prepare(
      `SELECT DISTINCT tool_version AS version FROM session JOIN source ON source.id = session.source
       WHERE source.name = ? AND tool_version IS NOT NULL`,
    )
    .all(source.id);
  return {
    sourceId: source.id,
    name: source.name,
    parserVersion: source.parserVersion,
    files: numberIn(files, "files"),
    vanishedFiles: numberIn(files, "vanished"),
    bytes: numberIn(files, "bytes"),
    records: numberIn(files, "records"),
    calls: qualities.reduce((sum, { calls }) => sum + calls, 0),
    qualities: Object.fromEntries(qualities.map(({ quality, calls }) => [quality, calls])),
    formats: formatsOf(database, source),
    recount,
    newestCallMs: newestOf(qualities),
    skipped: skippedBy(database, source),
    unreadableCompressed: numberIn(files, "compressed"),
    toolVersions: versions
      .map((row) => textIn(row, "version"))
      .toSorted((a, b) => a.localeCompare(b, "en", { numeric: true })),
  };
}

interface QualityCalls {
  readonly quality: string;
  readonly calls: number;
  readonly newestMs: number;
}

function callsByQuality(database: DatabaseSync, source: Source): readonly QualityCalls[] {
  const rows = database
    .prepare(
      `SELECT quality, sum(calls) AS calls, max(at_ms) AS newest
       FROM event JOIN context ON context.id = event.context JOIN source ON source.id = context.source
       WHERE source.name = ? AND hidden = 0 GROUP BY quality ORDER BY quality`,
    )
    .all(source.id);
  return rows.map((row) => ({
    quality: textIn(row, "quality"),
    calls: numberIn(row, "calls"),
    newestMs: numberIn(row, "newest"),
  }));
}

function newestOf(qualities: readonly QualityCalls[]): number | undefined {
  return qualities.length === 0 ? undefined : Math.max(...qualities.map(({ newestMs }) => newestMs));
}

function formatsOf(database: DatabaseSync, source: Source): SourceDiagnostics["formats"] {
  const rows = database
    .prepare(
      `SELECT format, count(*) AS files FROM file JOIN source ON source.id = file.source
       WHERE source.name = ? GROUP BY format`,
    )
    .all(source.id);
  const files = new Map(rows.map((row) => [textIn(row, "format"), numberIn(row, "files")]));
  return source.formats.map(({ id }) => ({ id, files: files.get(id) ?? 0 }));
}

/** One pass over the counted texts for all sources: to sum them anew for each would read the table once a source. */
function recountsBySource(database: DatabaseSync): ReadonlyMap<string, Recount> {
  const rows = database
    .prepare(
      `SELECT source.name AS source, count(*) AS calls, sum(output) AS reported, sum(counted) AS counted
       FROM (SELECT family_key, member_key, sum(tokens) AS counted FROM recount GROUP BY family_key, member_key)
       JOIN event USING (family_key, member_key) JOIN context ON context.id = event.context
       JOIN source ON source.id = context.source WHERE hidden = 0 GROUP BY source.name`,
    )
    .all();
  return new Map(
    rows.map((row) => [
      textIn(row, "source"),
      { calls: numberIn(row, "calls"), reported: numberIn(row, "reported"), counted: numberIn(row, "counted") },
    ]),
  );
}

function skippedBy(database: DatabaseSync, source: Source): SkipCounts {
  const rows = database
    .prepare(
      "SELECT skipped FROM file JOIN source ON source.id = file.source WHERE source.name = ? AND skipped <> '{}'",
    )
    .all(source.id);
  // Written by LedgerWriter alone.
  const skipped = rows.map((row) => JSON.parse(textIn(row, "skipped")) as SkipCounts);
  return [...skipped, endlessLines(database, source)].reduce(addSkips, {});
}

/** Lines that are too long already and have not ended yet: they stay unread, and no cursor counts them. */
function endlessLines(database: DatabaseSync, source: Source): SkipCounts {
  const row = database
    .prepare(
      `SELECT count(*) AS count FROM file JOIN source ON source.id = file.source
       WHERE source.name = ? AND vanished = 0 AND size - read_offset > ? AND path NOT LIKE '%.zst'`,
    )
    .get(source.id, MAX_LINE_BYTES);
  const lines = row === undefined ? 0 : numberIn(row, "count");
  return lines === 0 ? {} : { "line-too-long": lines };
}

function count(database: DatabaseSync, query: string): number {
  const row = database.prepare(query).get();
  return row === undefined ? 0 : numberIn(row, "count");
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function withoutHome(path: string, home: string): string {
  return path === home || path.startsWith(`${home}/`) || path.startsWith(`${home}\\`)
    ? `~${path.slice(home.length)}`
    : path;
}
