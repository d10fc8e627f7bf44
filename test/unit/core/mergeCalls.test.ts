import assert from "node:assert/strict";
import * as fc from "fast-check";
import { mergeCalls, numbersRankOf } from "../../../src/core/mergeCalls.ts";
import type { CallRecord } from "../../../src/core/usageRecord.ts";
import { makeCall } from "../worker/testRecords.ts";

/** Copies of one call over alphabets so small that most comparisons end in a tie. */
const copy: fc.Arbitrary<CallRecord> = fc
  .record({
    output: fc.nat(2),
    freshInput: fc.nat(1),
    cacheRead: fc.nat(1),
    reasoning: fc.nat(1),
    atMs: fc.nat(2),
    model: fc.constantFrom("", "a", "b"),
    serviceTier: fc.constantFrom("standard", "fast"),
    usOnly: fc.boolean(),
    quality: fc.constantFrom("exact-call", "estimate"),
    calls: fc.constantFrom(0, 1),
    isCounted: fc.boolean(),
    copyRank: fc.constantFrom(0, 1, 2),
    ownerMs: fc.nat(1),
    sessionId: fc.constantFrom("s", "t"),
    agentId: fc.constantFrom(undefined, "x"),
    cwd: fc.constantFrom(undefined, "/a", "/b"),
    branch: fc.constantFrom(undefined, "main"),
    yieldsTo: fc.constantFrom(undefined, "f"),
    alias: fc.constantFrom(undefined, "r", "q"),
  } satisfies Record<string, fc.Arbitrary<unknown>>)
  .map(({ output, freshInput, cacheRead, reasoning, isCounted, ...rest }) =>
    makeCall({
      ...rest,
      ...(isCounted ? { countedHere: true } : {}),
      tokens: { output, freshInput, cacheRead, reasoning },
    }),
  );

/** As the ledger sees it: whether a rank is worked out or written down makes no difference, nor whether no alias is said. */
function said(call: CallRecord): CallRecord {
  return { ...call, alias: call.alias, numbersRank: numbersRankOf(call) };
}

function check(predicate: (a: CallRecord, b: CallRecord, c: CallRecord) => void): void {
  fc.assert(fc.property(copy, copy, copy, predicate), { seed: 1, numRuns: 5000 });
}

