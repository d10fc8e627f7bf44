import assert from "node:assert/strict";
import type { AskOutbox } from "../../../src/shared/board/outbox.ts";
import { makeDeviceKey } from "../../../src/sync/deviceKey.ts";
import { writeDeviceSecret } from "../../../src/sync/deviceSecret.ts";
import { SyncLoop } from "../../../src/sync/syncLoop.ts";
import type { SyncState } from "../../../src/sync/syncState.ts";
import type { LocalMeter } from "../../../src/worker/localMeter.ts";
import { ManualClock } from "../../support/manualClock.ts";
import { MemoryKeys } from "../../support/memoryKeys.ts";
import { ReferenceBoard } from "../../support/referenceBoard.ts";
import { askOf, TEST_MEMBERSHIP } from "../../support/testOutbox.ts";
import { TestPlace } from "../worker/testMeter.ts";
import { DAY_MS, makeCall, makeTurn, NOON_MS } from "../worker/testRecords.ts";

type Answer = () => Response | Promise<Response>;
const json = (status: number, value: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(value), { status, headers });

describe("SyncLoop", () => {
  let place: TestPlace;
  let meter: LocalMeter;
  let ask: AskOutbox;
  let clock: ManualClock;
  let board: ReferenceBoard;
  let keys: MemoryKeys;
  let loop: SyncLoop;
  /** What to answer instead of what the board says, one after the other. */
  let instead: Answer[];
  let bodies: string[];
  /** How often the board was asked which one it is and what it has. */
  let looks: number;
  let boardId: string;

  beforeEach(async () => {
    place = new TestPlace();
    place.write("a.jsonl", [makeTurn(), makeCall({ atMs: NOON_MS + 60_000 })]);
    meter = place.openMeter();
    await meter.scan();
    ask = askOf(() => meter);
    clock = new ManualClock(NOON_MS + DAY_MS);
    board = new ReferenceBoard();
    keys = new MemoryKeys();
    await writeDeviceSecret(keys, { url: TEST_MEMBERSHIP.url, key: makeDeviceKey(), membership: TEST_MEMBERSHIP });
    instead = [];
    bodies = [];
    looks = 0;
    ({ boardId } = TEST_MEMBERSHIP);
    loop = new SyncLoop({ ask, keys, clock, random: () => 0.5, fetch });
  });
  afterEach(async () => {
    await loop.stop();
    place.dispose();
  });

  async function fetch(url: string, { body }: RequestInit): Promise<Response> {
    if (url.endsWith("/v1/board")) return tellOfBoard();
    assert.ok(typeof body === "string");
    const text = body;
    bodies.push(text);
    const other = instead.shift();
    return other === undefined ? json(200, board.receive(text)) : other();
  }

  function tellOfBoard(): Response | Promise<Response> {
    looks += 1;
    const other = instead.shift();
    const info = { boardId, name: "Northwind", epoch: board.epoch, consentVersion: 1, serverTime: clock.nowMs() };
    return other === undefined ? json(200, info) : other();
  }

  /** A board that never answers. */
  function givenUpOnly(_url: string, { signal }: RequestInit): Promise<Response> {
    return new Promise((_, failed) => {
      signal?.addEventListener("abort", () => failed(new Error("aborted")));
    });
  }

  /** The next state of this kind; time does not pass meanwhile. */
  function until<Kind extends SyncState["kind"]>(kind: Kind): Promise<Extract<SyncState, { kind: Kind }>> {
    return new Promise((done) => {
      const end = loop.onChange((state) => {
        if (state.kind !== kind) return;
        end();
        // Its kind was looked at.
        done(state as Extract<SyncState, { kind: Kind }>);
      });
    });
  }
  const nextAfter = async <Kind extends SyncState["kind"]>(kind: Kind, act: () => void) => {
    const next = until(kind);
    act();
    return next;
  };
  const add = async (family: string): Promise<void> => {
    place.write(`${family}.jsonl`, [makeCall({ family, atMs: NOON_MS + 120_000 })]);
    await meter.scan();
  };

  it("is off until this machine belongs to a board, and asks nobody", async () => {
    await nextAfter("off", () => loop.start());
    assert.deepEqual(bodies, []);
  });

  it("sends what waits and looks again when the board allows", async () => {
    await ask("boardJoin", TEST_MEMBERSHIP);
    const { untilMs } = await nextAfter("idle", () => loop.start());
    assert.equal(untilMs, clock.nowMs() + 5_000);
    assert.equal(board.held(0).length, 1);
    await add("more");
    await nextAfter("sending", () => clock.advance(5_000));
    await until("idle");
    assert.equal(board.held(0)[0]?.calls, 2);
  });

  it("goes on at once when it is asked to", async () => {
    await ask("boardJoin", TEST_MEMBERSHIP);
    await nextAfter("idle", () => loop.start());
    await add("more");
    await nextAfter("sending", () => loop.nudge());
    await until("idle");
    assert.equal(bodies.length, 2);
  });

  it("tries again after what passes, with the same text, and waits longer each time", async () => {
    await ask("boardJoin", TEST_MEMBERSHIP);
    instead = [
      () => Promise.reject(new TypeError("fetch failed", { cause: { code: "ECONNREFUSED" } })),
      () => json(503, { error: "busy" }),
      () => json(429, { error: "tooMany" }, { "retry-after": "60" }),
    ];
    const first = await nextAfter("offline", () => loop.start());
    assert.deepEqual(first.fault, { kind: "offline", cause: "noAnswer" });
    assert.equal(first.untilMs - clock.nowMs(), 2_500);
    const second = await nextAfter("waiting", () => clock.advance(2_500));
    assert.deepEqual([second.cause, second.untilMs - clock.nowMs()], ["busy", 5_000]);
    const third = await nextAfter("waiting", () => clock.advance(5_000));
    assert.equal(third.untilMs - clock.nowMs(), 62_500);
    await nextAfter("idle", () => clock.advance(62_500));
    assert.equal(bodies.length, 4);
    assert.equal(new Set(bodies).size, 1);
    assert.equal(board.held(0).length, 1);
  });

  it("sends again what was stored though the answer was lost", async () => {
    await ask("boardJoin", TEST_MEMBERSHIP);
    instead = [
      () => {
        board.receive(bodies[0] ?? "");
        return Promise.reject(new TypeError("fetch failed", { cause: { code: "ECONNRESET" } }));
      },
    ];
    await nextAfter("offline", () => loop.start());
    await nextAfter("idle", () => clock.advance(2_500));
    const [upload] = await ask("boardUploads", null);
    assert.deepEqual(upload?.outcome, { kind: "stored", accepted: 0, stale: 1, refused: [] });
  });

  it("stops at a refusal, says which, and tries again only when it is asked to", async () => {
    await ask("boardJoin", TEST_MEMBERSHIP);
    instead = [() => json(403, { error: "forbidden" })];
    const { fault } = await nextAfter("refused", () => loop.start());
    assert.deepEqual(fault, { kind: "refused", status: 403, reason: "forbidden" });
    await nextAfter("refused", () => clock.advance(3_600_000));
    assert.equal(bodies.length, 1);
    const [upload] = await ask("boardUploads", null);
    assert.deepEqual(upload?.outcome, { kind: "refused", reason: "forbidden" });
    await nextAfter("idle", () => loop.nudge());
    assert.equal(bodies.length, 2);
  });

  it("tries again after an hour where what answers may not be the board, such as a proxy or a sign-in page", async () => {
    await ask("boardJoin", TEST_MEMBERSHIP);
    instead = [
      () => new Response("<html>Sign in</html>"),
      () => new Response(null, { status: 302, headers: { location: "https://login.example/" } }),
      () => new Response("<html>Bad things</html>", { status: 403 }),
      () => json(500, { error: "internal" }),
    ];
    const first = await nextAfter("refused", () => loop.start());
    assert.deepEqual(first.fault, { kind: "strange", what: "notAsAgreed" });
    assert.equal(first.untilMs, clock.nowMs() + 3_600_000);
    for (const expected of [
      { kind: "strange", what: "redirect" },
      { kind: "refused", status: 403, reason: "unknown" },
      { kind: "refused", status: 500, reason: "internal" },
    ]) {
      await nextAfter("sending", () => clock.advance(3_600_000));
      assert.deepEqual((await until("refused")).fault, expected);
    }
    await nextAfter("sending", () => clock.advance(3_600_000));
    await until("idle");
    assert.equal(board.held(0).length, 1);
  });

  it("is not held up by a clock that was set back", async () => {
    await ask("boardJoin", TEST_MEMBERSHIP);
    await nextAfter("idle", () => loop.start());
    await add("more");
    await loop.stop();
    clock.advance(-3_600_000);
    await nextAfter("sending", () => loop.start());
    await until("idle");
    assert.equal(bodies.length, 2);
  });

  it("goes on where it was started again before it had stopped", async () => {
    await nextAfter("off", () => loop.start());
    const stopped = loop.stop();
    await nextAfter("off", () => loop.start());
    await stopped;
    await nextAfter("off", () => clock.advance(60_000));
  });

  it("tells that the member is gone, that the contract is new, and what answers as no board does", async () => {
    await ask("boardJoin", TEST_MEMBERSHIP);
    instead = [() => json(410, { error: "gone" })];
    await nextAfter("gone", () => loop.start());
    instead = [() => json(409, { error: "consent" })];
    await nextAfter("needsConsent", () => loop.nudge());
    instead = [() => json(200, { hello: "<img src=x onerror=alert(1)>" })];
    assert.deepEqual((await nextAfter("refused", () => loop.nudge())).fault, { kind: "strange", what: "notAsAgreed" });
  });

  it("sends nothing while what the person agreed to is older than this program's contract", async () => {
    await ask("boardJoin", { ...TEST_MEMBERSHIP, consentVersion: 0 });
    await nextAfter("needsConsent", () => loop.start());
    assert.deepEqual(bodies, []);
    await ask("boardAgree", { consentVersion: 1 });
    await nextAfter("idle", () => loop.nudge());
    assert.equal(bodies.length, 1);
  });

  it("sends nothing while it is paused", async () => {
    await ask("boardJoin", TEST_MEMBERSHIP);
    await ask("boardPause", { isPaused: true });
    await nextAfter("paused", () => loop.start());
    assert.deepEqual(bodies, []);
  });

  it("sends nothing without the key that joined", async () => {
    await ask("boardJoin", TEST_MEMBERSHIP);
    keys.secret = undefined;
    await nextAfter("noKey", () => loop.start());
    await writeDeviceSecret(keys, { url: "https://other.example", key: makeDeviceKey(), membership: undefined });
    await nextAfter("noKey", () => loop.nudge());
    assert.deepEqual(bodies, []);
  });

  it("leaves sending to the process that holds the ledger", async () => {
    const other = place.openMeter({ ownerId: "owner-2" });
    await ask("boardJoin", TEST_MEMBERSHIP);
    loop = new SyncLoop({ ask: askOf(() => other), keys, clock, random: () => 0, fetch });
    await nextAfter("follower", () => loop.start());
    assert.deepEqual(bodies, []);
  });

  it("spreads out what is sent again after the board has lost its data", async () => {
    await ask("boardJoin", TEST_MEMBERSHIP);
    await nextAfter("idle", () => loop.start());
    board.lose();
    await add("more");
    const { cause, untilMs } = await nextAfter("waiting", () => clock.advance(5_000));
    assert.deepEqual([cause, untilMs - clock.nowMs()], ["spread", 3_600_000]);
  });

  describe("with nothing to send, by which it would hear of it", () => {
    const HOURS_MS = 6 * 3_600_000;
    const sendAll = async (): Promise<void> => {
      await ask("boardJoin", TEST_MEMBERSHIP);
      await nextAfter("idle", () => loop.start());
    };

    it("asks every six hours whether the board has what it had, and sends again where it has lost it", async () => {
      await sendAll();
      board.lose();
      await nextAfter("idle", () => clock.advance(HOURS_MS - 60_000));
      assert.equal(looks, 0);
      const { cause, untilMs } = await nextAfter("waiting", () => clock.advance(60_000));
      assert.deepEqual([cause, untilMs - clock.nowMs(), looks], ["spread", 3_600_000, 1]);
      await nextAfter("sending", () => clock.advance(3_600_000));
      await until("idle");
      assert.equal(board.held(0).length, 1);
      await nextAfter("idle", () => clock.advance(HOURS_MS - 60_000));
      assert.equal(looks, 1);
    });

    it("asks when it begins and when it is asked to go on", async () => {
      await sendAll();
      await loop.stop();
      loop = new SyncLoop({ ask, keys, clock, random: () => 0.5, fetch });
      await nextAfter("idle", () => loop.start());
      assert.equal(looks, 1);
      await nextAfter("idle", () => clock.advance(3_600_000));
      assert.equal(looks, 1);
      board.lose();
      await nextAfter("waiting", () => loop.nudge());
      assert.equal(looks, 2);
    });

    it("is idle all the same where nobody answers, and asks again another time", async () => {
      await sendAll();
      instead = [() => Promise.reject(new TypeError("fetch failed", { cause: { code: "ECONNREFUSED" } }))];
      await nextAfter("idle", () => clock.advance(HOURS_MS));
      await nextAfter("idle", () => clock.advance(60_000));
      assert.equal(looks, 1);
      await nextAfter("idle", () => clock.advance(HOURS_MS));
      assert.equal(looks, 2);
    });

    it("tells of another board at the address, and sends nothing there", async () => {
      await sendAll();
      boardId = "5b0e0f6e-6f0e-4c44-9d5c-6d7d4b6f1a12";
      board.lose();
      const { fault } = await nextAfter("refused", () => clock.advance(HOURS_MS));
      assert.deepEqual([fault, bodies.length], [{ kind: "refused", status: 409, reason: "otherBoard" }, 1]);
      assert.equal((await ask("boardState", null)).waiting, 0);
    });

    it("asks nothing while it is paused or forbidden by the contract", async () => {
      await sendAll();
      await ask("boardPause", { isPaused: true });
      await nextAfter("paused", () => clock.advance(HOURS_MS));
      await ask("boardPause", { isPaused: false });
      await ask("boardAgree", { consentVersion: 0 });
      await nextAfter("needsConsent", () => loop.nudge());
      assert.equal(looks, 0);
    });
  });

  it("tells what went wrong here and goes on later", async () => {
    let isBroken = true;
    const breaking: AskOutbox = (name, argument) =>
      isBroken ? Promise.reject(new Error("The ledger is away")) : ask(name, argument);
    loop = new SyncLoop({ ask: breaking, keys, clock, random: () => 0, fetch });
    const { message } = await nextAfter("failed", () => loop.start());
    assert.equal(message, "The ledger is away");
    isBroken = false;
    await nextAfter("off", () => clock.advance(60_000));
  });

  it("stops in the middle of a request and leaves no timer", async () => {
    await ask("boardJoin", TEST_MEMBERSHIP);
    loop = new SyncLoop({ ask, keys, clock, random: () => 0, fetch: givenUpOnly });
    await nextAfter("sending", () => loop.start());
    await loop.stop();
    await loop.stop();
    assert.equal(clock.waiting, 0);
    // What was given up is sent again by the next one.
    loop = new SyncLoop({ ask, keys, clock, random: () => 0, fetch });
    await nextAfter("idle", () => loop.start());
    assert.equal(board.held(0).length, 1);
  });
});
