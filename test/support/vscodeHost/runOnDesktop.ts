import { spawnSync } from "node:child_process";
import { resolveCliArgsFromVSCodeExecutablePath, runTests } from "@vscode/test-electron";
import type { ExtensionUnderTest, HostOptions } from "./extensionUnderTest.ts";
import { type HostFolders, makeHostFolders } from "./hostFolders.ts";

function profileArgs(folders: HostFolders): readonly string[] {
  const isRoot = process.getuid?.() === 0;
  return [
    `--user-data-dir=${folders.userData}`,
    `--extensions-dir=${folders.extensions}`,
    ...(isRoot ? ["--no-sandbox"] : []),
  ];
}

function installVsix(executable: string, folders: HostFolders, vsix: string): void {
  const [command, ...args] = resolveCliArgsFromVSCodeExecutablePath(executable);
  if (command === undefined) throw new Error("Desktop VS Code has no command line.");
  const result = spawnSync(command, [...args, ...profileArgs(folders), "--install-extension", vsix, "--force"], {
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (result.status !== 0) throw new Error(`Installing ${vsix} failed:\n${result.stdout}${result.stderr}`);
}

/**
 * Runs a test module in the extension host of desktop VS Code.
 * @returns its exit code
 */
export async function runOnDesktop(
  options: ExtensionUnderTest &
    HostOptions & { readonly executable: string; readonly companion: string; readonly testsModule: string },
): Promise<number> {
  const folders = makeHostFolders(options.settings);
  try {
    if (options.vsix !== undefined) installVsix(options.executable, folders, options.vsix);
    return await runTests({
      vscodeExecutablePath: options.executable,
      extensionDevelopmentPath: options.extensionDir ?? options.companion,
      extensionTestsPath: options.testsModule,
      launchArgs: [folders.workspace, ...profileArgs(folders), "--disable-workspace-trust", "--disable-gpu"],
      extensionTestsEnv: { HOME: options.home, USERPROFILE: options.home, ...options.env },
    });
  } catch (error) {
    // A failing suite and a VS Code that does not start look alike here; the suite's own counts tell them apart.
    options.log(String(error));
    return 1;
  } finally {
    folders.dispose();
  }
}
