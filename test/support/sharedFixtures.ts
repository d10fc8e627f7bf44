import { copyFileSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { basename, dirname, join, sep } from "node:path";
import { appDataFolder } from "../../src/sources/editorFolders.ts";

/** Logs captured from the tools and made for other programs' tests. They may be absent. */
export const SHARED_FIXTURES = join(import.meta.dirname, "../../../shared/fixtures");

export const HAS_SHARED_FIXTURES = existsSync(SHARED_FIXTURES);

/** A file of a folder of fixtures. */
interface Fixture {
  /** Below the folder, with `/`. */
  readonly path: string;
  readonly name: string;
  /** Name without its ending. */
  readonly stem: string;
  /** A number of its own, which keeps apart files of one name. */
  readonly number: number;
}

interface FixtureFolder {
  /** The assistant that alone may read files of this folder. */
  readonly source: string;
  /** Whether it may also pass over all of them. */
  readonly isOptional?: boolean;
  /** Where the assistant would keep the file: in the home, or below an editor's folder for data (`App`). */
  readonly placeOf: (file: Fixture) => string;
}

const CODE = "App/Code/User";

/** Folders of fixtures, by the assistant they are of. */
export const FIXTURE_FOLDERS: Readonly<Record<string, FixtureFolder>> = {
  amp: { source: "amp", placeOf: ({ name }) => `.local/share/amp/threads/${name}` },
  claude: { source: "claudeCode", placeOf: ({ path }) => `.claude/projects/${path}` },
  cline: { source: "cline", placeOf: ({ name }) => `${CODE}/globalStorage/saoudrizwan.claude-dev/tasks/1/${name}` },
  "cline-aux": {
    source: "cline",
    isOptional: true,
    placeOf: ({ name }) =>
      `${CODE}/globalStorage/saoudrizwan.claude-dev/${name === "taskHistory.json" ? "state" : "tasks/1"}/${name}`,
  },
  codex: { source: "codex", placeOf: ({ path }) => `.codex/sessions/${path}` },
  "copilot-chat": {
    source: "copilotChat",
    placeOf: ({ name, number }) => `${CODE}/workspaceStorage/${number}/chatSessions/${name}`,
  },
  "copilot-cli": {
    source: "copilotCli",
    placeOf: ({ path, name, stem, number }) =>
      path.includes("/GitHub.copilot-chat/")
        ? `${CODE}/workspaceStorage/${number}/GitHub.copilot-chat/transcripts/${name}`
        : `.copilot/session-state/${stem}/events.jsonl`,
  },
  cursor: { source: "cursor", placeOf: () => "App/Cursor/User/globalStorage/state.vscdb" },
  "cursor-transcript": {
    source: "cursor",
    isOptional: true,
    placeOf: ({ stem }) => `.cursor/projects/shop/agent-transcripts/${stem}/${stem}.jsonl`,
  },
  droid: { source: "droid", placeOf: ({ name }) => `.factory/sessions/-home-ann-shop/${name}` },
  gemini: { source: "geminiCli", placeOf: ({ name, number }) => `.gemini/tmp/${number}/chats/session-${name}` },
  openclaw: { source: "openClaw", placeOf: ({ path }) => path.slice(path.indexOf(".openclaw/")) },
  opencode: {
    source: "openCode",
    placeOf: ({ path, name }) => {
      const storage = /(?:\/storage|\/opencode_json)(\/.*)$/.exec(path)?.[1];
      return storage === undefined ? `.local/share/opencode/log/${name}` : `.local/share/opencode/storage${storage}`;
    },
  },
  "opencode-db": { source: "openCode", placeOf: ({ number }) => `.local/share/opencode/opencode-${number}.db` },
  pi: { source: "pi", placeOf: ({ path }) => `.pi/agent/sessions/${path}` },
  qwen: { source: "qwenCode", placeOf: ({ name, number }) => `.qwen/projects/${number}/chats/${name}` },
  // Visual Studio keeps them in Windows' folder for temporary files: elsewhere a person has to name theirs.
  "vs-copilot-otel": { source: "copilotChat", placeOf: ({ name }) => `${TRACES}/${name}` },
};

const TRACES = "traces";

/** Folders of the home that only a person could name. */
export function namedFolders(home: string): Readonly<Record<string, readonly string[]>> {
  return { copilotChat: [join(home, TRACES)] };
}

/** Where each file of a folder of fixtures lies in the home. */
export function layOut(folder: string, home: string): readonly string[] {
  const { placeOf } = folderOf(folder);
  const from = join(SHARED_FIXTURES, folder);
  const paths = readdirSync(from, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(from.length + 1)
        .replaceAll(sep, "/"),
    )
    .toSorted();
  return paths.map((path, number) => {
    const name = basename(path);
    const place = placeOf({ path, name, stem: name.replace(/\.[^.]*$/, ""), number });
    const to = place.startsWith("App/")
      ? join(appDataFolder({ home, platform: process.platform, env: {} }), place.slice("App/".length))
      : join(home, place);
    mkdirSync(dirname(to), { recursive: true });
    copyFileSync(join(from, path), to);
    return to;
  });
}

function folderOf(folder: string): FixtureFolder {
  const found = FIXTURE_FOLDERS[folder];
  if (found === undefined) throw new Error(`No place is known for fixtures of ${folder}`);
  return found;
}
