import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { isFields } from "../../src/shared/isGameSnapshot.ts";

const artefacts = process.env["TOKEN_LEGEND_ARTEFACTS"] ?? resolve(import.meta.dirname, "../../artefacts");

/** Notes what was measured on the panel, beside what other tests noted, in `artefacts/panel.json`. Nothing is held against it. */
export function noteMeasures(measures: Readonly<Record<string, number>>): void {
  mkdirSync(artefacts, { recursive: true });
  const path = join(artefacts, "panel.json");
  const known: unknown = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {};
  const all = { ...(isFields(known) ? known : {}), ...measures };
  writeFileSync(path, `${JSON.stringify(all, undefined, 2)}\n`);
}