describe("mergeCalls", () => {
  it("gives the same whichever copy comes first", () => {
    check((a, b) => assert.deepEqual(said(mergeCalls(a, b)), said(mergeCalls(b, a))));
  });

  it("gives the same in whatever grouping", () => {
    check((a, b, c) => assert.deepEqual(said(mergeCalls(mergeCalls(a, b), c)), said(mergeCalls(a, mergeCalls(b, c)))));
  });

  it("changes nothing when a copy comes again", () => {
    check((a, b) => {
      const merged = mergeCalls(a, b);
      assert.equal(mergeCalls(a, a), a);
      assert.deepEqual(said(mergeCalls(merged, a)), said(merged));
      assert.deepEqual(said(mergeCalls(merged, b)), said(merged));
      assert.deepEqual(said(mergeCalls(a, merged)), said(merged));
    });
  });

  it("gives the same for any number of copies in any order", () => {
    const shuffled = fc
      .array(copy, { minLength: 1, maxLength: 6 })
      .chain((copies) => fc.tuple(fc.constant(copies), fc.shuffledSubarray(copies, { minLength: copies.length })));
    fc.assert(
      fc.property(shuffled, ([copies, others]) => {
        const merge = (list: readonly CallRecord[]) => said(list.reduce((sum, next) => mergeCalls(sum, next)));
        assert.deepEqual(merge(copies), merge(others));
      }),
      { seed: 2, numRuns: 2000 },
    );
  });

  it("takes what the tool reports, also where we had counted more before it did", () => {
    const counted = makeCall({ tokens: { freshInput: 3, output: 301 }, quality: "estimate", countedHere: true });
    const reported = makeCall({ tokens: { freshInput: 48_210, output: 210 } });
    for (const merged of [mergeCalls(counted, reported), mergeCalls(reported, counted)]) {
      assert.deepEqual([merged.tokens, merged.countedHere, merged.quality], [reported.tokens, undefined, "exact-call"]);
    }
  });

  it("survives being stored and read in between", () => {
    check((a, b, c) => {
      const stored: CallRecord = said(mergeCalls(a, b));
      assert.deepEqual(said(mergeCalls(stored, c)), said(mergeCalls(mergeCalls(a, b), c)));
    });
  });

  it("takes all numbers, with model and tier, from one of the copies, and it has the highest output of those reported", () => {
    check((a, b) => {
      const merged = mergeCalls(a, b);
      const numbersOf = ({ tokens, model, serviceTier, usOnly, quality, calls }: CallRecord) =>
        JSON.stringify({ tokens, model, serviceTier, usOnly, quality, calls });
      assert.ok([numbersOf(a), numbersOf(b)].includes(numbersOf(merged)));
      const reported = [a, b].filter(({ countedHere }) => countedHere !== true);
      const outputs = (reported.length > 0 ? reported : [a, b]).map(({ tokens }) => tokens.output);
      assert.equal(merged.tokens.output, Math.max(...outputs));
    });
  });

  it("takes session, agent and place from one copy, and it is the one most likely to be the original", () => {
    check((a, b) => {
      const merged = mergeCalls(a, b);
      const ownerOf = ({ sessionId, agentId, cwd, branch, copyRank, ownerMs, yieldsTo }: CallRecord) =>
        JSON.stringify({ sessionId, agentId, cwd, branch, copyRank, ownerMs, yieldsTo });
      assert.ok([ownerOf(a), ownerOf(b)].includes(ownerOf(merged)));
      assert.equal(merged.copyRank, Math.min(a.copyRank, b.copyRank));
    });
  });

  it("takes the earliest time", () => {
    check((a, b) => assert.equal(mergeCalls(a, b).atMs, Math.min(a.atMs, b.atMs)));
  });

  it("takes the final record and not the partial one with more input", () => {
    const partial = makeCall({ tokens: { freshInput: 5000, output: 1 } });
    const final = makeCall({ tokens: { freshInput: 10, cacheRead: 4000, output: 700 } });
    assert.deepEqual(mergeCalls(partial, final).tokens, final.tokens);
  });

  it("takes the copy that tells more kinds of tokens where the output is equal", () => {
    const bare = makeCall({ tokens: { freshInput: 5000, output: 700 } });
    const split = makeCall({ tokens: { freshInput: 10, cacheRead: 4000, output: 700 } });
    assert.deepEqual(mergeCalls(bare, split).tokens, split.tokens);
  });

  it("takes a told model before none, and the original's before a fork's", () => {
    const original = makeCall({ model: "a", ownerMs: 1 });
    const fork = makeCall({ model: "b", copyRank: 2, ownerMs: 9 });
    assert.equal(mergeCalls(fork, original).model, "a");
    assert.equal(mergeCalls({ ...original, model: "" }, fork).model, "b");
  });

  it("remembers whose model it took when a third copy comes", () => {
    const fork = makeCall({ model: "b", copyRank: 2, ownerMs: 9 });
    const unnamed = makeCall({ model: "", ownerMs: 1 });
    const sideChain = makeCall({ model: "c", copyRank: 1, ownerMs: 5 });
    assert.equal(mergeCalls(mergeCalls(fork, unnamed), sideChain).model, "c");
  });

  it("gives a forked call to the session that made it, at the time it was made", () => {
    const original = makeCall({ sessionId: "made", atMs: 5000, cwd: "/made" });
    const fork = makeCall({ sessionId: "fork", atMs: 9000, cwd: "/fork", copyRank: 2, tokens: { output: 200 } });
    const { sessionId, atMs, cwd, tokens } = mergeCalls(fork, original);
    assert.deepEqual(
      { sessionId, atMs, cwd, output: tokens.output },
      { sessionId: "made", atMs: 5000, cwd: "/made", output: 200 },
    );
  });
});
