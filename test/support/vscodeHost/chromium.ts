import { type Browser, chromium } from "playwright-core";
import { findProgram } from "./findProgram.ts";
import { installDebianPackages } from "./debianPackages.ts";

const NAMES = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** Chromium's own connections are of no use in a test, and refused one by one on a closed network. */
const QUIET = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A browser of the Chromium family. On Debian as root it is installed where it is missing. */
function findChromium(log: (line: string) => void): string {
  const named = process.env["CHROMIUM_EXECUTABLE"];
  if (named !== undefined && named !== "") {
    const program = findProgram([named]);
    if (program === undefined) throw new Error(`CHROMIUM_EXECUTABLE names no program: ${named}`);
    return program;
  }
  const found = findProgram(NAMES);
  if (found !== undefined) return found;
  if (installDebianPackages(["chromium", "fonts-dejavu-core", "fonts-liberation"], log)) {
    const installed = findProgram(NAMES);
    if (installed !== undefined) return installed;
  }
  throw new Error(
    "No Chromium, Chrome or Edge was found to run VS Code's workbench in. " +
      "Install one (Debian: apt-get install chromium), or set CHROMIUM_EXECUTABLE to its program file.",
  );
}

export async function launchChromium(log: (line: string) => void): Promise<Browser> {
  // Chromium refuses to run its sandbox as root, and only then is it switched off.
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: findChromium(log),
    args: isRoot ? ["--no-sandbox", ...QUIET] : QUIET,
  });
}
