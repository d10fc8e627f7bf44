import assert from "node:assert/strict";
import { bundlePage } from "../../support/bundlePage.ts";

const MAX_BYTES = 120_000;

describe("the bundle of the board's page", () => {
  it("is at most 120 KB compressed, script and styles together, and has nothing of VS Code", async () => {
    const { gzipBytes, texts } = await bundlePage("boardPage");
    assert.ok(gzipBytes > 0 && gzipBytes <= MAX_BYTES, `${gzipBytes} bytes`);
    for (const text of texts) assert.ok(!text.includes("acquireVsCodeApi"));
  });
});
