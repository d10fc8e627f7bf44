import assert from "node:assert/strict";

import { setImmediate } from "node:timers/promises";

import { BoardMemory } from "../../../../src/host/board/boardMemory.ts";
import type { BoardTools } from "../../../../src/host/board/boardTools.ts";
import { TeamActions } from "../../../../src/host/board/teamActions.ts";
import { TeamBoard } from "../../../../src/host/board/teamBoard.ts";
import { CONSENT_VERSION } from "../../../../src/shared/board/syncBatch.ts";
import type { BoardBlock, TeamStage } from "../../../../src/shared/teamState.ts";
import { FakeOutbox } from "../../../support/fakeOutbox.ts";
import { ManualClock } from "../../../support/manualClock.ts";
import { makeMeView } from "../../../support/boardPage/personViews.ts";
import { makeVolumeView } from "../../../support/boardPage/companyViews.ts";

const URL = "https://board.example.com";
const CODE = "k7mn-2pqr-stuv-wxyz-3456";
const EPOCH = "0c7f4f5e-19a4-4f43-8f0c-0f3f0a2c7d01";

/** A window, a ledger and a board that a test plays; everything that would leave is in `requests`. */
class Stage {
  readonly clock = new ManualClock();
  readonly outbox = new FakeOutbox();
  readonly requests: string[] = [];
  readonly answers = new Map<string, unknown>();
  readonly kept = new Map<string, unknown>();
  readonly said: string[] = [];
  secret: string | undefined;
  block: BoardBlock | undefined;
  isSure = true;
  rescans = 0;
  readonly board: TeamBoard;
  readonly actions: TeamActions;

  constructor() {
    const serverTime = this.clock.nowMs();
    const info = {
      boardId: "5b0e0f6e-6f0e-4c44-9d5c-6d7d4b6f1a11",
      epoch: EPOCH,
      consentVersion: CONSENT_VERSION,
      serverTime,
    };
    this.answers.set("GET /v1/board", { ...info, name: "Northwind", legalText: "Voluntary." });
    this.answers.set("POST /v1/devices", { ...info, memberId: 7, deviceId: 12 });
    const reply = { epoch: EPOCH, serverTime, lastSeq: 0, accepted: 1, stale: 0, refused: [], minIntervalS: 300 };
    this.answers.set("POST /v1/sync", reply);
    this.answers.set("PUT /v1/me/listing", { listed: true, handle: "Ada" });
    this.answers.set("GET /v1/volume", makeVolumeView());
    this.answers.set("GET /v1/me/page", makeMeView());
    this.answers.set("POST /v1/me/leave", { deleted: { usage_hour: 3, member: 1 }, refusedUntil: serverTime + 1 });
    this.answers.set("POST /v1/me/sign-in-codes", { code: CODE, expiresAt: serverTime + 300_000 });
    this.answers.set("POST /v1/me/signals/3/appeal", {});
    this.board = new TeamBoard(this.#tools());
    this.actions = new TeamActions(this.board);
  }

  #tools(): BoardTools {
    return {
      ask: this.outbox.ask,
      keys: {
        read: () => Promise.resolve(this.secret),
        write: (secret) => Promise.resolve(void (this.secret = secret)),
        remove: () => Promise.resolve(void (this.secret = undefined)),
      },
      fetch: (url, { method = "GET" }) => {
        const request = `${method} ${url.replace(URL, "")}`;
        this.requests.push(request);
        const answer = this.answers.get(request);
        if (answer instanceof Error) return Promise.reject(answer);
        if (typeof answer === "number") return Promise.resolve(Response.json({ error: "gone" }, { status: answer }));
        return Promise.resolve(
          Response.json(answer ?? { error: "notFound" }, { status: answer === undefined ? 404 : 200 }),
        );
      },
      clock: this.clock,
      random: () => 0,
      memory: new BoardMemory({
        get: (key) => this.kept.get(key),
        update: (key, value) => Promise.resolve(void this.kept.set(key, value)),
      }),
      dialogs: {
        askInvitation: () => Promise.resolve({ url: URL, code: CODE }),
        confirmLeave: () => Promise.resolve(this.isSure),
        confirmForget: () => Promise.resolve(this.isSure),
        saveHeld: () => Promise.resolve("held.json"),
        openPage: (url) => Promise.resolve(void this.said.push(`open ${url}`)),
        openSettings: () => Promise.resolve(),
      },
      block: () => this.block,
      leastIntervalMs: () => 0,
      sharesOutcomes: () => false,
      badges: () => Promise.resolve([]),
      rescan: () => Promise.resolve(void (this.rescans += 1)),
      onChange: () => undefined,
      log: (_level, message) => this.said.push(message),
    };
  }

