import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import { LEDGER_FILE_NAME } from "../core/ledgerFile.ts";
import { ledgerFolder } from "../core/ledgerFolder.ts";
import type { MeterOptions } from "../worker/meter.ts";
import { UsageError } from "./exitCode.ts";
import type { PlaceOptions } from "./parseCommandLine.ts";
import type { Surroundings } from "./surroundings.ts";

/**
 * Which logs and which ledger a command works on. Another home stands for itself: the variables of this user speak of
 * this user's folders, and the ledger of this user must not take in another's calls.
 * @throws UsageError where the home is no folder
 */
export function meterOptionsFor(place: PlaceOptions, surroundings: Surroundings): MeterOptions {
  const { workingFolder, platform, version } = surroundings;
  const home = place.home === undefined ? surroundings.home : resolve(workingFolder, place.home);
  const env = place.home === undefined ? surroundings.env : {};
  if (place.home !== undefined && !isFolder(home)) throw new UsageError(`--home ${place.home} is not a folder.`);
  const ledgerFile =
    place.ledger === undefined
      ? join(ledgerFolder({ home, platform, env }), LEDGER_FILE_NAME)
      : resolve(workingFolder, place.ledger);
  return { version, home, env, ledgerFile, extraRoots: {} };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
