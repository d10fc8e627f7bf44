import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const repository = resolve(import.meta.dirname, "../../..");

interface LockEntry {
  readonly resolved?: unknown;
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

function lockedPackages(): readonly (readonly [string, LockEntry])[] {
  const lock: unknown = JSON.parse(readFileSync(join(repository, "package-lock.json"), "utf8"));
  assert.ok(typeof lock === "object" && lock !== null && "packages" in lock);
  assert.ok(typeof lock.packages === "object" && lock.packages !== null);
  return Object.entries(lock.packages);
}

describe("package-lock.json", () => {
  it("names no registry, so that every machine uses its own", () => {
    const resolved = lockedPackages().filter(([, entry]) => entry.resolved !== undefined);
    assert.deepEqual(resolved, []);
  });

  it("locks the optional packages of every platform, not only of the one it was made on", () => {
    const locked = new Map(lockedPackages());
    for (const [path, { optionalDependencies = {} }] of locked) {
      for (const name of Object.keys(optionalDependencies)) {
        const nested = path === "" ? `node_modules/${name}` : `${path}/node_modules/${name}`;
        assert.ok(locked.has(nested) || locked.has(`node_modules/${name}`), `${path}: ${name}`);
      }
    }
  });

  it("pins every direct dependency to one version", () => {
    const manifest: unknown = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
    assert.ok(typeof manifest === "object" && manifest !== null);
    const groups = new Set(["dependencies", "devDependencies", "optionalDependencies"]);
    const ranges = Object.entries(manifest)
      .filter(([key]) => groups.has(key))
      .flatMap(([, group]) => Object.values(group as Readonly<Record<string, string>>));
    assert.ok(ranges.length > 0);
    for (const range of ranges) assert.match(range, /^\d+\.\d+\.\d+$/);
  });
});
