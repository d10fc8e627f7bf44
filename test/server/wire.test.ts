import assert from "node:assert/strict";
import { hostname, userInfo } from "node:os";
import { openPgliteInMemory } from "../../src/server/database/openPglite.ts";
import { keepRetention } from "../../src/server/housekeeping.ts";
import { BoardClient } from "../../src/sync/boardClient.ts";
import { MARK } from "../support/server/markedHome.ts";
import { MarkedMachine } from "../support/server/markedMachine.ts";
import { TestBoard } from "../support/server/testBoard.ts";
import { WIRE, allAllowed, routeOf, saidBy } from "../support/server/wireContract.ts";
import type { TappedRequest } from "../support/server/wireTap.ts";

describe("what leaves this machine", function () {
  this.timeout(300_000);
  let board: TestBoard;
  let machine: MarkedMachine;
  let sent: readonly TappedRequest[];

  before(async () => {
    const nowMs = Date.now();
    board = await TestBoard.open(await openPgliteInMemory());
    board.nowMs = nowMs;
    await keepRetention(board.database, nowMs);
    machine = await MarkedMachine.open(board, nowMs);
    await machine.doEverything(nowMs);
    ({ sent } = machine.tap);
  });
  after(async () => {
    await machine.close();
    await board.close();
    await board.database.close();
  });

  const bodiesOf = (route: string): readonly string[] =>
    sent.filter((one) => routeOf(one) === route).map(({ body }) => body);

  it("goes only where it may, and all that a client can ask was asked here", () => {
    assert.deepEqual([...new Set(sent.map(routeOf))].toSorted(), Object.keys(WIRE).toSorted());
    const methods = Object.getOwnPropertyNames(BoardClient.prototype).filter((name) => name !== "constructor");
    assert.deepEqual(
      methods.toSorted(),
      Object.values(WIRE)
        .map(({ asks }) => asks)
        .toSorted(),
    );
  });

  it("has no header, field or value beyond the contract, and each of its fields was sent here", () => {
    const said = new Set(sent.flatMap(saidBy));
    assert.deepEqual(
      allAllowed().filter((name) => !said.has(name)),
      [],
    );
  });

  it("would not be let through with a header, an address or a field more, wherever that stands", () => {
    for (const one of sent) {
      assert.throws(() => saidBy({ ...one, headers: { ...one.headers, "x-machine": ["7"] } }), assert.AssertionError);
      assert.throws(() => saidBy({ ...one, url: `${one.url}?at=7` }), assert.AssertionError);
      if (one.body === "") assert.throws(() => saidBy({ ...one, body: "{}" }), assert.AssertionError);
      else
        for (const body of withFieldMore(JSON.parse(one.body)))
          assert.throws(() => saidBy({ ...one, body: JSON.stringify(body) }), /has the field more/);
    }
  });

  it("holds no word of prompts, paths, projects, branches, sessions, private models, people or machines", () => {
    const all = JSON.stringify(sent).toLowerCase();
    const inBase64 = [0, 1, 2].map((shift) =>
      // Whatever stands before it: the middle of the word is the same in one of three positions.
      Buffer.from(`${"x".repeat(shift)}${MARK}`)
        .toString("base64url")
        .slice(shift === 0 ? 0 : shift + 1, -2),
    );
    for (const word of [MARK, Buffer.from(MARK).toString("hex"), ...inBase64])
      assert.ok(!all.includes(word.toLowerCase()), `${word} has left`);
    // As whole words, as short ones come about by chance in signatures.
    for (const word of [userInfo().username, hostname()])
      assert.ok(!new RegExp(`(?<![\\w-])${word}(?![\\w-])`, "i").test(all), `${word} has left`);
  });

  it("tells real figures of the marked logs and repository, so that there was something to betray", () => {
    const rows = bodiesOf("POST /v1/sync").flatMap((body) => (JSON.parse(body) as { rows: { out: number }[] }).rows);
    assert.ok(rows.filter(({ out }) => out > 0).length >= 4);
    const [outcomes = ""] = bodiesOf("POST /v1/outcomes");
    const { days } = JSON.parse(outcomes) as { days: Record<string, number>[] };
    for (const figure of ["merged", "effAdded", "effMatured", "effSurviving", "testRuns", "costMaturedMicro"])
      assert.ok(
        days.some((day) => (day[figure] ?? 0) > 0),
        figure,
      );
    const [evidence = ""] = bodiesOf("POST /v1/me/evidence");
    assert.equal((JSON.parse(evidence) as { claims: object[] }).claims.length, 3);
  });

  it("was shown to the person before, and the board's page is opened without a word about them", () => {
    for (const [i, body] of bodiesOf("POST /v1/sync").slice(0, 2).entries()) {
      const sentRows = /"rows":(\[.*\])\}$/.exec(body)?.[1] ?? "none";
      // All but the numbers that the board has given, and the revisions, which are times.
      const plain = (text: string): string => text.replaceAll(/"rev":\d+/g, "");
      assert.ok(plain(machine.shown[i] ?? "").includes(plain(sentRows)));
    }
    assert.deepEqual(machine.opened, [machine.tap.url]);
  });
});

/** The value again and again, each time with a field more in another one of its objects. */
function withFieldMore(value: unknown): readonly unknown[] {
  if (Array.isArray(value))
    return value.flatMap((item, i) => withFieldMore(item).map((changed) => value.with(i, changed) as unknown));
  if (typeof value !== "object" || value === null) return [];
  const within = Object.entries(value).flatMap(([field, part]) =>
    withFieldMore(part).map((changed) => ({ ...value, [field]: changed })),
  );
  return [{ ...value, more: 7 }, ...within];
}
