import assert from "node:assert/strict";
import type { FastifyInstance } from "fastify";
import { buildApp } from "../../src/server/app.ts";
import { ROUTE_NOTES } from "../../src/server/docs/routeNotes.ts";
import type { BoardDatabase } from "../../src/server/database/boardDatabase.ts";
import { openPgliteInMemory } from "../../src/server/database/openPglite.ts";
import { OPERATOR_TOKEN, seededBytes } from "../support/server/testBoard.ts";
import { NOON_MS } from "../support/server/wireRows.ts";

interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}
interface Operation {
  readonly summary: string;
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}
interface Schema {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly additionalProperties?: boolean;
}

describe("the description of the board's routes", function () {
  this.timeout(240_000);
  let database: BoardDatabase;
  let app: FastifyInstance;
  let document: Document;
  before(async () => {
    database = await openPgliteInMemory();
    app = await buildApp({
      writes: database,
      reads: database,
      clock: () => NOON_MS,
      random: seededBytes("docs"),
      operatorToken: OPERATOR_TOKEN,
      intervalS: 300,
      width: 1,
      trustProxy: false,
      docs: { folder: undefined },
      logger: false,
    });
    document = (await app.inject({ url: "/docs/json" })).json();
  });
  after(async () => {
    await app.close();
    await database.close();
  });

  it("has the routes of the board and none of its page", () => {
    assert.equal(document.openapi, "3.1.0");
    for (const path of ["/v1/sync", "/v1/me/leave", "/v1/admin/teams/{teamId}", "/healthz"])
      assert.ok(Object.hasOwn(document.paths, path), path);
    assert.ok(Object.keys(document.paths).every((path) => !/^\/(?:docs|assets)/.test(path)));
  });

  it("notes only routes that exist, but for those of a directory and of tabs that are still to come", () => {
    const routes = new Set(
      Object.entries(document.paths).flatMap(([path, operations]) =>
        Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ":$1")}`),
      ),
    );
    const missing = Object.keys(ROUTE_NOTES).filter((route) => !routes.has(route));
    assert.deepEqual(
      missing.filter((route) => !/oidc|practice|volume/.test(route)),
      [],
    );
  });

  it("tells the fields of an upload from the schema that uploads are held to", () => {
    const operation = document.paths["/v1/sync"]?.["post"];
    const schema = operation?.requestBody?.content["application/json"]?.schema;
    assert.deepEqual(schema?.properties["seq"], { type: "integer", minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
    assert.equal(schema?.additionalProperties, false);
  });

  it("is read on a page that loads nothing but its own files", async () => {
    const page = await app.inject({ url: "/docs/" });
    assert.equal(page.statusCode, 200);
    const policy = String(page.headers["content-security-policy"]);
    assert.match(policy, /default-src 'none'; script-src 'self'; style-src 'self';/);
    assert.ok(!policy.includes("unsafe"));
    const script = await app.inject({ url: "/docs/static/swagger-ui-bundle.js" });
    assert.equal(script.statusCode, 200);
    const elsewhere = await app.inject({ url: "/healthz" });
    assert.match(String(elsewhere.headers["content-security-policy"]), /default-src 'none'/);
    assert.ok(!String(elsewhere.headers["content-security-policy"]).includes("script-src"));
  });
});
