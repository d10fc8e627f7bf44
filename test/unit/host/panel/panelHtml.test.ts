import assert from "node:assert/strict";

import { panelHtml } from "../../../../src/host/panel/panelHtml.ts";

const PARTS = {
  cspSource: "https://*.cdn.test",
  nonce: "bm9uY2U",
  language: "de-DE",
  title: "Token <Legend>",
  scriptUris: ["https://cdn.test/l10n/de-DE.js", 'https://cdn.test/webview.js?a=1&b="'],
  styleUri: "https://cdn.test/webview.css",
};

describe("panelHtml", () => {
  it("allows scripts by their nonce, one source of styles, and nothing else", () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(panelHtml(PARTS))?.[1]?.replaceAll("&#39;", "'");
    assert.equal(
      policy,
      "default-src 'none'; script-src 'nonce-bm9uY2U'; style-src https://*.cdn.test; base-uri 'none'; form-action 'none'",
    );
  });

  it("holds nothing inline", () => {
    const html = panelHtml(PARTS);
    assert.doesNotMatch(html, / style=| on\w+=|<style/);
    assert.deepEqual(
      [...html.matchAll(/<script[^>]*>([^<]*)</g)].map((match) => match[1]),
      ["", ""],
    );
  });

  it("is in the reader's language, whose texts come before the page's code", () => {
    const html = panelHtml(PARTS);
    assert.ok(html.includes('<html lang="de-DE">'));
    assert.ok(html.indexOf("l10n/de-DE.js") < html.indexOf("webview.js"));
  });

  it("lets no part of it break out", () => {
    const html = panelHtml(PARTS);
    assert.ok(html.includes("<title>Token &#60;Legend&#62;</title>"));
    assert.ok(html.includes('src="https://cdn.test/webview.js?a=1&#38;b=&#34;"'));
  });
});
