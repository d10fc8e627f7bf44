import assert from "node:assert/strict";

import { CONSENT_VERSION } from "../../../../src/shared/board/syncBatch.ts";
import type { TeamStage } from "../../../../src/shared/teamState.ts";
import { BOARD_URL, BoardStage, CODE, settled } from "../../../support/boardStage.ts";
import { TEST_MEMBERSHIP } from "../../../support/testOutbox.ts";
import { makeMeView } from "../../../support/boardPage/personViews.ts";

const OUTCOMES = {
  day: 20_000,
  merged: 1,
  effAdded: 0,
  effMatured: 0,
  effSurviving: 0,
  reworked: 0,
  testRuns: 0,
  testGreen: 0,
  promptToMergeH: null,
  costMaturedMicro: 0,
};

describe("the team board of a window", () => {
  const stages: BoardStage[] = [];
  const open = (): BoardStage => {
    const stage = new BoardStage();
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
      board: { name: "Northwind", address: BOARD_URL },
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
      await stage.actions.run({ kind: "openBlock" });
      assert.equal(stage.said.at(-1), `block ${block}`);

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

  for (const [what, answer, why] of [
    ["cannot be reached any more", new TypeError("fetch failed"), "The connection to the board broke."],
    ["does not know the device since it was restored", "unsigned", "The board does not know this device."],
  ] as const) {
    it(`is left behind by who says so where the board ${what}, and another can be joined`, async () => {
      const stage = open();
      await stage.join({ listed: false });
      stage.answers.set("POST /v1/me/leave", answer);
      stage.forgets = true;
      await stage.actions.run({ kind: "leave" });
      assert.ok(stage.said.includes(why));
      assert.deepEqual([stage.secret, stage.outbox.membership, stage.stage], [undefined, undefined, { kind: "off" }]);
      await stage.actions.run({ kind: "join" });
      assert.equal(stage.stage?.kind, "consent");
    });
  }

  it("joins no second board where another window has joined one while the page was read", async () => {
    const stage = open();
    await stage.board.start();
    await stage.actions.run({ kind: "join" });
    stage.outbox.membership = { ...TEST_MEMBERSHIP, url: "https://other.example" };
    await stage.actions.run({ kind: "agree", consentVersion: CONSENT_VERSION, listing: { listed: false } });
    assert.equal(stage.outbox.membership.url, "https://other.example");
    assert.deepEqual(stage.requests, ["GET /v1/board"]);
    assert.equal(stage.board.state?.notice?.kind, "warning");
    assert.equal(stage.stage?.kind, "joined");
  });

  it("tells no outcomes that were still being read when boards were forbidden", async () => {
    const stage = open();
    stage.sharesOutcomes = true;
    stage.outbox.outcomes = [OUTCOMES];
    stage.outbox.onAsked = (name) => {
      if (name === "boardOutcomes") stage.block = "forbidden";
    };
    await stage.join({ listed: false });
    assert.ok(stage.outbox.asked.includes("boardOutcomes"));
    assert.ok(!stage.requests.includes("POST /v1/outcomes"));
  });

  it("shows a code to sign in with, and opens the board's own address", async () => {
    const stage = open();
    await stage.join({ listed: false });
    await stage.actions.run({ kind: "openBoard" });
    assert.deepEqual(stage.board.state?.code?.code, CODE);
    assert.ok(stage.said.includes(`open ${BOARD_URL}`));
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
