import { join } from "node:path";
import { countClaudeLogs } from "./independentClaude.ts";
import { countCodexLogs } from "./independentCodex.ts";
import { readLogs, type ToolCount } from "./independentLogs.ts";

/**
 * A second opinion on what logs add up to. It shares no code with the product and is written the other way round: whole
 * files, parsed line by line with JSON.parse, held in memory, grouped afterwards.
 */
export interface IndependentCount {
  readonly claude: ToolCount;
  readonly codex: ToolCount;
}

/** Counts the logs in a home's `.claude/projects` and `.codex`. Records that are not plausible at `nowMs` are left out. */
export function countIndependently(home: string, nowMs: number): IndependentCount {
  return {
    claude: countClaudeLogs(readLogs(join(home, ".claude", "projects")), nowMs),
    codex: countCodexLogs(
      ["sessions", "archived_sessions"].flatMap((folder) => readLogs(join(home, ".codex", folder))),
      nowMs,
    ),
  };
}
