import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const APT = "/usr/bin/apt-get";

/** Whether this process may install Debian packages. */
function mayInstall(): boolean {
  return existsSync(APT) && process.getuid?.() === 0;
}

/**
 * Installs Debian packages where this process may: on a fresh machine the tests bring what they need.
 * @returns whether they are installed now
 */
export function installDebianPackages(names: readonly string[], log: (line: string) => void): boolean {
  if (!mayInstall()) return false;
  log(`Installing Debian packages: ${names.join(", ")}`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const steps = [
    ["update", "-qq"],
    ["install", "-qq", "-y", "--no-install-recommends", ...names],
  ];
  for (const step of steps) {
    const result = spawnSync(APT, step, { env, encoding: "utf8" });
    if (result.status !== 0) {
      log(`apt-get ${step[0] ?? ""} failed:\n${result.stderr}`);
      return false;
    }
  }
  return true;
}
