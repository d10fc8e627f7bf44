import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writeSampleHome } from "./sampleHome.ts";
import { writeOtherTools } from "./sampleOthers.ts";
import { writeSampleRepositories } from "./sampleRepositories.ts";
import { root } from "./stages.ts";
import { hostEnv } from "../test/support/vscodeHost/hostEnv.ts";
import { writeUserSettings } from "../test/support/vscodeHost/hostFolders.ts";

/** Whose logs are shown, in words, and the environment in which VS Code finds them. */
export interface StartHome {
  readonly title: string;
  readonly env: NodeJS.ProcessEnv;
}

/** What a window inside VS Code, or npm, would hand on to the VS Code that is started. */
const HANDED_ON = /^(VSCODE_|ELECTRON_|npm_)/i;

function ownEnv(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !HANDED_ON.test(name)));
}

/** The user's own home, or that of the sample developer, written anew so that its last call was just now. */
export function prepareHome(isSample: boolean): StartHome {
  if (!isSample) return { title: "your own usage logs", env: ownEnv() };
  const folder = join(root, ".cache/sample");
  rmSync(folder, { recursive: true, force: true });
  const home = join(folder, "home");
  const projects = join(home, "projects");
  writeSampleHome(home, Date.now(), projects);
  writeSampleRepositories(projects, Date.now());
  writeOtherTools(home, Date.now());
  return { title: "a sample developer's logs", env: hostEnv(home, { TOKEN_LEGEND_HOME: join(folder, "ledger") }) };
}

/** Profile of the VS Code that `npm start` opens: kept between starts, apart from the user's own. */
export function prepareProfile(name: "desktop" | "server"): {
  userData: string;
  serverData: string;
  extensions: string;
} {
  const folder = join(root, ".cache/start", name);
  const userData = join(folder, "user-data");
  if (!existsSync(userData)) writeUserSettings(userData, {});
  return { userData, serverData: join(folder, "server-data"), extensions: join(folder, "extensions") };
}
