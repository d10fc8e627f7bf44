import { join } from "node:path";

import { t } from "@vscode/l10n";

import { hookScript, type HookScript } from "./hookScripts.ts";

export interface HookSurroundings {
  readonly home: string;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A hook of a tool that Token Legend can install. */
export interface ToolHook {
  readonly toolName: string;
  /** Name of its script, without the end: what our entry in the file is known by. */
  readonly script: "token-legend-cursor" | "token-legend-claude";
  /** The file that lists the tool's hooks. Its folder is the tool's, and is not made. */
  readonly file: (surroundings: HookSurroundings) => string;
  readonly event: string;
  /** The entry in the event's list. */
  readonly entry: (command: string) => object;
  /** What a new file holds besides. */
  readonly newFile: object;
  /** What it does, for the question. */
  readonly purpose: () => string;
}

/** One event name that Cursor does not know would disable the whole file: only `stop` is used. */
export const CURSOR_HOOK: ToolHook = {
  toolName: "Cursor",
  script: "token-legend-cursor",
  file: ({ home }) => join(home, ".cursor", "hooks.json"),
  event: "stop",
  entry: (command) => ({ command }),
  newFile: { version: 1 },
  purpose: () =>
    t(
      "Cursor writes no token counts to its files. With this hook it tells them at the end of each turn, and Token Legend notes them down: ids, model and counts, nothing of what was said.",
    ),
};

export const CLAUDE_HOOK: ToolHook = {
  toolName: "Claude Code",
  script: "token-legend-claude",
  file: ({ home, env }) => join(env["CLAUDE_CONFIG_DIR"] || join(home, ".claude"), "settings.json"),
  event: "Stop",
  entry: (command) => ({ hooks: [{ type: "command", command, timeout: 10 }] }),
  newFile: {},
  purpose: () =>
    t(
      "Transcripts tell all that this hook could, except where they are: with it, transcripts below a folder that only your shell knows (CLAUDE_CONFIG_DIR) are found. It notes down that folder, and nothing else.",
    ),
};

export interface HookInstallation {
  readonly command: string;
  /** The script that the command runs. */
  readonly script: HookScript & { readonly path: string };
}

/** What installing a hook puts where, for a ledger. */
export function hookInstallation(hook: ToolHook, ledgerFolder: string, platform: NodeJS.Platform): HookInstallation {
  const folder = join(ledgerFolder, "hooks");
  const script = hookScript(hook.script, folder, platform);
  const path = join(folder, script.name);
  return { command: commandFor(path, platform), script: { ...script, path } };
}

/** Runs the script where it is there: a ledger that was deleted must not leave its tools with an error at each turn. */
function commandFor(path: string, platform: NodeJS.Platform): string {
  if (platform === "win32") {
    const quoted = `'${path.replaceAll("'", "''")}'`;
    return `powershell -NoProfile -NonInteractive -ExecutionPolicy Bypass -Command "if (Test-Path -LiteralPath ${quoted}) { & ${quoted} }"`;
  }
  const quoted = `'${path.replaceAll("'", String.raw`'\''`)}'`;
  return `test ! -f ${quoted} || sh ${quoted}`;
}
