import assert from "node:assert/strict";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeWholeFile } from "../../../src/worker/writeWholeFile.ts";
import { UserError } from "../../../src/shared/userError.ts";

describe("writing a file whole", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "token-legend-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("puts the pieces together, for the user's eyes only, and answers what the writer does", () => {
    const file = join(folder, "out.csv");
    const answer = writeWholeFile(file, (write) => {
      write("a,b\n");
      write("ü,2\n");
      return 2;
    });
    assert.equal(answer, 2);
    assert.equal(readFileSync(file, "utf8"), "a,b\nü,2\n");
    assert.equal(statSync(file).mode & 0o077, 0);
    assert.deepEqual(readdirSync(folder), ["out.csv"]);
  });

  it("leaves the old file and nothing else when the writer fails", () => {
    const file = join(folder, "out.csv");
    writeFileSync(file, "old");
    assert.throws(
      () =>
        writeWholeFile(file, (write) => {
          write("half");
          throw new RangeError("no more");
        }),
      RangeError,
    );
    assert.equal(readFileSync(file, "utf8"), "old");
    assert.deepEqual(readdirSync(folder), ["out.csv"]);
  });

  it("writes through a link and keeps the link", () => {
    writeFileSync(join(folder, "real.csv"), "old");
    symlinkSync("real.csv", join(folder, "link.csv"));
    writeWholeFile(join(folder, "link.csv"), (write) => write("new"));
    assert.equal(readFileSync(join(folder, "real.csv"), "utf8"), "new");
    assert.deepEqual(readdirSync(folder).toSorted(), ["link.csv", "real.csv"]);
  });

  it("writes to a device without replacing it", function () {
    if (process.platform === "win32") this.skip();
    writeWholeFile("/dev/null", (write) => write("gone"));
    assert.ok(statSync("/dev/null").isCharacterDevice());
  });

  it("says in a sentence why it cannot", () => {
    mkdirSync(join(folder, "sub"));
    const refuses = (path: string, sentence: RegExp): void =>
      assert.throws(
        () => writeWholeFile(path, (write) => write("x")),
        (error) => error instanceof UserError && sentence.test(error.message),
      );
    refuses(join(folder, "sub"), /is a folder\. Name a file\.$/);
    refuses(join(folder, "missing", "out.csv"), /cannot be written \(ENOENT\)\.$/);
    writeFileSync(join(folder, "file"), "");
    refuses(join(folder, "file", "out.csv"), /cannot be written \(ENOTDIR\)\.$/);
  });
});
