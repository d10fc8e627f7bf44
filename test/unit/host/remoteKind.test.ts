import assert from "node:assert/strict";
import { remoteKind } from "../../../src/host/remoteKind.ts";

describe("the kind of a remote window", () => {
  it("is told where VS Code knows it, and never a machine's name", () => {
    assert.equal(remoteKind("ssh-remote"), "ssh-remote");
    assert.equal(remoteKind("build-box.example.org:8443"), "of another kind");
    assert.equal(remoteKind("localhost"), "of another kind");
    assert.equal(remoteKind(undefined), undefined);
  });
});
