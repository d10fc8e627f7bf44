/**
 * What to say to a Node.js that lacks what we need: SQLite without a flag came with 22.13 and, in the odd series, 23.4.
 * `undefined` where it has it.
 * @param version such as `22.13.0`
 */
export function nodeTooOldText(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isEnough = major >= 24 || (major === 23 && minor >= 4) || (major === 22 && minor >= 13);
  return isEnough ? undefined : `token-legend needs Node.js 22.13 or newer; this is ${version}.`;
}
