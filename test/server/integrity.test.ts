import assert from "node:assert/strict";
import * as v from "valibot";
import { bitOf } from "../../src/core/board/checks/signalBits.ts";
import { numberIn } from "../../src/server/database/boardDatabase.ts";
import { checkMembers } from "../../src/server/integrity/checkMembers.ts";
import type { AdminView } from "../../src/shared/board/adminView.ts";
import type { MeView, Signal } from "../../src/shared/board/meView.ts";
import { rulesSchema } from "../../src/shared/board/rules.ts";
import type { UsageRow } from "../../src/shared/board/usageRow.ts";
import { onEachDatabase } from "../support/server/boardDatabases.ts";
import { catchUp } from "../support/server/catchUp.ts";
import { TestBoard, TestDevice, seededBytes } from "../support/server/testBoard.ts";
import { TestSession } from "../support/server/testSession.ts";
import { list, read, upload } from "../support/server/uploads.ts";
import { NOON, wireRow } from "../support/server/wireRows.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const TOO_LARGE = { calls: 2, in: 9_000_000 } as const;

describe("the checks of a board", () => {
  onEachDatabase((databases) => {
    let board: TestBoard;
    let code: string;
    const random = seededBytes("checks");
    beforeEach(async () => {
      board = await TestBoard.open(await databases.open());
      code = await board.invite();
    });
    afterEach(() => board.close());

    const join = async (): Promise<TestDevice> => {
      const device = await TestDevice.join(board, code);
      await board.database.query("UPDATE device SET created_ms = created_ms - $1", [4 * DAY_MS]);
      return device;
    };
    /** Some time later, the board's jobs have run. */
    const pass = async (ms = 2 * HOUR_MS): Promise<void> => {
      board.nowMs += ms;
      await checkMembers(board.database, { nowMs: board.nowMs, random });
      await catchUp(board.database, board.nowMs);
    };
    const me = (device: TestDevice): Promise<MeView> => read<MeView>(device, "/v1/me/page");
    const brief = ({ signals }: MeView): readonly unknown[] =>
      signals.map(({ code: id, effect, status }) => [id, effect, status]);
    const only = (view: MeView): Signal => {
      const [signal] = view.signals;
      assert.ok(signal !== undefined && view.signals.length === 1);
      return signal;
    };
    const moderate = (): Promise<TestSession> => TestSession.ofStaff(board, "Mo Moderator", ["moderator"]);
    const openSignals = async (session: TestSession): Promise<NonNullable<AdminView["signals"]>> => {
      const view = (await session.ask({ method: "GET", path: "/v1/admin" })).json<AdminView>();
      return view.signals ?? [];
    };
    const decide = async (session: TestSession, signalId: number, body: object): Promise<number> => {
      const path = `/v1/admin/signals/${signalId}/decision`;
      return (await session.ask({ method: "POST", path, body: JSON.stringify(body) })).statusCode;
    };

    it("leave an honest member alone", async () => {
      const device = await join();
      await upload(board, device, [wireRow(), wireRow({ h: NOON - 1, mode: 0, turns: 0 })]);
      await pass();
      assert.deepEqual((await me(device)).signals, []);
    });

    it("hold who sends what cannot be, with the reason, and go on taking uploads", async () => {
      const device = await join();
      await upload(board, device, [wireRow(TOO_LARGE), wireRow({ h: NOON - 1 })]);
      await list(device, "Ada");
      await pass();
      const view = await me(device);
      const signal = only(view);
      assert.deepEqual(brief(view), [["C1", "held", "open"]]);
      assert.deepEqual(signal.figures, { prompt: 9_023_000, most: 2_040_000, calls: 2, rows: 1 });
      assert.deepEqual([signal.toolVersion, signal.endsAt], ["2.1.0", board.nowMs + 14 * DAY_MS]);
      assert.equal(view.trust, "held");
      assert.equal((await upload(board, device, [wireRow({ h: NOON - 2 })])).accepted, 1);
      assert.equal((await me(device)).trust, "held");
    });

    it("release at once who sends a correction, and count the correction", async () => {
      const device = await join();
      await upload(board, device, [wireRow(TOO_LARGE)]);
      await pass();
      assert.equal((await me(device)).trust, "held");
      await upload(board, device, [wireRow({ rev: 2 })]);
      const view = await me(device);
      assert.deepEqual(brief(view), [["C1", "held", "cleared"]]);
      assert.notEqual(view.trust, "held");
      await pass(30 * HOUR_MS);
      assert.equal((await me(device)).counted, 24_500);
    });

    it("end a hold after 14 days without a decision, and do not begin it again", async () => {
      const device = await join();
      await upload(board, device, [wireRow(TOO_LARGE)]);
      await pass();
      const { endsAt = 0 } = only(await me(device));
      await pass(endsAt - board.nowMs - 1);
      assert.equal((await me(device)).trust, "held");
      await upload(board, device, [wireRow({ h: NOON + 300 })]);
      await pass(2 * HOUR_MS);
      assert.deepEqual(brief(await me(device)), [["C1", "held", "expired"]]);
      assert.notEqual((await me(device)).trust, "held");
    });

    it("take an answer to a signal from its owner alone, of the three kinds", async () => {
      const device = await join();
      await upload(board, device, [wireRow(TOO_LARGE)]);
      await pass();
      const { signalId } = only(await me(device));
      const answer = async (who: TestDevice, id: number, body: object): Promise<number> => {
        const request = { method: "POST", path: `/v1/me/signals/${id}/appeal`, body: JSON.stringify(body) } as const;
        return (await who.ask(request)).statusCode;
      };
      const appeal = { kind: "explain", choice: "newTool", text: "A <b>beta</b>" };
      assert.equal(await answer(device, signalId, { kind: "resend" }), 200);
      assert.equal(await answer(device, signalId, appeal), 200);
      assert.deepEqual(only(await me(device)).appeal, appeal);
      assert.equal(await answer(await join(), signalId, { kind: "askPerson" }), 404);
      assert.equal(await answer(device, signalId + 1, { kind: "askPerson" }), 404);
      assert.equal(await answer(device, signalId, { kind: "explain", choice: "newTool", text: "x".repeat(281) }), 400);
      assert.equal(await answer(device, signalId, { kind: "curse" }), 400);
    });

    it("show moderators figures without a name, and carry out what they decide", async () => {
      const device = await join();
      await list(device, "Ada");
      await upload(board, device, [wireRow(TOO_LARGE)]);
      await pass();
      const moderator = await moderate();
      const [open] = await openSignals(moderator);
      assert.ok(open !== undefined);
      const seen = JSON.stringify(await openSignals(moderator));
      assert.ok(!seen.includes("Ada") && !seen.includes(String(device.registered.memberId)));
      const decision = { subject: open.subject, verdict: "cleared", text: "A preview with a larger window" };
      const { signalId } = open.signal;
      assert.equal(await decide(await TestSession.ofStaff(board, "Olga", ["operator"]), signalId, decision), 403);
      assert.equal(await decide(moderator, signalId, { ...decision, subject: "0123456789" }), 404);
      assert.equal(await decide(moderator, signalId, { ...decision, text: "" }), 400);
      assert.equal(await decide(moderator, signalId, decision), 200);
      assert.equal(await decide(moderator, signalId, decision), 404);
      const signal = only(await me(device));
      assert.deepEqual([signal.status, signal.decision?.text], ["cleared", decision.text]);
      await pass(30 * HOUR_MS);
      const view = await me(device);
      assert.deepEqual([view.trust, view.counted, only(view).status], ["settled", view.seen, "cleared"]);
      const { decisions } = await read<{ decisions: readonly { action: string; reason: string }[] }>(
        device,
        "/v1/me/decisions",
      );
      assert.deepEqual(
        decisions.map(({ action, reason }) => [action, reason]),
        [["signalCleared", decision.text]],
      );
    });

    it("keep an upheld hold until its rows are corrected", async () => {
      const device = await join();
      await upload(board, device, [wireRow(TOO_LARGE)]);
      await pass();
      const moderator = await moderate();
      const [open] = await openSignals(moderator);
      assert.ok(open !== undefined);
      const decision = { subject: open.subject, verdict: "upheld", text: "No model takes that much" };
      assert.equal(await decide(moderator, open.signal.signalId, decision), 200);
      await pass(15 * DAY_MS);
      assert.equal((await me(device)).trust, "held");
      await upload(board, device, [wireRow({ rev: 2 })]);
      assert.notEqual((await me(device)).trust, "held");
    });

    it("let no moderator decide about themselves", async () => {
      const device = await join();
      await upload(board, device, [wireRow(TOO_LARGE)]);
      await pass();
      const { memberId } = device.registered;
      await board.database.query("INSERT INTO role_grant (member_id, role, granted_ms) VALUES ($1, 'moderator', 0)", [
        memberId,
      ]);
      const self = await TestSession.of(device, board);
      const [open] = await openSignals(self);
      assert.ok(open !== undefined);
      const decision = { subject: open.subject, verdict: "cleared", text: "It is me" };
      assert.equal(await decide(self, open.signal.signalId, decision), 403);
    });

    const large = (count: number, change: Partial<UsageRow> = {}): readonly UsageRow[] =>
      Array.from({ length: count }, (_, i) =>
        wireRow({ h: NOON - i, calls: 40, in: 1_000_000 + i, turns: 9, ...change }),
      );

    it("count the rows of a twin once, ask about it, and take back both when it is gone", async () => {
      const device = await join();
      await upload(board, device, large(4));
      const link = (await device.ask({ method: "POST", path: "/v1/me/links", body: "{}" })).json<{ code: string }>();
      const twin = await TestDevice.join(board, link.code);
      await board.database.query("UPDATE device SET created_ms = created_ms - $1", [4 * DAY_MS]);
      board.nowMs += 60_000;
      await upload(board, twin, large(4));
      await pass();
      await pass(30 * HOUR_MS);
      const { counted, seen, trust } = await me(device);
      assert.deepEqual([counted * 2, trust], [seen, "settled"]);
      const signal = only(await me(device));
      assert.deepEqual([signal.code, signal.effect, signal.figures["rows"]], ["C8", "ask", 4]);
      assert.equal(signal.figures["device"], twin.registered.deviceId);
      const none = { in: 0, out: 0, cr: 0, cw: 0, calls: 0, turns: 0 } as const;
      await upload(board, twin, large(4, { rev: 2, ...none }));
      await pass();
      assert.deepEqual(brief(await me(device)), [["C8", "ask", "cleared"]]);
      assert.equal((await me(device)).counted, (await me(device)).seen);
    });

    it("count a ledger that two members send once, for who sent it first, and tell both", async () => {
      const first = await join();
      const second = await join();
      await upload(board, first, large(4));
      board.nowMs += 60_000;
      await upload(board, second, [...large(4), wireRow({ h: NOON - 9 })]);
      await pass();
      await pass(30 * HOUR_MS);
      assert.equal((await me(first)).counted, (await me(first)).seen);
      assert.equal((await me(second)).counted, 24_500);
      assert.deepEqual(brief(await me(first)), [["C8", "info", "open"]]);
      assert.deepEqual(brief(await me(second)), [["C8", "ask", "open"]]);
      assert.equal((await me(second)).trust, "settled");
    });

    it("mark rows that came too late or from a reader without a version, and hold nobody for it", async () => {
      const device = await join();
      await upload(board, device, [wireRow({ h: NOON - 24 * 9 })]);
      const { signals } = await board.database
        .query("SELECT signals FROM usage_hour")
        .then(([row]) => ({ signals: numberIn(row, "signals") }));
      assert.equal(signals, bitOf("C17"));
      await pass();
      const view = await me(device);
      assert.deepEqual(brief(view), [["C17", "info", "open"]]);
      assert.equal(view.trust, "provisional");
    });

    it("tell the owner of rows that were raised late, and count them once a moderator has cleared that", async () => {
      const device = await join();
      await upload(board, device, [wireRow()]);
      await pass(9 * 24 * HOUR_MS);
      assert.equal((await me(device)).signals.length, 0);
      await upload(board, device, [wireRow({ rev: 2, out: 4_500, turns: 6 })]);
      await pass(2 * HOUR_MS);
      const raised = await me(device);
      assert.deepEqual(brief(raised), [["C17", "info", "open"]]);
      assert.deepEqual(only(raised).figures, { lateTokens: 4_000, lateTurns: 2, rows: 1 });
      assert.deepEqual([raised.counted, raised.seen, raised.trust], [24_500, 28_500, "settled"]);
      const moderator = await moderate();
      assert.deepEqual(await openSignals(moderator), []);
      const path = `/v1/me/signals/${only(raised).signalId}/appeal`;
      await device.ask({ method: "POST", path, body: JSON.stringify({ kind: "askPerson" }) });
      const [open] = await openSignals(moderator);
      assert.ok(open !== undefined);
      const decision = { subject: open.subject, verdict: "cleared", text: "A reader of ours had left them out" };
      assert.equal(await decide(moderator, open.signal.signalId, decision), 200);
      assert.equal((await me(device)).counted, 28_500);
      // Released is what was told by then, and nothing that comes after it.
      await upload(board, device, [wireRow({ rev: 3, out: 9_500, turns: 6 })]);
      assert.deepEqual([(await me(device)).counted, (await me(device)).seen], [28_500, 33_500]);
    });

    it("clear what was said of a late raise when it is taken back", async () => {
      const device = await join();
      await upload(board, device, [wireRow()]);
      await pass(9 * 24 * HOUR_MS);
      await upload(board, device, [wireRow({ rev: 2, out: 4_500 })]);
      await pass(2 * HOUR_MS);
      board.nowMs += 1;
      await upload(board, device, [wireRow({ rev: 3, out: 400 })]);
      await pass(2 * HOUR_MS);
      const view = await me(device);
      assert.deepEqual(brief(view), [["C17", "info", "cleared"]]);
      assert.equal(view.counted, 24_400);
    });

    it("fail open, one member at a time, and tell the operator", async () => {
      const [broken, sound] = [await join(), await join()];
      await upload(board, broken, [wireRow(TOO_LARGE)]);
      await upload(board, sound, [wireRow(TOO_LARGE)]);
      // A signal that nobody can read.
      await board.database.query(
        `INSERT INTO flag (member_id, signal_id, code, day, effect, status, figures, tool_version, opened_ms, changed_ms)
         VALUES ($1, 1, 'C1', 1, 'held', 'open', '{', '', 0, 0)`,
        [broken.registered.memberId],
      );
      await pass();
      const held = await board.database.query("SELECT member_id FROM member WHERE held_until_ms IS NOT NULL");
      assert.deepEqual(held, [{ member_id: sound.registered.memberId }]);
      const operator = await TestSession.ofStaff(board, "Olga Operator", ["operator"]);
      const view = (await operator.ask({ method: "GET", path: "/v1/admin" })).json<AdminView>();
      assert.deepEqual(view.operation?.failedChecks, ["C20"]);
    });

    it("do not look again at who has not changed", async () => {
      const device = await join();
      await upload(board, device, [wireRow()]);
      board.nowMs += 2 * HOUR_MS;
      assert.equal(await checkMembers(board.database, { nowMs: board.nowMs, random }), 1);
      assert.equal(await checkMembers(board.database, { nowMs: board.nowMs + 2 * HOUR_MS, random }), 0);
      board.nowMs += 1_000;
      await upload(board, device, [wireRow({ rev: 2 })]);
      assert.equal(await checkMembers(board.database, { nowMs: board.nowMs + 1_000, random }), 0);
      assert.equal(await checkMembers(board.database, { nowMs: board.nowMs + HOUR_MS, random }), 1);
    });

    it("are published, all but the limits that are kept for reviews", async () => {
      const response = await board.app.inject({ url: "/v1/rules" });
      const rules = v.parse(v.strictObject(rulesSchema.entries), response.json());
      assert.equal(rules.checks.length, 20);
      assert.equal(rules.hard.length, 8);
      assert.ok(!/zList|timesMedian|shareOfBoard|leastDeviation/.test(response.body));
    });
  });
});
