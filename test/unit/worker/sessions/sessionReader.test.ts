import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import type { RootSession } from "../../../../src/core/rootSession.ts";
import type { UsageRecord } from "../../../../src/core/usageRecord.ts";
import { SessionReader } from "../../../../src/worker/sessions/sessionReader.ts";
import { flatPricer, TestPlace } from "../testMeter.ts";
import { makeCall, makeSession, makeTurn, MINUTE_MS, NOON_MS } from "../testRecords.ts";

describe("a root session as badges and insights see it", () => {
  let place: TestPlace;
  let database: DatabaseSync | undefined;

  beforeEach(() => {
    place = new TestPlace();
  });

  afterEach(() => {
    database?.close();
    database = undefined;
    place.dispose();
  });

  /** Reads the session that has all these records below it. */
  async function read(...records: readonly UsageRecord[]): Promise<RootSession> {
    place.write("log.jsonl", records);
    await place.scanOnce({ pricer: flatPricer(2) });
    database = new DatabaseSync(place.ledgerFile, { readOnly: true });
    const roots = database.prepare("SELECT DISTINCT root FROM session").all();
    assert.equal(roots.length, 1);
    return new SessionReader(database).read(Number(roots[0]?.["root"]));
  }

  it("has its calls in order of time, with model, tool, project, cost and mode", async () => {
    const { calls, turnTimesMs } = await read(
      makeCall({ family: "late", atMs: NOON_MS + 20 * MINUTE_MS, model: "free-model", cwd: undefined }),
      makeCall({ family: "early", atMs: NOON_MS + MINUTE_MS, tokens: { cacheRead: 5000 } }),
      makeTurn(),
    );
    assert.deepEqual(turnTimesMs, [NOON_MS]);
    const [early, late] = calls;
    assert.deepEqual(
      { ...early, model: early?.model.name },
      {
        atMs: NOON_MS + MINUTE_MS,
        tokens: {
          freshInput: 900,
          cacheRead: 5000,
          cacheWrite5m: 0,
          cacheWrite1h: 0,
          output: 100,
          reasoning: 0,
          webSearches: 0,
        },
        calls: 1,
        costNanos: 12_000,
        isSteered: true,
        isAgents: false,
        isExact: true,
        isEstimated: false,
        isCountedHere: false,
        model: "claude-opus-4-5",
        tool: "records",
        project: "/home/ann/shop",
        thread: { name: "session-1" },
        serviceTier: "standard",
        usOnly: false,
      },
    );
    assert.deepEqual(
      [late?.isSteered, late?.costNanos, late?.project, late?.model.family?.vendor],
      [false, undefined, "", "free"],
    );
  });

  it("takes as an agent's what says so, and what lies in sessions that nobody typed in", async () => {
    const { calls } = await read(
      makeTurn({ sessionId: "root" }),
      makeTurn({ id: "turn-2", sessionId: "fork", atMs: NOON_MS + MINUTE_MS }),
      makeSession({ sessionId: "fork", parentId: "root" }),
      makeSession({ sessionId: "spawned", parentId: "root" }),
      makeCall({ family: "1", sessionId: "root", atMs: NOON_MS + 1 }),
      makeCall({ family: "2", sessionId: "root", atMs: NOON_MS + 2, agentId: "agent" }),
      makeCall({ family: "3", sessionId: "spawned", atMs: NOON_MS + 3 }),
      makeCall({ family: "4", sessionId: "fork", atMs: NOON_MS + 4 }),
    );
    assert.deepEqual(
      calls.map(({ isAgents }) => isAgents),
      [false, true, true, false],
    );
  });

  it("has a turn once that a fork holds a copy of, at the earlier time", async () => {
    const { turnTimesMs } = await read(
      makeSession({ sessionId: "fork", parentId: "root" }),
      makeTurn({ sessionId: "fork", atMs: NOON_MS + MINUTE_MS }),
      makeTurn({ sessionId: "root" }),
      makeTurn({ id: "turn-2", sessionId: "fork", atMs: NOON_MS + 2 * MINUTE_MS }),
    );
    assert.deepEqual(turnTimesMs, [NOON_MS, NOON_MS + 2 * MINUTE_MS]);
  });

  it("takes as exact only what counts for one call", async () => {
    const { calls } = await read(
      makeCall({ family: "1", atMs: NOON_MS + 1, quality: "exact-turn" }),
      makeCall({ family: "2", atMs: NOON_MS + 2, quality: "estimate" }),
      makeCall({ family: "3", atMs: NOON_MS + 3, calls: 0 }),
      makeCall({ family: "4", atMs: NOON_MS + 4 }),
    );
    assert.deepEqual(
      calls.map(({ isExact }) => isExact),
      [false, false, false, true],
    );
  });

  it("tells apart the threads of the session and of each of its agents", async () => {
    const { calls } = await read(
      makeTurn({ sessionId: "root" }),
      makeSession({ sessionId: "spawned", parentId: "root" }),
      makeCall({ family: "1", sessionId: "root", atMs: NOON_MS + 1 }),
      makeCall({ family: "2", sessionId: "root", atMs: NOON_MS + 2, agentId: "finder" }),
      makeCall({ family: "3", sessionId: "spawned", atMs: NOON_MS + 3 }),
      makeCall({ family: "4", sessionId: "root", atMs: NOON_MS + 4, model: "gpt-5", cwd: "/elsewhere" }),
      makeCall({ family: "5", sessionId: "root", atMs: NOON_MS + 5, agentId: "finder", quality: "estimate" }),
      makeCall({ family: "6", sessionId: "spawned", atMs: NOON_MS + 6, agentId: "finder" }),
    );
    assert.deepEqual(
      calls.map(({ thread }) => thread.name),
      ["root", "finder", "spawned", "root", "finder", "finder"],
    );
    assert.deepEqual(
      calls.map(({ thread }) => calls.findIndex((call) => call.thread === thread)),
      [0, 1, 2, 0, 1, 5],
    );
  });

  it("leaves out calls that give way to better accounts", async () => {
    const { calls } = await read(
      makeCall({ family: "poor", yieldsTo: "good" }),
      makeCall({ family: "good", member: "m", tokens: { output: 7 } }),
    );
    assert.deepEqual(
      calls.map(({ tokens }) => tokens.output),
      [7],
    );
  });
});
