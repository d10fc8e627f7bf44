import assert from "node:assert/strict";

import { SeenBadges } from "../../../../src/host/panel/seenBadges.ts";
import { makeGame } from "../../../support/gameSnapshots.ts";

describe("SeenBadges", () => {
  const writes: unknown[] = [];
  let stored: unknown;
  const seen = new SeenBadges({
    get: () => stored,
    update: (_key, value) => {
      writes.push(value);
      stored = value;
      return Promise.resolve();
    },
  });

  it("know nothing before the first look, or of what was stored by something else", () => {
    assert.equal(seen.untilMs, undefined);
    stored = "yesterday";
    assert.equal(seen.untilMs, undefined);
  });

  it("keep when the newest badge was earned, and write no more than that takes", async () => {
    const game = makeGame();
    const newestMs = Math.max(...game.badges.flatMap(({ earned }) => earned.map(({ atMs }) => atMs)));
    await seen.see(game);
    await seen.see({ ...game, madeAtMs: game.madeAtMs + 60_000 });
    assert.equal(seen.untilMs, newestMs);
    assert.deepEqual(writes, [newestMs]);
  });

  it("do not forget what was seen where a ledger knows less", async () => {
    const before = seen.untilMs;
    await seen.see({ ...makeGame(), badges: [] });
    assert.equal(seen.untilMs, before);
  });
});
