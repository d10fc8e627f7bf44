import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import helmet from "@fastify/helmet";
import { fastify, type FastifyInstance } from "fastify";
import { answerErrors } from "../../../../src/server/http/answerErrors.ts";
import { pageRoutes } from "../../../../src/server/http/pageRoutes.ts";
import { findBoardPage } from "../../../../src/server/page/boardPage.ts";

describe("the board's page on the server", () => {
  let folder = "";

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "token-legend-page-"));
    writeFileSync(join(folder, "boardPage.js"), "// script");
    writeFileSync(join(folder, "boardPage.css"), "/* style */");
    writeFileSync(join(folder, "boardPage.svg"), "<svg/>");
    writeFileSync(join(folder, "board.cjs"), "// the server");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function serve(): Promise<FastifyInstance> {
    const page = findBoardPage(["/nowhere", folder]);
    assert.ok(page !== undefined);
    const app = fastify();
    answerErrors(app);
    await app.register(helmet);
    await app.register((scope) => pageRoutes(scope, page));
    return app;
  }

  it("is not there where it was not built", () => {
    rmSync(join(folder, "boardPage.css"));
    assert.equal(findBoardPage([folder]), undefined);
  });

  it("has other addresses for other contents", () => {
    const before = findBoardPage([folder])?.version;
    writeFileSync(join(folder, "boardPage.js"), "// another");
    assert.notEqual(findBoardPage([folder])?.version, before);
  });

  it("is one document at each of its addresses, with a policy that allows nothing inline and nothing from elsewhere", async () => {
    const app = await serve();
    for (const path of ["/", "/practice?slice=team%3A3", "/volume", "/me", "/admin"]) {
      const response = await app.inject(path);
      assert.equal(response.statusCode, 200);
      assert.match(String(response.headers["content-type"]), /^text\/html/);
      const policy = String(response.headers["content-security-policy"]);
      assert.match(policy, /default-src 'none'/);
      assert.match(policy, /require-trusted-types-for 'script'/);
      assert.doesNotMatch(policy, /unsafe|https?:|data:|\*/);
      assert.doesNotMatch(response.body, /<script>|<style|style=| on[a-z]+=/);
    }
    await app.close();
  });

  it("lets browsers keep files for ever, under an address that changes with them", async () => {
    const app = await serve();
    const [script = ""] = /\/assets\/[^"]+\.js/.exec((await app.inject("/")).body) ?? [];
    const response = await app.inject(script);
    assert.equal(response.body, "// script");
    assert.equal(response.headers["cache-control"], "public, max-age=31536000, immutable");
    assert.match(String(response.headers["content-type"]), /javascript/);
    await app.close();
  });

  it("hands out the three files of the page and no other", async () => {
    const app = await serve();
    const { version } = findBoardPage([folder]) ?? { version: "" };
    for (const path of [
      `/assets/${version}/board.cjs`,
      `/assets/${version}/..%2Fboard.cjs`,
      `/assets/${version}/boardPage.js%00`,
      "/assets/other/boardPage.js",
      `/assets/${version}/`,
      "/boardPage.js",
    ])
      assert.equal((await app.inject(path)).statusCode, 404, path);
    await app.close();
  });
});
