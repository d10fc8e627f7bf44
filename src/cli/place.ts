import { statSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { LEDGER_FILE_NAME } from "../core/ledgerFile.ts";
import { ledgerFolder, type LedgerSurroundings } from "../core/ledgerFolder.ts";
import { isSystemError } from "../worker/isSystemError.ts";
import type { MeterOptions } from "../worker/meter.ts";
import { LedgerError, UsageError, blameLedger } from "./exitCode.ts";
import type { PlaceOptions } from "./parseCommandLine.ts";
import type { Surroundings } from "./surroundings.ts";

/**
 * Which logs and which ledger a command works on. Another home stands for itself: the variables of this user speak of
 * this user's folders, and the ledger of this user must not take in another's calls.
 * @throws UsageError where the home that is given is no folder; LedgerError where the ledger's folder cannot be told
 */
export function meterOptionsFor(place: PlaceOptions, surroundings: Surroundings): MeterOptions {
  const { workingFolder, platform, version } = surroundings;
  const home =
    place.home === undefined ? ownHome(surroundings) : homeAt(resolve(workingFolder, place.home), place.home);
  const env = place.home === undefined ? surroundings.env : {};
  const ledgerFile =
    place.ledger === undefined
      ? join(usualFolder({ home, platform, env }), LEDGER_FILE_NAME)
      : resolve(workingFolder, place.ledger);
  return { version, home, env, ledgerFile, extraRoots: {} };
}

/** A relative one would be another folder for every place that the command is started in. */
function ownHome({ home, platform }: Surroundings): string {
  if (isAbsolute(home)) return home;
  const variable = platform === "win32" ? "USERPROFILE" : "HOME";
  throw new LedgerError(`${variable} must be an absolute path. Change it or unset it.`);
}

function homeAt(path: string, asGiven: string): string {
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return path;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new UsageError(`--home ${asGiven} cannot be looked at (${error.code}).`, { cause: error });
  }
  throw new UsageError(`--home ${asGiven} is not a folder.`);
}

function usualFolder(surroundings: LedgerSurroundings): string {
  try {
    return ledgerFolder(surroundings);
  } catch (error) {
    return blameLedger(error);
  }
}
