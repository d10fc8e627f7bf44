import assert from "node:assert/strict";
import { existsSync, statSync } from "node:fs";
import { readZip } from "../../support/readZip.ts";

/** Set by the run that has made the package. */
const vsix = process.env["TOKEN_LEGEND_VSIX"];
const MAX_BYTES = 2 * 1024 * 1024;
const SHIPPED = [
  "[Content_Types].xml",
  "extension.vsixmanifest",
  "extension/LICENSE.txt",
  "extension/THIRD-PARTY-NOTICES.txt",
  "extension/dist/cli.cjs",
  "extension/dist/extension.cjs",
  "extension/dist/l10n/de-DE.js",
  "extension/dist/ranks/cl100k_base",
  "extension/dist/ranks/o200k_base",
  "extension/dist/webview.css",
  "extension/dist/webview.js",
  "extension/dist/worker.cjs",
  "extension/l10n/bundle.l10n.de.json",
  "extension/media/icon.png",
  "extension/media/walkthrough/budget.svg",
  "extension/media/walkthrough/panel.svg",
  "extension/media/walkthrough/privacy.svg",
  "extension/media/walkthrough/statusBar.svg",
  "extension/media/walkthrough/tools.svg",
  "extension/package.json",
  "extension/package.nls.de.json",
  "extension/package.nls.json",
  "extension/readme.md",
];

describe("the VSIX", () => {
  before(function () {
    if (vsix === undefined || !existsSync(vsix)) this.skip();
  });

  it("holds the files that are meant to ship, and no other", () => {
    assert.ok(vsix !== undefined);
    const names = readZip(vsix).map((entry) => entry.name);
    assert.deepEqual(names.toSorted(), SHIPPED);
  });

  it("holds no empty file", () => {
    assert.ok(vsix !== undefined);
    const empty = readZip(vsix).filter((entry) => entry.bytes === 0);
    assert.deepEqual(empty, []);
  });

  it("is at most 2 MB", () => {
    assert.ok(vsix !== undefined);
    assert.ok(statSync(vsix).size <= MAX_BYTES);
  });
});
