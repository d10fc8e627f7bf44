import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { checkMembers } from "../../src/server/integrity/checkMembers.ts";
import type { EvidenceReply, EvidenceTerms, SessionClaim } from "../../src/shared/board/evidence.ts";
import type { MeView } from "../../src/shared/board/meView.ts";
import type { TopList } from "../../src/shared/board/standing.ts";
import type { UsageRow } from "../../src/shared/board/usageRow.ts";
import { onEachDatabase } from "../support/server/boardDatabases.ts";
import { catchUp } from "../support/server/catchUp.ts";
import { TestBoard, TestDevice, seededBytes } from "../support/server/testBoard.ts";
import { list, read, upload } from "../support/server/uploads.ts";
import { NOON, wireRow } from "../support/server/wireRows.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe("evidence on a board", () => {
  onEachDatabase((databases) => {
    let board: TestBoard;
    let code: string;
    const random = seededBytes("evidence");
    beforeEach(async () => {
      board = await TestBoard.open(await databases.open());
      code = await board.invite();
    });
    afterEach(() => board.close());

    const join = (): Promise<TestDevice> => TestDevice.join(board, code);
    const terms = (device: TestDevice): Promise<EvidenceTerms> => read<EvidenceTerms>(device, "/v1/me/evidence");
    const me = (device: TestDevice): Promise<MeView> => read<MeView>(device, "/v1/me/page");
    const pass = async (ms: number): Promise<void> => {
      board.nowMs += ms;
      await checkMembers(board.database, { nowMs: board.nowMs, random });
      await catchUp(board.database, board.nowMs);
    };
    /** A session that holds these rows, as the device's editor would claim it. */
    const claimOf = async (device: TestDevice, session: string, rows: readonly UsageRow[]): Promise<SessionClaim> => {
      const salt = Buffer.from((await terms(device)).salt, "base64url");
      const sum = (field: "in" | "out" | "cr" | "cw" | "calls" | "turns"): number =>
        rows.reduce((all, row) => all + row[field], 0);
      return {
        hash: createHmac("sha256", salt).update(session).digest().subarray(0, 16).toString("base64url"),
        firstHour: Math.min(...rows.map(({ h }) => h)),
        lastHour: Math.max(...rows.map(({ h }) => h)),
        calls: sum("calls"),
        in: sum("in"),
        out: sum("out"),
        cr: sum("cr"),
        cw: sum("cw"),
        turns: sum("turns"),
      };
    };
    const give = async (device: TestDevice, claims: readonly SessionClaim[]): Promise<EvidenceReply> => {
      const body = JSON.stringify({ v: 1, claims });
      const response = await device.ask({ method: "POST", path: "/v1/me/evidence", body });
      assert.equal(response.statusCode, 200, response.body);
      return response.json<EvidenceReply>();
    };

    it("verifies for 30 days whose sessions add up to their rows", async () => {
      const device = await join();
      const rows = [wireRow(), wireRow({ h: NOON - 1, in: 70_000 })];
      await upload(board, device, rows);
      assert.deepEqual(await give(device, [await claimOf(device, "s1", rows)]), {
        outcome: "passed",
        verifiedUntil: board.nowMs + 30 * DAY_MS,
      });
      await pass(4 * DAY_MS);
      assert.equal((await me(device)).trust, "verified");
      await pass(26 * DAY_MS);
      assert.notEqual((await me(device)).trust, "verified");
    });

    it("does not verify what does not add up, and changes nothing else", async () => {
      const device = await join();
      await upload(board, device, [wireRow({ in: 70_000 })]);
      const claim = await claimOf(device, "s1", [wireRow()]);
      assert.deepEqual(await give(device, [claim]), { outcome: "sums" });
      await pass(4 * DAY_MS);
      const view = await me(device);
      assert.deepEqual([view.trust, view.signals], ["settled", []]);
    });

    it("waits for the other devices of a member", async () => {
      const device = await join();
      const link = (await device.ask({ method: "POST", path: "/v1/me/links", body: "{}" })).json<{ code: string }>();
      const other = await TestDevice.join(board, link.code);
      await upload(board, device, [wireRow()]);
      await upload(board, other, [wireRow({ in: 9_000 })]);
      assert.equal((await give(device, [await claimOf(device, "s1", [wireRow()])])).outcome, "more");
      const rest = await claimOf(other, "s2", [wireRow({ in: 9_000 })]);
      assert.equal((await give(other, [rest])).outcome, "passed");
    });

    it("finds sessions that another has told first, and holds who has little else", async () => {
      const [first, second] = [await join(), await join()];
      await upload(board, first, [wireRow()]);
      // The same session, but told as other hours: rows alone do not give it away.
      await upload(board, second, [wireRow({ h: NOON - 5, in: 1_005 })]);
      assert.equal((await give(first, [await claimOf(first, "s1", [wireRow()])])).outcome, "passed");
      const cloned = await claimOf(second, "s1", [wireRow({ h: NOON - 5, in: 1_005 })]);
      board.nowMs += 1_000;
      assert.equal((await give(second, [cloned])).outcome, "shared");
      const { trust, signals } = await me(second);
      assert.deepEqual([trust, signals.map((signal) => [signal.code, signal.effect])], ["held", [["C7", "held"]]]);
      assert.deepEqual((await me(first)).signals, []);
      assert.equal((await give(first, [await claimOf(first, "s1", [wireRow()])])).outcome, "passed");
    });

    it("is somebody else's only as far as they told of it: who names another's sessions first holds nobody", async () => {
      const [first, second] = [await join(), await join()];
      await upload(board, second, [wireRow({ h: NOON - 5, in: 1_005 })]);
      const real = await claimOf(second, "s1", [wireRow({ h: NOON - 5, in: 1_005 })]);
      const named = { ...real, in: 0, out: 0, cr: 0, cw: 0, calls: 0, turns: 0 };
      assert.equal((await give(first, [named])).outcome, "more");
      await upload(board, first, [wireRow({ in: 1, out: 0, cr: 0, cw: 0, calls: 1 })]);
      assert.equal((await give(first, [{ ...named, in: 1, calls: 1 }])).outcome, "passed");
      board.nowMs += 1_000;
      assert.equal((await give(second, [real])).outcome, "passed");
      await pass(4 * DAY_MS);
      assert.equal((await me(second)).trust, "verified");
    });

    it("is judged and not stored as it is where its figures are beyond all sense", async () => {
      const device = await join();
      const claim = await claimOf(device, "s1", [wireRow()]);
      const most = { in: Number.MAX_SAFE_INTEGER, out: Number.MAX_SAFE_INTEGER, cr: Number.MAX_SAFE_INTEGER };
      const claims = Array.from({ length: 500 }, (_, i) => ({
        ...claim,
        ...most,
        hash: `${String(i).padStart(21, "A")}A`,
      }));
      assert.equal((await give(device, claims)).outcome, "bounds");
    });

    it("is asked of the list of a large board, and who does not answer is on no list, and that is all", async () => {
      const device = await join();
      await upload(board, device, [wireRow()]);
      await list(device, "Ada");
      await board.database.query(
        `INSERT INTO member (member_id, joined_ms) SELECT n, 0 FROM generate_series(1, 1000) AS g(n)`,
      );
      await board.database.query(
        `INSERT INTO window30 (member_id, listed, score, seen, steered, active_days, first_ms, asof)
         SELECT n, false, 20000 + 9 * n, 1, 1, 1, 0, 99999 FROM generate_series(1, 1000) AS g(n)`,
      );
      await pass(4 * DAY_MS);
      assert.equal((await me(device)).evidenceAsked, false);
      await pass(HOUR_MS);
      assert.equal((await me(device)).evidenceAsked, true);
      assert.equal((await terms(device)).asked, true);
      assert.equal((await read<TopList>(device, "/v1/top")).entries.length, 1);
      await pass(14 * DAY_MS);
      assert.equal((await read<TopList>(device, "/v1/top")).entries.length, 0);
      await list(device, "Ada");
      assert.equal((await read<TopList>(device, "/v1/top")).entries.length, 0, "nor by choosing it again");
      const view = await me(device);
      assert.deepEqual([view.trust, view.counted > 0, view.signals], ["settled", true, []]);
      assert.equal((await give(device, [await claimOf(device, "s1", [wireRow()])])).outcome, "passed");
      assert.equal((await read<TopList>(device, "/v1/top")).entries.length, 1);
      assert.equal((await me(device)).evidenceAsked, false);
    });

    it("is forgotten after 35 days, and refused where it has another field", async () => {
      const device = await join();
      await upload(board, device, [wireRow()]);
      const claim = await claimOf(device, "s1", [wireRow()]);
      const body = JSON.stringify({ v: 1, claims: [{ ...claim, project: "secret" }] });
      assert.equal((await device.ask({ method: "POST", path: "/v1/me/evidence", body })).statusCode, 400);
      await give(device, [claim]);
      const { expires } = await board.database
        .query("SELECT expires_ms FROM session_claim")
        .then(([row]) => ({ expires: row?.["expires_ms"] }));
      assert.equal(expires, board.nowMs + 35 * DAY_MS);
    });
  });
});
