import assert from "node:assert/strict";
import { workbenchUrl } from "../../../support/vscodeHost/workbenchUrl.ts";

describe("workbenchUrl", () => {
  it("names the folder and nothing that was not asked for", () => {
    assert.equal(
      workbenchUrl({ port: 8000, folder: "/home/ada/shop" }),
      "http://127.0.0.1:8000/?folder=%2Fhome%2Fada%2Fshop",
    );
  });

  it("carries the secret that lets the browser in", () => {
    const url = new URL(workbenchUrl({ port: 8000, folder: "/f", connectionToken: "s3cret" }));
    assert.equal(url.searchParams.get("tkn"), "s3cret");
  });

  it("names the extension and the tests as the server sees them", () => {
    const address = { port: 8000, folder: "/f", extensionDir: "/ext", testsModule: "/tests/main.cjs" };
    const payload = new URL(workbenchUrl(address)).searchParams.get("payload");
    assert.deepEqual(JSON.parse(payload ?? ""), [
      ["extensionDevelopmentPath", "vscode-remote://127.0.0.1:8000/ext"],
      ["extensionTestsPath", "vscode-remote://127.0.0.1:8000/tests/main.cjs"],
    ]);
  });

  it("writes paths of Windows with slashes", () => {
    const url = new URL(workbenchUrl({ port: 8000, folder: "c:\\shop", extensionDir: "c:\\ext" }));
    assert.equal(url.searchParams.get("folder"), "/c:/shop");
    assert.match(url.searchParams.get("payload") ?? "", /vscode-remote:\/\/127\.0\.0\.1:8000\/c:\/ext/);
  });
});
