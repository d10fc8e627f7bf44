import assert from "node:assert/strict";
import type { DeviceId, MemberId } from "../../../../src/shared/board/boardIds.ts";
import {
  bytesToSign,
  deviceAuthorization,
  readDeviceAuthorization,
} from "../../../../src/shared/board/signedRequest.ts";

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");
const body = Buffer.from("{}");

describe("what a device signs", () => {
  const request = { method: "POST", path: "/v1/sync", sentAt: 5, body };

  it("is another text for another method, path, time or body", () => {
    const texts = [
      request,
      { ...request, method: "GET" },
      { ...request, path: "/v1/leave" },
      { ...request, sentAt: 6 },
      { ...request, body: Buffer.from("[]") },
    ].map((each) => text(bytesToSign(each)));
    assert.equal(new Set(texts).size, texts.length);
  });

  it("cannot be shifted from one field into the next", () => {
    const shifted = { ...request, path: "/v1", body: Buffer.from("/sync\n5\n{}") };
    assert.notEqual(text(bytesToSign(shifted)), text(bytesToSign(request)));
  });
});

describe("the header that names a device", () => {
  it("is read as it was written", () => {
    const header = deviceAuthorization(9_007_199_254_740_991 as MemberId, 2_147_483_647 as DeviceId);
    assert.deepEqual(readDeviceAuthorization(header), { member: 9_007_199_254_740_991, device: 2_147_483_647 });
  });

  for (const header of [
    "",
    "Device 1",
    "Device 0.1",
    "Device 1.0",
    "Device 9007199254740992.1",
    "Device 1.2147483648",
    "Bearer 1.1",
    "Device 1.1 ",
  ]) {
    it(`is refused as "${header}"`, () => {
      assert.equal(readDeviceAuthorization(header), undefined);
    });
  }
});
