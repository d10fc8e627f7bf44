import { posix, win32 } from "node:path";
import { dataFolder } from "../editorFolders.ts";
import { isJsonObject, readText } from "../lines.ts";
import type { LogRoot, Surroundings } from "../source.ts";

const DATABASE = "crush.db";
const PROJECTS = "projects.json";

/** The database of every project in Crush's own list, as each has one of its own. */
export function crushRoots(surroundings: Surroundings): readonly LogRoot[] {
  const { platform, readText: readFile } = surroundings;
  const path = platform === "win32" ? win32 : posix;
  const databases = listFolders(surroundings).flatMap((folder) =>
    projectsIn(readFile(path.join(folder, PROJECTS))).map(({ project, data }) => path.resolve(project, data, DATABASE)),
  );
  return [...new Set(databases)].map((database) => ({ path: database, origin: PROJECTS, isInProject: true }));
}

export function isCrushDatabase(relativePath: string): boolean {
  return relativePath === DATABASE;
}

/** Where the list may be, most specific first. */
function listFolders({ home, platform, env }: Surroundings): readonly string[] {
  const path = platform === "win32" ? win32 : posix;
  const told = env["CRUSH_GLOBAL_DATA"];
  const local = env["LOCALAPPDATA"] ?? path.join(home, "AppData", "Local");
  return [
    ...(told ? [told] : []),
    path.join(dataFolder({ home, platform, env }), "crush"),
    ...(platform === "win32" ? [path.join(local, "crush")] : []),
  ];
}

interface Project {
  readonly project: string;
  readonly data: string;
}

/** `{"projects":[{"path","data_dir"}]}`, in some versions the bare list. */
function projectsIn(text: string | undefined): readonly Project[] {
  const list = listIn(text);
  return list.flatMap((entry) => {
    const project = isJsonObject(entry) ? readText(entry["path"]) : undefined;
    if (!isJsonObject(entry) || project === undefined) return [];
    return [{ project, data: readText(entry["data_dir"]) ?? ".crush" }];
  });
}

function listIn(text: string | undefined): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text ?? "[]");
    const list: unknown = isJsonObject(value) ? value["projects"] : value;
    return Array.isArray(list) ? (list as readonly unknown[]) : [];
  } catch {
    // A torn list names no projects; the next one will.
    return [];
  }
}
