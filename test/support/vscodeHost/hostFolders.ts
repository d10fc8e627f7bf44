import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Folders of one VS Code run, all new. */
export interface HostFolders {
  readonly root: string;
  readonly userData: string;
  readonly serverData: string;
  readonly extensions: string;
  readonly workspace: string;
  dispose(): void;
}

/** Quiet start: nothing on the screen but the workbench, and nothing that asks or fetches. */
export const QUIET_SETTINGS: Readonly<Record<string, unknown>> = {
  "security.workspace.trust.enabled": false,
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "chat.disableAIFeatures": true,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
};

export function writeUserSettings(userData: string, settings: Readonly<Record<string, unknown>>): void {
  const folder = join(userData, "User");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "settings.json"), JSON.stringify({ ...QUIET_SETTINGS, ...settings }, undefined, 2));
}

export function makeHostFolders(settings: Readonly<Record<string, unknown>> = {}): HostFolders {
  const root = mkdtempSync(join(tmpdir(), "token-legend-host-"));
  const folder = (name: string): string => {
    const path = join(root, name);
    mkdirSync(path);
    return path;
  };
  const folders = {
    root,
    userData: folder("user-data"),
    serverData: folder("server-data"),
    extensions: folder("extensions"),
    workspace: folder("workspace"),
    dispose: () => {
      rmSync(root, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  writeUserSettings(folders.userData, settings);
  return folders;
}

/**
 * Makes a folder with VS Code's own themes and none of its other extensions: Git, TypeScript and the like take longer to
 * start than everything that is tested, and have no part in it.
 * @param serverMain `out/server-main.js` of the prepared server
 */
export function linkThemes(serverMain: string, folders: HostFolders): string {
  const all = join(dirname(serverMain), "../extensions");
  const themes = join(folders.root, "themes");
  mkdirSync(themes);
  for (const name of readdirSync(all)) {
    if (name.startsWith("theme-")) symlinkSync(join(all, name), join(themes, name), "junction");
  }
  return themes;
}
