import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Logs from other programs' tests. They are not part of this repository and may be absent. */
export const FIXTURES = join(import.meta.dirname, "../../../../../shared/fixtures/codex");

export interface FixtureLog {
  readonly relativePath: string;
  readonly bytes: Buffer;
}

export function readFixtures(): readonly FixtureLog[] {
  if (!existsSync(FIXTURES)) return [];
  return readdirSync(FIXTURES, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".jsonl"))
    .toSorted()
    .map((relativePath) => ({ relativePath, bytes: readFileSync(join(FIXTURES, relativePath)) }));
}
