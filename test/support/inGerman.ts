import { readFileSync } from "node:fs";

import { config } from "@vscode/l10n";

const german = readFileSync(new URL("../../l10n/bundle.l10n.de.json", import.meta.url), "utf8");

/** What work answers while the texts are German. English is back after it, as the library's state is that of all tests. */
export function inGerman<Result>(work: () => Result): Result {
  config({ contents: german });
  try {
    return work();
  } finally {
    config({ contents: {} });
  }
}
