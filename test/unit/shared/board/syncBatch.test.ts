import assert from "node:assert/strict";
import * as v from "valibot";
import { BATCH_FIELDS, encodeBatch, syncBatchSchema, takeRows } from "../../../../src/shared/board/syncBatch.ts";
import { ROW_FIELDS, usageRowSchema } from "../../../../src/shared/board/usageRow.ts";
import { WIRE_BOUNDS } from "../../../../src/shared/board/wireBounds.ts";
import { wireBatch, wireRow } from "../../../support/server/wireRows.ts";

/** The contract as people agree to it. A change here is a change of what leaves their machines. */
const AGREED_BATCH = "v batchId boardId memberId deviceId seq sentAt consentVersion parser rows".split(" ");
const AGREED_ROW = "h tool model mode rev toolVersion in out cr cw calls busy turns maxPrompt recount sess".split(" ");

describe("the wire contract", () => {
  it("sends the fields that were agreed to and no other", () => {
    assert.deepEqual([...BATCH_FIELDS], AGREED_BATCH);
    assert.deepEqual([...ROW_FIELDS], AGREED_ROW);
    assert.deepEqual(Object.keys(syncBatchSchema.entries).toSorted(), AGREED_BATCH.toSorted());
    assert.deepEqual(Object.keys(usageRowSchema.entries).toSorted(), AGREED_ROW.toSorted());
  });

  it("leaves out of the text whatever else an object carries", () => {
    const row = { ...wireRow(), project: "secret" };
    const text = encodeBatch({ ...wireBatch(), rows: [row], host: "secret" } as never);
    assert.ok(!text.includes("secret"));
  });

  it("writes one batch as one text, in whatever order its fields were set", () => {
    const batch = wireBatch();
    const turned = Object.fromEntries(Object.entries(batch).toReversed()) as unknown as typeof batch;
    const rows = batch.rows.map((row) => Object.fromEntries(Object.entries(row).toReversed()) as unknown as typeof row);
    assert.equal(encodeBatch({ ...turned, rows }), encodeBatch(batch));
    assert.ok(v.safeParse(syncBatchSchema, JSON.parse(encodeBatch(batch))).success);
  });

  for (const [what, change] of Object.entries({
    "an unknown field": { host: "laptop" },
    "another version": { v: 2 },
    "a member that is no whole number": { memberId: 1.5 },
    "a board that is no UUID": { boardId: "acme" },
    "a device beyond 31 bits": { deviceId: 2 ** 31 },
    "a first batch without a number": { seq: 0 },
  })) {
    it(`refuses a batch with ${what}`, () => {
      assert.ok(!v.safeParse(syncBatchSchema, { ...wireBatch(), ...change }).success);
    });
  }

  for (const model of ["/home/jo/model.gguf", "a b", "Ünicode", "", `a${"b".repeat(64)}`, "https://x.y", "<b>"]) {
    it(`takes no model called "${model.slice(0, 24)}"`, () => {
      assert.ok(!v.safeParse(usageRowSchema, { ...wireRow(), model }).success);
    });
  }
});

describe("filling a batch", () => {
  it("takes at most the rows and bytes that a board takes, and the rest later", () => {
    const rows = Array.from({ length: 1200 }, (_, i) => wireRow({ h: 400_000 + i, in: Number.MAX_SAFE_INTEGER }));
    const taken = takeRows(rows);
    assert.equal(taken.length, WIRE_BOUNDS.rowsPerBatch);
    assert.ok(encodeBatch(wireBatch({ rows: taken })).length <= WIRE_BOUNDS.bodyBytes);
  });

  it("stays within the bytes where rows are as long as they can be", () => {
    const most = Number.MAX_SAFE_INTEGER;
    const long = { in: most, out: most, cr: most, cw: most, calls: most, maxPrompt: most, recount: most };
    const rows = Array.from({ length: 600 }, (_, i) =>
      wireRow({ ...long, h: i, rev: most, model: "m".repeat(64), tool: "t".repeat(64), toolVersion: "9".repeat(32) }),
    );
    const taken = takeRows(rows);
    assert.ok(taken.length > 300);
    assert.ok(encodeBatch(wireBatch({ rows: taken })).length <= WIRE_BOUNDS.bodyBytes);
  });
});
