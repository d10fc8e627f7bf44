import assert from "node:assert/strict";
import { UsageError } from "../../../src/cli/exitCode.ts";
import { FIELD_TEXTS } from "../../../src/cli/consentText.ts";
import { parseCommandLine } from "../../../src/cli/parseCommandLine.ts";
import { BATCH_FIELDS } from "../../../src/shared/board/syncBatch.ts";
import { ROW_FIELDS } from "../../../src/shared/board/usageRow.ts";

const CODE = "k7mn-2pqr-stuv-wxyz-3456";

const deedOf = (...args: readonly string[]): unknown => {
  const line = parseCommandLine(["sync", ...args]);
  assert.equal(line.command, "sync");
  return line.deed;
};

describe("sync on the command line", () => {
  it("shows where it stands when nothing else is asked for", () => {
    assert.deepEqual(deedOf(), { do: "status" });
    assert.deepEqual(deedOf("status"), { do: "status" });
  });

  it("knows its deeds and their options", () => {
    assert.deepEqual(deedOf("join", "https://b.example", CODE, "--unattended", "--agree", "1"), {
      do: "join",
      url: "https://b.example",
      code: CODE,
      isUnattended: true,
      agree: 1,
    });
    assert.deepEqual(deedOf("join", "b.example", ` ${CODE.toUpperCase()}`), {
      do: "join",
      url: "b.example",
      code: CODE,
      isUnattended: false,
      agree: undefined,
    });
    for (const name of ["now", "pause", "resume", "preview", "uploads"]) assert.deepEqual(deedOf(name), { do: name });
    assert.deepEqual(deedOf("leave", "--yes"), { do: "leave", isSure: true });
    assert.deepEqual(deedOf("forget"), { do: "forget", isSure: false });
    assert.deepEqual(deedOf("forget", "--yes"), { do: "forget", isSure: true });
    assert.deepEqual(deedOf("export", "--out", "held.json"), { do: "export", out: "held.json" });
  });

  it("refuses what makes no sense, naming it", () => {
    for (const [args, sentence] of [
      [["dance"], /"dance" is not/],
      [["join"], /needs an address and a code/],
      [["join", "https://b.example"], /needs an address and a code/],
      [["join", "a", "b", "c"], /"c" is one word too many/],
      [["now", "later"], /"later" is one word too many after sync now/],
      [["join", "a", "b", "--agree", "yes"], /"yes" is none/],
      [["join", "https://b.example", CODE.slice(0, -1)], /The code was mistyped or is not whole/],
      [["now", "--yes"], /sync now has no option --yes/],
      [["status", "--out", "x"], /sync status has no option --out/],
    ] as const)
      assert.throws(
        () => deedOf(...args),
        (error) => error instanceof UsageError && sentence.test(error.message),
        args.join(" "),
      );
  });

  it("tells of every field that is sent, and of no other", () => {
    assert.deepEqual(Object.keys(FIELD_TEXTS).toSorted(), [...new Set([...BATCH_FIELDS, ...ROW_FIELDS])].toSorted());
  });
});
