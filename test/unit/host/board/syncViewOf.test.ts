import assert from "node:assert/strict";

import { syncViewOf } from "../../../../src/host/board/syncViewOf.ts";
import { TEST_MEMBERSHIP } from "../../../support/testOutbox.ts";

const OUTBOX = { membership: TEST_MEMBERSHIP, isPaused: false, isSender: true, waiting: 1, refused: {} };

describe("syncViewOf", () => {
  it("does not blame the board for what went wrong on this machine, and says when it goes on", () => {
    assert.deepEqual(syncViewOf({ kind: "failed", message: "The ledger is away.", untilMs: 5 }, OUTBOX, undefined), {
      kind: "failed",
      cause: "The ledger is away.",
      nextMs: 5,
    });
  });

  it("says when it tries again after an answer that may not be the board's", () => {
    const fault = { kind: "refused", status: 403, reason: "unknown" } as const;
    const view = syncViewOf({ kind: "refused", fault, untilMs: 5 }, OUTBOX, undefined);
    assert.ok(view.kind === "refused");
    assert.equal(view.nextMs, 5);
    assert.match(view.cause, /such as a proxy/);
  });
});
