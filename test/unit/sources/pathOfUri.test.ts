import assert from "node:assert/strict";
import { pathOfUri } from "../../../src/sources/pathOfUri.ts";

describe("The path of a URI", () => {
  it("is that of a file or a folder, of Windows too, with what is encoded in it decoded", () => {
    assert.equal(pathOfUri("file:///home/ann/my%20shop"), "/home/ann/my shop");
    assert.equal(pathOfUri("file:///c%3A/shop"), "C:\\shop");
    assert.equal(pathOfUri("file://server/share/shop"), "/share/shop");
  });

  it("is unknown for other kinds, and for what is no URI", () => {
    assert.equal(pathOfUri("vscode-remote://ssh/home/ann"), undefined);
    assert.equal(pathOfUri("file:///100%"), undefined);
    assert.equal(pathOfUri("/home/ann/shop"), undefined);
  });
});
