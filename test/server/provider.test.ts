import assert from "node:assert/strict";
import { fetchClaudeCodeDay } from "../../src/server/providers/fetchClaudeCodeDay.ts";
import { reconcileProvider } from "../../src/server/providers/reconcileProvider.ts";
import { readFailedChecks } from "../../src/server/integrity/failedChecks.ts";
import type { MeView } from "../../src/shared/board/meView.ts";
import { boardSalt } from "../../src/server/integrity/boardSalt.ts";
import { ANTHROPIC, linkProvider, providerUserHash } from "../../src/server/providers/providerLinks.ts";
import { onEachDatabase } from "../support/server/boardDatabases.ts";
import { catchUp } from "../support/server/catchUp.ts";
import { StandInProvider } from "../support/server/standInProvider.ts";
import { TestBoard, TestDevice, seededBytes } from "../support/server/testBoard.ts";
import { read, upload } from "../support/server/uploads.ts";
import { NOON, wireRow } from "../support/server/wireRows.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const DATE = "2026-11-20";
/** Of a row of a million fresh tokens and twenty thousand others. */
const ROW = { in: 1_000_000, out: 0, cr: 20_000, cw: 0, calls: 40 } as const;
const TOLD = 1_020_000;

describe("a provider's report", () => {
  let provider: StandInProvider;
  beforeEach(async () => {
    provider = await StandInProvider.start();
  });
  afterEach(() => provider.close());

  it("is read page by page, with the documented request, and added up by person", async () => {
    const use = ["a", "b", "c", "a", "b"].map((name, i) => ({ email: `${name}@example.com`, tokens: 10 ** i }));
    provider.days.set(DATE, use);
    const day = await fetchClaudeCodeDay(provider.access, DATE);
    assert.ok(day.kind === "read");
    assert.deepEqual(
      day.records.map(({ user, tokens }) => [user, tokens]),
      use.map(({ email, tokens }) => [email, tokens]),
    );
    const path = "/v1/organizations/usage_report/claude_code?starting_at=2026-11-20&limit=1000";
    assert.deepEqual(provider.asked, [path, `${path}&page=page_2`, `${path}&page=page_4`]);
  });

  it("leaves out keys of machines, and counts records that are of another form", async () => {
    const key = { actor: { type: "api_actor", api_key_name: "ci" }, model_breakdown: [] };
    const negative = {
      actor: { type: "user_actor", email_address: "a@example.com" },
      model_breakdown: [{ tokens: { input: -1, output: 0, cache_read: 0, cache_creation: 0 } }],
    };
    provider.days.set(DATE, [{ raw: key }, { raw: negative }, { raw: null }, { raw: { actor: 7 } }]);
    assert.deepEqual(await fetchClaudeCodeDay(provider.access, DATE), { kind: "read", records: [], malformed: 3 });
  });

  it("is asked for again later where the provider says so, and is nothing where it is not whole", async () => {
    provider.days.set(
      DATE,
      ["a", "b", "c"].map((name) => ({ email: `${name}@example.com`, tokens: 1 })),
    );
    const answers = [
      [
        { status: 429, headers: { "retry-after": "17" } },
        { kind: "wait", retryAfterS: 17 },
      ],
      [{ status: 429 }, { kind: "wait", retryAfterS: 60 }],
      [{ status: 529 }, { kind: "away" }],
      [{ status: 403 }, { kind: "refused" }],
      [{ status: 200, body: "{" }, { kind: "strange" }],
      [{ status: 200, body: '{"data":[],"has_more":true,"next_page":null}' }, { kind: "strange" }],
      [{ status: 302, headers: { location: "http://127.0.0.1:1/" } }, { kind: "away" }],
      [{ status: 200, body: `"${"x".repeat(17 * 1024 * 1024)}"` }, { kind: "strange" }],
    ] as const;
    for (const [answer, expected] of answers) {
      provider.instead.push(answer);
      assert.deepEqual(await fetchClaudeCodeDay(provider.access, DATE), expected);
    }
    assert.deepEqual(await fetchClaudeCodeDay({ ...provider.access, key: "wrong" }, DATE), { kind: "refused" });
    assert.deepEqual(await fetchClaudeCodeDay({ ...provider.access, url: "http://127.0.0.1:1" }, DATE), {
      kind: "away",
    });
  });

  it("that leads back to itself is given up", async () => {
    const loop = '{"data":[],"has_more":true,"next_page":"page_0"}';
    for (let i = 0; i < 1_001; i += 1) provider.instead.push({ status: 200, body: loop });
    assert.deepEqual(await fetchClaudeCodeDay(provider.access, DATE), { kind: "strange" });
  }).timeout(240_000);

  onEachDatabase((databases) => {
    let board: TestBoard;
    let code: string;
    const random = seededBytes("provider");
    beforeEach(async () => {
      board = await TestBoard.open(await databases.open());
      code = await board.invite();
    });
    afterEach(() => board.close());

    const me = (device: TestDevice): Promise<MeView> => read<MeView>(device, "/v1/me/page");
    const putLink = async (device: TestDevice, isLinked: boolean): Promise<number> => {
      const body = JSON.stringify({ provider: ANTHROPIC, isLinked });
      return (await device.ask({ method: "PUT", path: "/v1/me/providers", body })).statusCode;
    };
    /** As for a session in which the directory has told the address. */
    const link = async ({ registered: { memberId: member } }: TestDevice, user: string): Promise<void> => {
      const hash = providerUserHash(await boardSalt(board.database, random), ANTHROPIC, user);
      await board.database.transaction((queries) =>
        linkProvider(queries, { member, provider: ANTHROPIC }, hash, board.nowMs),
      );
    };
    const joined = async (user: string | null): Promise<TestDevice> => {
      const device = await TestDevice.join(board, code);
      await upload(board, device, [wireRow({ ...ROW, h: NOON })]);
      if (user !== null) await link(device, user);
      return device;
    };
    const reconcile = async (): Promise<void> => {
      board.nowMs += DAY_MS;
      await reconcileProvider(board.database, provider.access, { nowMs: board.nowMs, random });
      board.nowMs += 3 * DAY_MS;
      await catchUp(board.database, board.nowMs);
    };
    const outcome = async (device: TestDevice): Promise<readonly unknown[]> => {
      const { counted, signals, trust } = await me(device);
      return [counted, trust, ...signals.map((signal) => [signal.code, signal.effect, signal.figures])];
    };

    it("takes what is above it from what counts, adds up several records, and holds nobody", async () => {
      const device = await joined("Ada@Example.com ");
      provider.days.set(DATE, [
        { email: "ada@example.com", tokens: 300_000 },
        { email: "ada@example.com", tokens: 100_000, terminal: "tmux" },
        { email: "other@example.com", tokens: 5e9 },
      ]);
      await reconcile();
      assert.deepEqual(await outcome(device), [420_000, "settled", ["C19", "info", { told: TOLD, provider: 400_000 }]]);
      assert.equal((await me(device)).seen, TOLD);
    });

    it("changes nothing up to a twentieth more, and only mentions less than half", async () => {
      const [exact, less] = [await joined("a@example.com"), await joined("b@example.com")];
      provider.days.set(DATE, [
        { email: "a@example.com", tokens: Math.ceil(TOLD / 1.05) },
        { email: "b@example.com", tokens: 2 * TOLD + 2 },
      ]);
      await reconcile();
      assert.deepEqual(await outcome(exact), [TOLD, "settled"]);
      assert.deepEqual(await outcome(less), [TOLD, "settled", ["C19", "info", { told: TOLD, provider: 2 * TOLD + 2 }]]);
    });

    it("says nothing of who is not linked or not in it, and nothing of an unlinked one any more", async () => {
      const [none, absent, gone] = [await joined(null), await joined("b@example.com"), await joined("c@example.com")];
      provider.days.set(DATE, [
        { email: "a@example.com", tokens: 1 },
        { email: "c@example.com", tokens: 1 },
      ]);
      await reconcile();
      assert.deepEqual(await outcome(none), [TOLD, "settled"]);
      assert.deepEqual(await outcome(absent), [TOLD, "settled"]);
      assert.equal((await me(gone)).counted, 1);
      assert.equal(await putLink(gone, false), 200);
      assert.equal((await me(gone)).counted, TOLD);
    });

    it("changes nothing where it cannot be read as a whole, and the operator is told", async () => {
      const device = await joined("a@example.com");
      provider.days.set(DATE, [{ email: "a@example.com", tokens: 1 }, { raw: {} }]);
      await reconcile();
      assert.deepEqual(await outcome(device), [TOLD, "settled"]);
      assert.deepEqual(await readFailedChecks(board.database), ["C19"]);
    });

    it("asks two members who are linked to one account", async () => {
      const [first, second] = [await joined("ci@example.com"), await joined("ci@example.com")];
      await reconcile();
      for (const device of [first, second])
        assert.deepEqual((await outcome(device)).slice(1), ["settled", ["C15", "ask", {}]]);
    });

    it("is shown to its member as what is linked, and to nobody where the board reads none and nothing is linked", async () => {
      const device = await joined("ada@example.com");
      assert.deepEqual((await me(device)).provider, {
        provider: "anthropic",
        isRead: false,
        canLink: false,
        linkedAt: board.nowMs,
        days: 0,
      });
      assert.equal(await putLink(device, false), 200);
      assert.equal((await me(device)).provider, undefined);
      await board.close();
      board = await TestBoard.open(board.database, { readsProvider: true });
      const again = await TestDevice.join(board, code);
      assert.deepEqual((await me(again)).provider, { provider: "anthropic", isRead: true, canLink: false, days: 0 });
      await upload(board, again, [wireRow({ ...ROW, h: NOON })]);
      await link(again, "ada@example.com");
      const linkedAt = board.nowMs;
      provider.days.set(DATE, [{ email: "ada@example.com", tokens: 400_000 }]);
      await reconcile();
      const newestDay = Math.floor(Date.parse(DATE) / DAY_MS);
      assert.deepEqual((await me(again)).provider, {
        provider: "anthropic",
        isRead: true,
        canLink: false,
        linkedAt,
        days: 1,
        newestDay,
      });
    });

    it("keeps no address, and of the report nothing but the sums of linked members", async () => {
      const device = await joined("ada@example.com");
      provider.days.set(DATE, [
        { email: "ada@example.com", tokens: 424_242 },
        { email: "eve@example.com", tokens: 737_373 },
      ]);
      await reconcile();
      const rows = [
        ...(await board.database.query("SELECT p::text AS x FROM provider_link p")),
        ...(await board.database.query("SELECT p::text AS x FROM provider_day p")),
      ].map((row) => String(row["x"]));
      assert.equal(rows.length, 2);
      assert.ok(!rows.join().includes("@") && !rows.join().includes("737373") && rows.join().includes("424242"));
      const held = await read<{ providerDays: readonly object[] }>(device, "/v1/me/export");
      assert.equal(held.providerDays.length, 1);
      assert.equal(await putLink(device, true), 403, "a device cannot say whose address it is");
    });
  });
});
