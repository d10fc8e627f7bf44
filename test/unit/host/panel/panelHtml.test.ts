import assert from "node:assert/strict";

import { panelHtml } from "../../../../src/host/panel/panelHtml.ts";

const PARTS = {
  cspSource: "https://*.cdn.test",
  nonce: "bm9uY2U",
  title: "Token <Legend>",
  scriptUri: 'https://cdn.test/webview.js?a=1&b="',
  styleUri: "https://cdn.test/webview.css",
};

describe("panelHtml", () => {
  it("allows one script by its nonce, one source of styles, and nothing else", () => {
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
      [""],
    );
  });

  it("lets no part of it break out", () => {
    const html = panelHtml(PARTS);
    assert.ok(html.includes("<title>Token &#60;Legend&#62;</title>"));
    assert.ok(html.includes('src="https://cdn.test/webview.js?a=1&#38;b=&#34;"'));
  });
});
