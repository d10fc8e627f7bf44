import assert from "node:assert/strict";
import { bundlePage } from "../../support/bundlePage.ts";

const MAX_BYTES = 150_000;

describe("the page's bundle", () => {
  it("is at most 150 KB compressed, script and styles together", async () => {
    const { gzipBytes } = await bundlePage("webview");
    assert.ok(gzipBytes > 0 && gzipBytes <= MAX_BYTES, `${gzipBytes} bytes`);
  });
});
