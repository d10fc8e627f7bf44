import assert from "node:assert/strict";
import { brotliCompressSync } from "node:zlib";
import cl100k from "js-tiktoken/ranks/cl100k_base";
import o200k from "js-tiktoken/ranks/o200k_base";
import { readPackageRanks } from "../../../../src/worker/tokens/packageRanks.ts";
import { packRanks, unpackRanks } from "../../../../src/worker/tokens/packedRanks.ts";
import { RankTable } from "../../../../src/worker/tokens/rankTable.ts";

const TOKENS = { o200k: 199_998, cl100k: 100_256 };

describe("rank tables", function () {
  this.timeout(120_000);

  for (const [name, packageRanks] of Object.entries({ o200k, cl100k })) {
    it(`hold every token of ${name} at its rank`, () => {
      const ranks = readPackageRanks(packageRanks);
      assert.equal(ranks.starts.length - 1, name === "o200k" ? TOKENS.o200k : TOKENS.cl100k);
      const table = new RankTable(ranks);
      for (let rank = 0; rank + 1 < ranks.starts.length; rank += 1) {
        const [start = 0, end = 0] = ranks.starts.subarray(rank, rank + 2);
        if (table.rankOf(ranks.bytes, start, end) !== rank) assert.fail(`rank ${rank}`);
      }
    });
  }

  it("come out of the build's form as they went in", () => {
    const ranks = readPackageRanks(cl100k);
    const unpacked = unpackRanks(packRanks(ranks));
    assert.equal(unpacked.pattern, ranks.pattern);
    assert.deepEqual(unpacked.starts, ranks.starts);
    assert.ok(Buffer.from(ranks.bytes).equals(unpacked.bytes));
  });

  it("know no token that is none, however long", () => {
    const table = new RankTable(readPackageRanks(cl100k));
    const none = Buffer.from("zqxjkvzqxjkv");
    assert.equal(table.rankOf(none, 0, none.length), -1);
    assert.equal(table.rankOf(Buffer.alloc(10_000, " "), 0, 10_000), -1);
    assert.equal(table.longest, 128);
  });

  it("are refused where they are torn or something else", () => {
    const packed = packRanks({ pattern: ".", bytes: Buffer.from("ab"), starts: Uint32Array.of(0, 1, 2) });
    assert.throws(() => unpackRanks(packed.subarray(0, packed.length - 4)));
    for (const plain of ["", "no JSON\n", "null\n", "{}\n", '{"pattern":".","tokens":3}\n\u0001\u0001ab']) {
      assert.throws(() => unpackRanks(brotliCompressSync(plain)), Error, plain);
    }
    assert.throws(() => readPackageRanks({ pat_str: ".", bpe_ranks: "! 0 YQ==\n! 2 Yg==" }), /rank 1/u);
  });
});
