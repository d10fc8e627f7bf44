import assert from "node:assert/strict";
import { pi } from "../../../../src/sources/pi/source.ts";
import { formatOf, jsonLines, readLines } from "../../../support/readFormat.ts";
import { readIntoLedger } from "../../../support/readIntoLedger.ts";
import { answer, at, header, question, USAGE } from "../piSessions/entries.ts";

const format = formatOf(pi, "session", "lines");
const parentSession = "/home/ann/.pi/agent/sessions/--shop--/2026-06-10T12-00-00-000Z_s1.jsonl";
const fork = header({ id: "s2", timestamp: at(100), parentSession });
const read = (lines: readonly (object | string)[], name = "s1.jsonl") =>
  readLines(format, jsonLines(...lines), { relativePath: name });

describe("A call of Pi that is in several places", () => {
  it("is one call in a session and its fork, and the session's own, whichever is read first", () => {
    const own = read([header(), question("q1", 1, "Fix"), answer("a1", 5)]);
    const copied = read([fork, question("q1", 1, "Fix"), answer("a1", 5), answer("a2", 105)], "s2.jsonl");
    for (const order of [
      [own, copied],
      [copied, own],
    ]) {
      const calls = readIntoLedger(order.flatMap(({ records }) => records));
      assert.deepEqual(calls.map((call) => `${call.member} of ${call.sessionId}`).toSorted(), ["a1 of s1", "a2 of s2"]);
    }
    assert.deepEqual(copied.turns, []);
  });

  it("is counted where a fork alone is left", () => {
    const calls = readIntoLedger(read([fork, answer("a1", 5)], "s2.jsonl").records);
    assert.deepEqual(
      calls.map((call) => [call.copyRank, call.tokens.output]),
      [[2, 300]],
    );
  });

  it("is one call however often a response is written down", () => {
    const { calls } = read([
      header(),
      answer("a1", 5, USAGE, { responseId: "resp-1", timestamp: undefined }),
      answer("a2", 6, { input: 1, output: 1 }, { responseId: "resp-1", timestamp: undefined }),
    ]);
    assert.deepEqual(
      calls.map((call) => call.tokens.output),
      [300],
    );
  });

  it("is two where a server gives two responses one id", () => {
    const { calls } = read([
      header(),
      answer("a1", 5, USAGE, { responseId: "chatcmpl-7" }),
      answer("a2", 60, USAGE, { responseId: "chatcmpl-7" }),
    ]);
    assert.equal(calls.length, 2);
  });

  it("is two in two sessions whose entries happen to have one id", () => {
    const first = read([header(), answer("a1", 5)]);
    const second = read([header({ id: "s9" }), answer("a1", 50)], "s9.jsonl");
    assert.equal(readIntoLedger([...first.records, ...second.records]).length, 2);
  });

  it("is one before and after a file of the first version was migrated, in any order", () => {
    const first = { type: "session", id: "s1", timestamp: at(0), cwd: "/home/ann/shop" };
    const untimed = { timestamp: undefined };
    const old = read([
      first,
      question(undefined, 1, "Fix"),
      answer(undefined, 5),
      answer(undefined, 6, USAGE, untimed),
      { type: "compaction", timestamp: at(7), usage: USAGE },
    ]);
    const migrated = read([
      header(),
      question("q1", 1, "Fix"),
      answer("a1", 5),
      answer("a2", 6, USAGE, untimed),
      { type: "compaction", id: "c1", timestamp: at(7), usage: USAGE },
    ]);
    assert.equal(readIntoLedger(old.records).length, 3);
    for (const records of [
      [...old.records, ...migrated.records],
      [...migrated.records, ...old.records],
    ]) {
      assert.deepEqual(
        readIntoLedger(records)
          .map((call) => call.member)
          .toSorted(),
        ["a1", "a2", "c1"],
      );
    }
    assert.deepEqual(old.turns, migrated.turns);
  });

  it("that does not tell when it was begun yields to the session it was copied from", () => {
    const untimed = { timestamp: undefined };
    const own = read([header(), answer("a1", 5, USAGE, untimed)]);
    const copied = read([fork, answer("a1", 5, USAGE, untimed), answer("a2", 105, USAGE, untimed)], "s2.jsonl");
    assert.deepEqual(
      readIntoLedger([...copied.records, ...own.records])
        .map((call) => `${call.member} of ${call.sessionId}`)
        .toSorted(),
      ["a1 of s1", "a2 of s2"],
    );
    assert.equal(readIntoLedger(copied.records).length, 2);
  });
});
