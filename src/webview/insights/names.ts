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

/** As `nameOfKey`, in the room of a label: of a folder the last two parts. */
export function shortNameOfKey(stack: Stack, key: string, toolNames: ToolNames): string {
  const name = nameOfKey(stack, key, toolNames);
  return stack === "project" && key !== "" ? lastFolders(name) : name;
}

/** `/home/me/work/app` as `work/app`, whichever way its slashes lean. */
export function lastFolders(path: string): string {
  const parts = path.split(/[/\\]+/).filter(Boolean);
  return parts.length === 0 ? path : parts.slice(-2).join("/");
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
