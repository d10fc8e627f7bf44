/** Kinds of remote windows that VS Code's own extensions bring. */
const KINDS = new Set([
  "attached-container",
  "codespaces",
  "dev-container",
  "k8s-container",
  "ssh-remote",
  "tunnel",
  "wsl",
]);

/**
 * What kind of remote window this is. Servers of other makers put the machine's name where VS Code puts the kind, and that is
 * nobody's business.
 */
export function remoteKind(remoteName: string | undefined): string | undefined {
  if (remoteName === undefined) return undefined;
  return KINDS.has(remoteName) ? remoteName : "of another kind";
}
