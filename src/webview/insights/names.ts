import { t } from "@vscode/l10n";

import { formatModel } from "../../core/format.ts";
import type { Stack } from "../../shared/insights.ts";

type ToolNames = Readonly<Record<string, string>>;

/** What a key of a grouping reads as, in full. */
export function nameOfKey(stack: Stack, key: string, toolNames: ToolNames): string {
  switch (stack) {
    case "tool":
      return toolNames[key] ?? key;
    case "model":
      return formatModel(key);
    case "project":
      return key === "" ? t("No folder") : key;
    case "kind":
      return kindName(key);
  }
}

/** As `nameOfKey` for each key of a list, in the room of labels: folders as `shortFolders` has them. */
export function shortNamesOf(stack: Stack, keys: readonly string[], toolNames: ToolNames): readonly string[] {
  const folders = stack === "project" ? shortFolders(keys) : undefined;
  return keys.map((key) => folders?.get(key) ?? nameOfKey(stack, key, toolNames));
}

/**
 * Short names of the folders of one list, by their paths: `/home/me/work/app` as `work/app`, whichever way its slashes lean,
 * and with more of the path where another folder of the list ends in the same.
 */
export function shortFolders(paths: Iterable<string>): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  let unnamed = [...new Set(paths)].filter((path) => path !== "");
  for (let count = 2; unnamed.length > 0; count += 1) {
    const endings = unnamed.map((path) => ending(path, count));
    const times = new Map<string, number>();
    for (const { text } of endings) times.set(text, (times.get(text) ?? 0) + 1);
    unnamed = unnamed.filter((path, index) => {
      const { text = path, isWhole = true } = endings[index] ?? {};
      const isAlone = times.get(text) === 1;
      if (isAlone) names.set(path, text);
      // There is no more of it to add but its slashes.
      else if (isWhole) names.set(path, path);
      return !isAlone && !isWhole;
    });
  }
  return names;
}

/** The last folders of a path. */
function ending(path: string, count: number): { readonly text: string; readonly isWhole: boolean } {
  const parts = path.split(/[/\\]+/).filter(Boolean);
  return { text: parts.length === 0 ? path : parts.slice(-count).join("/"), isWhole: parts.length <= count };
}

/** What is stacked. */
export function stackName(stack: Stack): string {
  switch (stack) {
    case "tool":
      return t("Tool");
    case "model":
      return t("Model");
    case "project":
      return t("Project");
    case "kind":
      return t("Kind of work");
  }
}

/** Kinds that a later version adds read as they are called. */
function kindName(key: string): string {
  switch (key) {
    case "steered":
      return t("With you at work");
    case "agents":
      return t("Agents you sent");
    case "unattended":
      return t("Unattended");
    default:
      return key;
  }
}