  get stage(): TeamStage | undefined {
    return this.board.state?.stage;
  }

  get sync(): string | undefined {
    return this.stage?.kind === "joined" ? this.stage.sync.kind : undefined;
  }

  async join(listing: { readonly listed: false } | { readonly listed: true; readonly handle: string }): Promise<void> {
    await this.board.start();
    await this.actions.run({ kind: "join" });
    await this.actions.run({ kind: "agree", consentVersion: CONSENT_VERSION, listing });
    await settled();
  }
}

/** Lets promises that have settled run on. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await setImmediate();
}

describe("the team board of a window", () => {
  const stages: Stage[] = [];
  const open = (): Stage => {
    const stage = new Stage();
    stages.push(stage);
    return stage;
  };
  afterEach(async () => {
    for (const stage of stages.splice(0)) {
      await stage.board.stop();
      stage.board.dispose();
      assert.equal(stage.clock.waiting, 0);
    }
  });

  it("asks nobody anything before a person names a board, however long it runs", async () => {
    const stage = open();
    await stage.board.start();
    await settled();
    for (let hour = 0; hour < 24; hour += 1) {
      stage.clock.advance(3_600_000);
      stage.board.refresh();
      await stage.board.answer({ name: "teamBoard", argument: {} });
      await stage.board.answer({ name: "teamUploads", argument: {} });
      await settled();
    }
    assert.deepEqual([stage.stage, stage.requests], [{ kind: "off" }, []]);
  });

  it("asks a board only for its name until the person agrees, and forgets it when they do not", async () => {
    const stage = open();
    await stage.board.start();
    await stage.actions.run({ kind: "join" });
    assert.deepEqual(stage.stage, {
      kind: "consent",
      board: { name: "Northwind", address: URL },
      why: "join",
      sharesOutcomes: false,
    });
    const preview = await stage.board.answer({ name: "teamConsent", argument: {} });
    assert.ok("text" in preview);
    assert.deepEqual([preview.rows, preview.moreRows, preview.legalText], [1, 2, "Voluntary."]);
    await stage.actions.run({ kind: "cancel" });
    await settled();
    assert.deepEqual([stage.stage, stage.requests, stage.secret], [{ kind: "off" }, ["GET /v1/board"], undefined]);
    assert.deepEqual(stage.outbox.facts, ["previewRead"]);
  });

  it("joins, sends and shows what the board says, without a name unless one was given", async () => {
    const stage = open();
    await stage.join({ listed: false });
    assert.ok(!stage.requests.includes("PUT /v1/me/listing"));
    assert.equal(stage.sync, "idle");
    const content = await stage.board.answer({ name: "teamBoard", argument: {} });
    assert.ok("volume" in content && content.volume?.entries.length === 250);
    assert.equal(stage.stage?.kind === "joined" && stage.stage.board.name, "Northwind");
  });

  it("tells a board the name that was given, and says so where another has it", async () => {
    const stage = open();
    stage.answers.set("PUT /v1/me/listing", 409);
    await stage.join({ listed: true, handle: "Ada" });
    assert.ok(stage.requests.includes("PUT /v1/me/listing"));
    assert.equal(stage.stage?.kind, "joined");
    assert.equal(stage.board.state?.notice?.kind, "warning");
  });

  it("does not agree to another version than the one that was shown", async () => {
    const stage = open();
    await stage.board.start();
    await stage.actions.run({ kind: "join" });
    await stage.actions.run({ kind: "agree", consentVersion: CONSENT_VERSION + 1, listing: { listed: false } });
    assert.equal(stage.stage?.kind, "consent");
    assert.deepEqual(stage.requests, ["GET /v1/board"]);
  });

  for (const block of ["untrusted", "telemetryOff"] as const) {
    it(`neither joins nor sends while it is ${block}, and goes on after`, async () => {
      const stage = open();
      stage.block = block;
      await stage.board.start();
      await stage.actions.run({ kind: "join" });
      assert.deepEqual([stage.stage, stage.requests], [{ kind: "off", block }, []]);

      stage.block = undefined;
      await stage.board.applySurroundings();
      await stage.join({ listed: false });
      stage.block = block;
      await stage.board.applySurroundings();
      const before = stage.requests.length;
      stage.outbox.isSent = false;
      stage.clock.advance(3_600_000);
      await stage.board.answer({ name: "teamBoard", argument: {} });
      await stage.actions.run({ kind: "refresh" });
      await settled();
      assert.deepEqual([stage.sync, stage.requests.length], ["blocked", before]);
      stage.block = undefined;
      await stage.board.applySurroundings();
      await settled();
      assert.ok(stage.requests.length > before);
    });
  }

  it("is not there at all where it is forbidden, for a member too", async () => {
    const stage = open();
    await stage.join({ listed: false });
    stage.block = "forbidden";
    await stage.board.applySurroundings();
    const before = stage.requests.length;
    await stage.actions.run({ kind: "syncNow" });
    stage.clock.advance(3_600_000);
    await settled();
    assert.deepEqual([stage.board.state, stage.requests.length], [undefined, before]);
  });

  it("pauses and resumes", async () => {
    const stage = open();
    await stage.join({ listed: false });
    await stage.actions.run({ kind: "pause" });
    assert.equal(stage.sync, "paused");
    const uploads = stage.requests.filter((request) => request.endsWith("/v1/sync")).length;
    stage.outbox.isSent = false;
    stage.clock.advance(3_600_000);
    await settled();
    assert.equal(stage.requests.filter((request) => request.endsWith("/v1/sync")).length, uploads);
    await stage.actions.run({ kind: "resume" });
    await settled();
    assert.equal(stage.requests.filter((request) => request.endsWith("/v1/sync")).length, uploads + 1);
  });

  it("sends nothing under a newer contract until that was read and agreed to", async () => {
    const stage = open();
    await stage.join({ listed: false });
    const { membership } = stage.outbox;
    assert.ok(membership !== undefined);
    stage.outbox.membership = { ...membership, consentVersion: CONSENT_VERSION - 1 };
    stage.outbox.isSent = false;
    stage.clock.advance(3_600_000);
    await settled();
    assert.equal(stage.sync, "needsConsent");
    await stage.actions.run({ kind: "review" });
    assert.equal(stage.stage?.kind === "consent" && stage.stage.why, "newer");
    await stage.actions.run({ kind: "agree", consentVersion: CONSENT_VERSION, listing: { listed: false } });
    await settled();
    assert.equal(stage.outbox.membership?.consentVersion, CONSENT_VERSION);
    assert.equal(stage.outbox.isSent, true);
  });

  it("shows what it heard last, with its age, while the board is away", async () => {
    const stage = open();
    await stage.join({ listed: false });
    const heardMs = stage.stage?.kind === "joined" ? stage.stage.fetchedMs : undefined;
    stage.answers.set("GET /v1/volume", new TypeError("fetch failed"));
    stage.answers.set("GET /v1/me/page", new TypeError("fetch failed"));
    stage.clock.advance(3_600_000);
    await stage.actions.run({ kind: "refresh" });
    const { stage: now } = stage;
    assert.ok(now?.kind === "joined");
    assert.equal(now.fetchedMs, heardMs);
    assert.equal(now.fetchFailure, "The connection to the board broke.");
    const content = await stage.board.answer({ name: "teamBoard", argument: {} });
    assert.ok("volume" in content && content.volume !== undefined);
  });

  it("says that the key is lost, and how the device is linked again", async () => {
    const stage = open();
    await stage.join({ listed: false });
    stage.secret = undefined;
    stage.outbox.isSent = false;
    stage.clock.advance(3_600_000);
    await settled();
    assert.equal(stage.sync, "keyLost");
    await stage.actions.run({ kind: "join" });
    assert.equal(stage.stage?.kind, "consent");
  });

  it("leaves with a receipt, and nothing of it stays", async () => {
    const stage = open();
    await stage.join({ listed: false });
    stage.isSure = false;
    await stage.actions.run({ kind: "leave" });
    assert.equal(stage.stage?.kind, "joined");
    stage.isSure = true;
    await stage.actions.run({ kind: "leave" });
    const left: TeamStage | undefined = stage.board.state?.stage;
    assert.ok(left?.kind === "left");
    assert.deepEqual(left.deleted, { usage_hour: 3, member: 1 });
    assert.deepEqual([stage.secret, stage.outbox.membership], [undefined, undefined]);
    await stage.actions.run({ kind: "closeReceipt" });
    assert.deepEqual(stage.stage, { kind: "off" });
    assert.deepEqual([...stage.kept.values()], [undefined]);
  });

  it("forgets nothing while the board cannot be asked to delete", async () => {
    const stage = open();
    await stage.join({ listed: false });
    stage.answers.set("POST /v1/me/leave", new TypeError("fetch failed"));
    await stage.actions.run({ kind: "leave" });
    assert.equal(stage.stage?.kind, "joined");
    assert.equal(stage.board.state?.notice?.kind, "warning");
    assert.notEqual(stage.secret, undefined);
  });

  it("shows a code to sign in with, and opens the board's own address", async () => {
    const stage = open();
    await stage.join({ listed: false });
    await stage.actions.run({ kind: "openBoard" });
    assert.deepEqual(stage.board.state?.code?.code, CODE);
    assert.ok(stage.said.includes(`open ${URL}`));
  });

  it("reads all logs again before it answers a hold by sending anew", async () => {
    const stage = open();
    await stage.join({ listed: false });
    await stage.actions.run({ kind: "appeal", signalId: 3, appeal: { kind: "resend" } });
    assert.equal(stage.rescans, 1);
    assert.ok(stage.outbox.asked.includes("boardMarkAllDirty"));
    assert.ok(stage.requests.includes("POST /v1/me/signals/3/appeal"));
    assert.equal(stage.board.state?.notice?.kind, "info");
  });

  it("sends evidence only to who agrees, and puts the question away for who declines", async () => {
    const stage = open();
    stage.answers.set("GET /v1/me/page", { ...makeMeView(), evidenceAsked: true });
    stage.answers.set("GET /v1/me/evidence", { salt: "s".repeat(43), asked: true, windowDays: 30, keptDays: 35 });
    stage.answers.set("POST /v1/me/evidence", { outcome: "passed" });
    await stage.join({ listed: false });
    const isAsked = async (): Promise<boolean | undefined> => {
      const content = await stage.board.answer({ name: "teamBoard", argument: {} });
      return "me" in content ? content.me?.evidenceAsked : undefined;
    };
    assert.equal(await isAsked(), true);
    await stage.actions.run({ kind: "answerEvidence", agree: false });
    assert.equal(await isAsked(), false);
    assert.ok(!stage.requests.some((request) => request.endsWith("/evidence")));
    await stage.actions.run({ kind: "answerEvidence", agree: true });
    assert.ok(stage.requests.includes("POST /v1/me/evidence"));
    assert.equal(stage.board.state?.notice?.kind, "info");
  });
});
