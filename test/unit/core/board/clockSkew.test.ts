import assert from "node:assert/strict";
import { hoursToAdd } from "../../../../src/core/board/clockSkew.ts";
import { wireModelName } from "../../../../src/core/board/wireModelName.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe("a sender's clock that is wrong", () => {
  it("is left alone below 55 minutes", () => {
    assert.equal(hoursToAdd(1_000 * HOUR, 1_000 * HOUR + 55 * MINUTE - 1), 0);
    assert.equal(hoursToAdd(1_000 * HOUR + 55 * MINUTE - 1, 1_000 * HOUR), 0);
  });

  it("is corrected by whole hours, ahead and behind", () => {
    assert.equal(hoursToAdd(1_000 * HOUR, 1_000 * HOUR + 55 * MINUTE), 1);
    for (let hours = -14; hours <= 14; hours += 1) {
      const sent = 1_000 * HOUR - hours * HOUR;
      assert.ok(Math.abs((hoursToAdd(sent, 1_000 * HOUR + MINUTE) ?? 99) - hours) === 0, String(hours));
    }
  });

  it("is not corrected when it is off by more than time zones are", () => {
    assert.equal(hoursToAdd(0, 15 * HOUR), undefined);
    assert.equal(hoursToAdd(15 * HOUR, 0), undefined);
  });
});

describe("the name of a model on the wire", () => {
  it("is one for all ways of writing it", () => {
    assert.equal(wireModelName("anthropic/claude-opus-4-5-20251101"), wireModelName("claude-opus-4-5"));
    assert.equal(wireModelName("claude-opus-4-5"), "claude-opus-4-5");
  });

  it("is not sent where the model is not publicly known", () => {
    for (const written of ["acme-secret-merger-7b", "/home/jo/models/x.gguf", "", "a\nb"])
      assert.equal(wireModelName(written), "other");
  });
});
