import assert from "node:assert/strict";
import { DatabaseAway } from "../../../src/server/database/databaseAway.ts";
import { describeFault } from "../../../src/server/describeFault.ts";

const SECRET = "member 7 of the board";

describe("a fault in the log", () => {
  const withCode = (code: unknown): Error => Object.assign(new Error(SECRET), { code });

  it("is told by its kind, code and place, and never by its message", () => {
    for (const fault of [withCode("ENOSPC"), new DatabaseAway(SECRET, { cause: withCode("57P01") }), SECRET, undefined])
      assert.ok(!JSON.stringify(describeFault(fault)).includes(SECRET));
    const { frames, ...told } = describeFault(new TypeError(SECRET));
    assert.deepEqual(told, { kind: "TypeError", code: undefined });
    assert.match(frames?.[0] ?? "", /describeFault\.test\.ts/);
  });

  it("has the code of the system, of the database or of a program that failed, also of what it came of", () => {
    const codeOf = (fault: unknown): unknown => describeFault(fault).code;
    assert.equal(codeOf(withCode("ENOSPC")), "ENOSPC");
    assert.equal(codeOf(withCode("40P01")), "40P01");
    assert.equal(codeOf(withCode(2)), 2);
    assert.equal(codeOf(new DatabaseAway(SECRET, { cause: withCode("57P01") })), "57P01");
    for (const code of [SECRET, { SECRET }, Number.NaN]) assert.equal(codeOf(withCode(code)), undefined);
  });

  it("is a word where something else than an error was thrown", () => {
    assert.deepEqual(describeFault(SECRET), { kind: "string" });
    assert.deepEqual(describeFault(undefined), { kind: "undefined" });
  });
});
