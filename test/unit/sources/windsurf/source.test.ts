import assert from "node:assert/strict";
import { windsurf } from "../../../../src/sources/windsurf/source.ts";

describe("Windsurf", () => {
  it("is known by the folder of its conversations, of which none is read", () => {
    const paths = windsurf.roots({ home: "C:\\Users\\ann", platform: "win32", env: {}, readText: () => undefined });
    assert.deepEqual(
      paths.map((root) => root.path),
      ["C:\\Users\\ann\\.codeium\\windsurf\\cascade", "C:\\Users\\ann\\.codeium\\windsurf-next\\cascade"],
    );
    assert.deepEqual(windsurf.formats, []);
  });

  it("says why", () => {
    assert.match(windsurf.limits[0] ?? "", /encrypted/);
  });
});
