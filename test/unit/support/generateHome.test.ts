import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateHome, type HomeOptions } from "../../support/generateHome/generateHome.ts";
import { countHome } from "./countHome.ts";

describe("generateHome", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "token-legend-home-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function options(name: string, seed: number, bytes: number): HomeOptions {
    const nowMs = Date.UTC(2026, 10, 22, 12);
    return { folder: join(folder, name), bytes, seed, nowMs, days: 30, projects: 5, claudeShare: 0.6 };
  }

  it("tells the totals that a plain count of its files finds", () => {
    const made = options("home", 3, 16_000_000);
    const truth = generateHome(made);
    assert.deepEqual(countHome(made.folder), { claude: truth.claude, codex: truth.codex });
    assert.ok(truth.claude.webSearches > 0 && truth.claude.cacheWrite5m > 0 && truth.claude.cacheWrite1h > 0);
  });

  it("writes the same bytes for the same seed and others for another", () => {
    const [first, again, other] = [options("a", 1, 2e6), options("b", 1, 2e6), options("c", 2, 2e6)];
    for (const each of [first, again, other]) generateHome(each);
    assert.equal(digest(first.folder), digest(again.folder));
    assert.notEqual(digest(first.folder), digest(other.folder));
  });

  it("writes at least the bytes asked for, in the share asked for, and counts its files", () => {
    const made = options("home", 5, 8_000_000);
    const truth = generateHome(made);
    const logs = files(made.folder).filter((path) => !path.endsWith(".meta.json"));
    const bytes = (paths: readonly string[]): number => paths.reduce((sum, path) => sum + readFileSync(path).length, 0);
    assert.equal(truth.files, logs.length);
    assert.equal(truth.bytes, bytes(logs));
    assert.ok(truth.bytes >= made.bytes);
    assert.ok(bytes(logs.filter((path) => path.includes(".claude"))) >= made.bytes * made.claudeShare);
  });

  it("writes no line from the future", () => {
    const made = options("home", 9, 4_000_000);
    generateHome(made);
    const stamps = files(made.folder)
      .filter((path) => path.endsWith(".jsonl"))
      .flatMap((path) => readFileSync(path, "utf8").match(/"timestamp":"[^"]+"/gu) ?? []);
    const newest = stamps.reduce((latest, stamp) => (stamp > latest ? stamp : latest));
    assert.ok(newest <= `"timestamp":"${new Date(made.nowMs).toISOString()}"`, newest);
  });
});

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

function digest(folder: string): string {
  const hash = createHash("sha256");
  for (const file of files(folder)) hash.update(file.slice(folder.length)).update(readFileSync(file));
  return hash.digest("hex");
}
