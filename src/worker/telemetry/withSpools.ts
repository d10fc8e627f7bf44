import { existsSync } from "node:fs";
import { join } from "node:path";
import { EMITTERS } from "../../otel/emitters.ts";
import { spoolFormat } from "../../otel/spoolFormat.ts";
import { cursorHookFormat } from "../../sources/cursor/hookFormat.ts";
import { parseObject, readText } from "../../sources/lines.ts";
import type { LogFormat, LogRoot, Source } from "../../sources/source.ts";
import { readText as readFile } from "../ingest/readText.ts";
import { hooksFolder, spoolFolder } from "./spoolFolder.ts";

const EMITTING: ReadonlySet<string> = new Set(EMITTERS.map((emitter) => emitter.sourceId));

/**
 * The sources, with what was received beside this ledger among their logs: calls of those whose telemetry is understood,
 * and what the hooks tell that a person may have installed.
 */
export function withSpools(sources: readonly Source[], ledgerFolder: string): readonly Source[] {
  return sources.map((source) => {
    const roots = (): readonly LogRoot[] => rootsBeside(ledgerFolder, source.id);
    const formats = formatsBeside(source.id);
    if (formats.length === 0) return source;
    // First, as some know their logs by less than the end of their names.
    return {
      ...source,
      formats: [...formats, ...source.formats],
      roots: (surroundings) => [...source.roots(surroundings), ...roots()],
    };
  });
}

function formatsBeside(source: string): readonly LogFormat[] {
  return [...(EMITTING.has(source) ? [spoolFormat] : []), ...(source === "cursor" ? [cursorHookFormat] : [])];
}

/** Only folders that are there: most ledgers have none, and one that is missing would only raise questions. */
function rootsBeside(ledgerFolder: string, source: string): readonly LogRoot[] {
  const roots: LogRoot[] = [];
  if (EMITTING.has(source)) roots.push({ path: spoolFolder(ledgerFolder, source), origin: "OpenTelemetry" });
  const hooks = hooksFolder(ledgerFolder);
  if (source === "cursor") roots.push({ path: hooks, origin: "Cursor hook" });
  if (source === "claudeCode") roots.push(...claudeRootsIn(join(hooks, "claudeCode.jsonl")));
  return roots.filter(({ path }) => existsSync(path));
}

/** Folders of transcripts that Claude Code's hook has told of: those known otherwise are found once all the same. */
function claudeRootsIn(file: string): readonly LogRoot[] {
  const lines = (readFile(file) ?? "").split("\n");
  const folders = lines.flatMap((line) => readText(parseObject(line)?.["projects"]) ?? []);
  return [...new Set(folders)].map((path) => ({ path, origin: "Claude Code hook" }));
}
