import assert from "node:assert/strict";

import { type BoardSurroundings, FORBIDDING_VARIABLE, boardBlock } from "../../../../src/host/board/boardBlock.ts";

const OPEN: BoardSurroundings = { forbidden: false, env: {}, isTrusted: true, isTelemetryOn: true };

describe("what keeps a team board away", () => {
  it("is nothing in a trusted window with telemetry and no policy", () => {
    assert.equal(boardBlock(OPEN), undefined);
    assert.equal(boardBlock({ ...OPEN, forbidden: undefined }), undefined);
    for (const value of ["", "0"])
      assert.equal(boardBlock({ ...OPEN, env: { [FORBIDDING_VARIABLE]: value } }), undefined);
  });

  it("is the policy before all else, also where it cannot be read", () => {
    for (const forbidden of [true, "yes", 1, {}, null]) {
      assert.equal(boardBlock({ ...OPEN, forbidden, isTrusted: false }), "forbidden");
    }
    assert.equal(boardBlock({ ...OPEN, env: { [FORBIDDING_VARIABLE]: "1" } }), "forbidden");
  });

  it("is Restricted Mode, then the telemetry setting", () => {
    assert.equal(boardBlock({ ...OPEN, isTrusted: false, isTelemetryOn: false }), "untrusted");
    assert.equal(boardBlock({ ...OPEN, isTelemetryOn: false }), "telemetryOff");
  });
});
