import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { packRanks } from "../../../../src/worker/tokens/packedRanks.ts";
import { readRanks } from "../../../../src/worker/tokens/readRanks.ts";

const FEW = { pattern: ".", bytes: Buffer.from("abc"), starts: Uint32Array.of(0, 1, 2, 3) };

describe("reading a rank table", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "token-legend-ranks-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("takes the package's where the sources run as they are", () => {
    assert.equal(readRanks("cl100k_base").starts.length, 100_257);
  });

  it("takes the file beside a bundle, and says what is wrong where there is none", async () => {
    const program = join(folder, "program.cjs");
    await build({
      stdin: {
        contents: `
          import { readRanks } from "./readRanks.ts";
          const tokens = (encoding) => { try { return readRanks(encoding).starts.length - 1 } catch (error) { return error.message } };
          process.stdout.write(JSON.stringify([tokens("o200k_base"), tokens("cl100k_base")]));`,
        resolveDir: join(import.meta.dirname, "../../../../src/worker/tokens"),
      },
      outfile: program,
      bundle: true,
      platform: "node",
      format: "cjs",
      define: { "import.meta.dirname": "__dirname" },
      logLevel: "warning",
    });
    mkdirSync(join(folder, "ranks"));
    writeFileSync(join(folder, "ranks/o200k_base"), packRanks(FEW));
    const answers: unknown = JSON.parse(execFileSync(process.execPath, [program], { encoding: "utf8" }));
    assert.deepEqual(answers, [
      3,
      "The token table cl100k_base cannot be read. Install Token Legend anew to bring it back.",
    ]);
  });
});
