import assert from "node:assert/strict";
import { makeDeviceKey } from "../../../src/sync/deviceKey.ts";
import { readDeviceSecret, writeDeviceSecret } from "../../../src/sync/deviceSecret.ts";
import { joinBoard, type JoinTools } from "../../../src/sync/joinBoard.ts";
import { CONSENT_VERSION } from "../../../src/shared/board/syncBatch.ts";
import type { Standing } from "../../../src/shared/board/standing.ts";
import { FakeOutbox } from "../../support/fakeOutbox.ts";
import { ManualClock } from "../../support/manualClock.ts";
import { MemoryKeys } from "../../support/memoryKeys.ts";
import { TEST_MEMBERSHIP } from "../../support/testOutbox.ts";

const { url, boardId, epoch, memberId, deviceId } = TEST_MEMBERSHIP;
const JOINING = { url, code: "k7mn-2pqr-stuv-wxyz-3456", isUnattended: false };
const STANDING: Standing = {
  asOf: 0,
  counted: 0,
  provisional: 0,
  seen: 0,
  activeDays: 0,
  trust: "provisional",
  listed: false,
};

describe("joinBoard", () => {
  let keys: MemoryKeys;
  let tools: JoinTools;
  let answers: Map<string, () => Response | Promise<Response>>;
  const ours = makeDeviceKey();

  beforeEach(() => {
    keys = new MemoryKeys();
    const clock = new ManualClock();
    const serverTime = clock.nowMs();
    const info = { boardId, epoch, name: "Northwind", consentVersion: CONSENT_VERSION, serverTime };
    answers = new Map([
      ["/v1/board", () => Response.json(info)],
      ["/v1/devices", () => Response.json({ ...info, memberId, deviceId })],
      ["/v1/me", () => Response.json(STANDING)],
    ]);
    const fetch = async (address: string): Promise<Response> =>
      (await answers.get(address.replace(url, ""))?.()) ?? Response.json({ error: "notFound" }, { status: 404 });
    tools = { ask: new FakeOutbox().ask, keys, clock, fetch };
  });

  it("keeps the key of a member where the board could not say whether it knows it", async () => {
    await writeDeviceSecret(keys, { url, key: ours, membership: TEST_MEMBERSHIP });
    answers.set("/v1/me", () => Response.json({ error: "internal" }, { status: 500 }));
    const joined = await joinBoard(JOINING, tools);
    assert.ok(!joined.ok);
    const secret = await readDeviceSecret(keys);
    assert.deepEqual([secret?.key.secret, secret?.membership?.deviceId], [ours.secret, deviceId]);
  });

  it("makes a new key where the board does not know the old one any more", async () => {
    await writeDeviceSecret(keys, { url, key: ours, membership: TEST_MEMBERSHIP });
    answers.set("/v1/me", () => Response.json({ error: "gone" }, { status: 410 }));
    assert.ok((await joinBoard(JOINING, tools)).ok);
    assert.notEqual((await readDeviceSecret(keys))?.key.secret, ours.secret);
  });

  it("goes on with the key that another window has joined with while the board was asked who it is", async () => {
    const info = answers.get("/v1/board");
    answers.set("/v1/board", async () => {
      await writeDeviceSecret(keys, { url, key: ours, membership: TEST_MEMBERSHIP });
      return (await info?.()) ?? Response.error();
    });
    answers.set("/v1/devices", () => Response.json({ error: "forbidden" }, { status: 403 }));
    const joined = await joinBoard(JOINING, tools);
    assert.ok(joined.ok && joined.value.deviceId === deviceId);
    assert.equal((await readDeviceSecret(keys))?.key.secret, ours.secret);
  });
});
