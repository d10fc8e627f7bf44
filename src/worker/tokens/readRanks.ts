import { t } from "@vscode/l10n";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { UserError } from "../../shared/userError.ts";
import type { Encoding, Ranks } from "./encoding.ts";
import { readPackageRanks, type PackageRanks } from "./packageRanks.ts";
import { unpackRanks } from "./packedRanks.ts";

/**
 * Reads an encoding's rank table: the file that the build has put beside the bundle or, where the sources run as they are,
 * the package that it was made from.
 * @throws UserError where neither can be read
 */
export function readRanks(encoding: Encoding): Ranks {
  const folder = import.meta.dirname;
  const packed = join(folder, "ranks", encoding);
  try {
    return existsSync(packed) ? unpackRanks(readFileSync(packed)) : readPackageRanks(loadPackage(folder, encoding));
  } catch (cause) {
    throw new UserError(
      t("The token table {0} cannot be read. Install Token Legend anew to bring it back.", encoding),
      {
        cause,
      },
    );
  }
}

function loadPackage(folder: string, encoding: Encoding): PackageRanks {
  const load = createRequire(join(folder, "any"));
  return load(`js-tiktoken/ranks/${encoding}`) as PackageRanks;
}
