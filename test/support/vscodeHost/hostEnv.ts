/** Variables that would lead the extension, or VS Code, away from the home folder it is given. */
const MISLEADING = /^(CLAUDE_|CODEX_|XDG_|TOKEN_LEGEND_|VSCODE_|ELECTRON_|npm_)/i;

/**
 * Environment of a VS Code process under test: the machine's, with another home folder and nothing that points back.
 * @param more set last, so it may hold what is removed otherwise
 */
export function hostEnv(
  home: string,
  more: Readonly<Record<string, string>> = {},
  machine: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const kept = Object.entries(machine).filter(([name]) => !MISLEADING.test(name));
  return { ...Object.fromEntries(kept), HOME: home, USERPROFILE: home, ...more };
}
