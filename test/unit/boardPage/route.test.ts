import assert from "node:assert/strict";
import { addressOf, readRoute } from "../../../src/boardPage/route.ts";

describe("the addresses of the board", () => {
  it("come back from their text", () => {
    for (const route of [
      { tab: "practice" },
      { tab: "practice", slice: "team:3" },
      { tab: "volume" },
      { tab: "admin" },
    ] as const) {
      const address = new URL(addressOf(route), "http://board.test");
      assert.deepEqual(readRoute(address.pathname, address.search), route);
    }
  });

  it("keep a slice whose name has marks of its own", () => {
    const route = { tab: "practice", slice: "model:a&b=c#d/é" } as const;
    const address = new URL(addressOf(route), "http://board.test");
    assert.deepEqual(readRoute(address.pathname, address.search), route);
  });

  it("open the first page where they are none of the board's", () => {
    for (const path of ["/", "/nothing", "//evil.test", "/volume/x"])
      assert.deepEqual(readRoute(path, ""), { tab: "practice" });
    assert.deepEqual(readRoute("/practice", "?slice=person:3"), { tab: "practice" });
    assert.deepEqual(readRoute("/volume", "?slice=team:3"), { tab: "volume" });
  });
});
